/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TerminologyCatalogTest {
  private final TerminologyCatalog catalog = TerminologyCatalog.load();

  @ParameterizedTest
  @EnumSource(LocalSystem.class)
  void everySystemHasCodesACodeSystemAndAValueSet(LocalSystem system) {
    assertThat(catalog.codes(system)).isNotEmpty();
    assertThat(catalog.codeSystems()).extracting(CodeSystem::getUrl).contains(system.url());
    assertThat(catalog.valueSets()).extracting(ValueSet::getUrl).contains(system.valueSetUrl());
  }

  @Test
  void findsACodeInItsOwnSystemOnly() {
    assertThat(catalog.find(LocalSystem.CONTACT.url(), "text-neutral-only"))
        .map(code -> code.displays().english())
        .contains("Neutral text messages only");
    assertThat(catalog.find(LocalSystem.MODE.url(), "text-neutral-only")).isEmpty();
    assertThat(catalog.find("http://snomed.info/sct", "text-neutral-only")).isEmpty();
    assertThat(catalog.find(null, "text-neutral-only")).isEmpty();
  }

  @Test
  void everyCodeHasAnEnglishDisplayAndADefinition() {
    assertThat(
            Arrays.stream(LocalSystem.values()).flatMap(system -> catalog.codes(system).stream()))
        .hasSizeGreaterThan(300)
        .allMatch(code -> !code.displays().english().isBlank())
        .allMatch(code -> !code.definition().english().isBlank());
  }

  @Test
  void reasonsThatBelongToTwoGroupsAreInBothValueSets() {
    assertThat(codes("sc-decline-reason")).contains("expired", "no-capacity").hasSize(15);
    assertThat(codes("sc-cancel-reason")).contains("expired", "person-withdrew").hasSize(9);
    assertThat(codes("sc-hold-reason")).hasSize(5).doesNotContain("expired");
  }

  @Test
  void modesAndWhetherTheyMayBeSwitchedAreToldApart() {
    assertThat(codes("sc-mode")).contains("in-person").doesNotContain("switch-allowed");
    assertThat(codes("sc-mode-switch")).containsExactly("switch-allowed", "switch-not-safe");
  }

  @Test
  void sameDataGivesTheSameBytes() {
    assertThat(json(TerminologyCatalog.load())).isEqualTo(json(catalog));
  }

  private List<String> codes(String valueSet) {
    return catalog.valueSets().stream()
        .filter(set -> set.getIdPart().equals(valueSet))
        .flatMap(set -> set.getCompose().getInclude().stream())
        .flatMap(include -> include.getConcept().stream())
        .map(ValueSet.ConceptReferenceComponent::getCode)
        .toList();
  }

  private static List<String> json(TerminologyCatalog catalog) {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    List<IBaseResource> all = new java.util.ArrayList<>(catalog.codeSystems());
    all.addAll(catalog.valueSets());
    all.addAll(catalog.conceptMaps());
    return all.stream().map(parser::encodeResourceToString).toList();
  }
}
