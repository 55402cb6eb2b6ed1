/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

class PublishedSetsTest {
  private final TerminologyCatalog catalog = TerminologyCatalog.load();

  @Test
  void dimensionsShareOutTheSignsWithoutRest() {
    Set<String> all = new HashSet<>();
    for (LocalCode dimension : catalog.codes(LocalSystem.DIMENSION)) {
      List<String> codes = codes(focusing(LocalSystem.DIMENSION, dimension.code()));
      assertThat(codes).isNotEmpty().allMatch(all::add);
    }

    assertThat(all).hasSize(123);
  }

  @Test
  void setOfAFormHoldsWhatSpeaksOfItAndOfAll() {
    List<String> organ = codes(focusing(LocalSystem.FORM, "organ-removal"));

    assertThat(organ).contains("ph-organ-scar", "cr-violence").doesNotContain("sf-begging");
    assertThat(codes(focusing(LocalSystem.FORM, "forced-begging"))).contains("sf-begging");
  }

  @Test
  void everyFormHasASetThatHoldsAtLeastWhatIsAskedWhateverTheForm() {
    List<String> always =
        catalog.indicators().all().stream()
            .filter(sign -> sign.forms().contains("any"))
            .map(Indicator::code)
            .toList();

    assertThat(always).hasSizeGreaterThan(80);
    assertThat(catalog.codes(LocalSystem.FORM))
        .hasSize(14)
        .allSatisfy(
            form ->
                assertThat(codes(focusing(LocalSystem.FORM, form.code())))
                    .as(form.code())
                    .containsAll(always));
    assertThat(codes(focusing(LocalSystem.FORM, "child-soldier")))
        .containsExactlyInAnyOrderElementsOf(always);
  }

  @Test
  void populationsDifferInWhatConcernsThem() {
    List<String> adult = codes("sc-indicators-adult");
    List<String> minor = codes("sc-indicators-minor");

    assertThat(adult)
        .contains("rv-false-law-info", "ch-age-uncertain")
        .doesNotContain("ch-runaway");
    assertThat(minor).contains("ch-runaway", "dr-education").doesNotContain("rv-false-law-info");
    assertThat(codes("sc-indicators-safety"))
        .containsExactlyInAnyOrder(
            "ls-still-in-situation", "ls-recent-contact-exploiter", "ch-age-uncertain");
  }

  @Test
  void everyMapNamesOnlyCodesOfOurs() {
    for (ConceptMap map : catalog.conceptMaps()) {
      for (ConceptMapGroupComponent group : map.getGroup()) {
        assertThat(group.getElement())
            .isNotEmpty()
            .allMatch(element -> catalog.find(group.getSource(), element.getCode()).isPresent());
      }
    }
  }

  @Test
  void targetsAmongOursAreThere() {
    assertThat(
            catalog.conceptMaps().stream()
                .flatMap(map -> map.getGroup().stream())
                .filter(group -> group.getTarget().contains("/supportive-care/"))
                .flatMap(
                    group ->
                        group.getElement().stream()
                            .flatMap(element -> element.getTarget().stream())
                            .filter(TargetElementComponent::hasCode)
                            .map(target -> catalog.find(group.getTarget(), target.getCode()))))
        .isNotEmpty()
        .allMatch(Optional::isPresent);
  }

  @Test
  void onlyWhatIsUnmatchedHasNoTarget() {
    assertThat(
            catalog.conceptMaps().stream()
                .flatMap(map -> map.getGroup().stream())
                .flatMap(group -> group.getElement().stream())
                .flatMap(element -> element.getTarget().stream()))
        .hasSizeGreaterThan(100)
        .allMatch(
            target ->
                target.hasCode() != (target.getEquivalence() == ConceptMapEquivalence.UNMATCHED));
  }

  /** FHIR R4, cmd-1. */
  @Test
  void whatFitsInPartOnlySaysHow() {
    assertThat(
            catalog.conceptMaps().stream()
                .flatMap(map -> map.getGroup().stream())
                .flatMap(group -> group.getElement().stream())
                .flatMap(element -> element.getTarget().stream())
                .filter(
                    target ->
                        target.getEquivalence() == ConceptMapEquivalence.INEXACT
                            || target.getEquivalence() == ConceptMapEquivalence.NARROWER))
        .isNotEmpty()
        .allMatch(TargetElementComponent::hasComment);
  }

  @Test
  void everySignThatIsTakenFromTheCaseDataStandardIsInItsMap() {
    Set<String> mapped =
        catalog.conceptMaps().stream()
            .filter(map -> map.getIdPart().equals("sc-indicators-to-htcds"))
            .flatMap(map -> map.getGroup().stream())
            .flatMap(group -> group.getElement().stream())
            .map(element -> element.getCode())
            .collect(Collectors.toSet());

    assertThat(catalog.indicators().all())
        .filteredOn(sign -> sign.source().contains("IOM HTCDS 2.0"))
        .extracting(Indicator::code)
        .hasSize(21)
        .allMatch(mapped::contains);
  }

  @Test
  void mapsOfWholeSystemsLeaveNoCodeOut() {
    for (LocalSystem system :
        List.of(LocalSystem.FORM, LocalSystem.BUSINESS_STATUS, LocalSystem.REASON)) {
      assertThat(catalog.conceptMaps())
          .filteredOn(
              map ->
                  map.hasSource() && map.getSourceUriType().getValue().equals(system.valueSetUrl()))
          .isNotEmpty()
          .allSatisfy(
              map ->
                  assertThat(
                          map.getGroup().stream()
                              .flatMap(group -> group.getElement().stream())
                              .map(element -> element.getCode()))
                      .containsAll(catalog.codes(system).stream().map(LocalCode::code).toList()));
    }
  }

  private String focusing(LocalSystem system, String code) {
    return catalog.valueSets().stream()
        .filter(
            set ->
                set.getUseContext().stream()
                    .map(context -> context.getValueCodeableConcept().getCodingFirstRep())
                    .anyMatch(
                        coding ->
                            coding.getSystem().equals(system.url())
                                && coding.getCode().equals(code)))
        .map(ValueSet::getIdPart)
        .findFirst()
        .orElseThrow();
  }

  private List<String> codes(String valueSet) {
    return catalog.valueSets().stream()
        .filter(set -> set.getIdPart().equals(valueSet))
        .flatMap(set -> set.getCompose().getInclude().stream())
        .flatMap(include -> include.getConcept().stream())
        .map(ValueSet.ConceptReferenceComponent::getCode)
        .toList();
  }
}
