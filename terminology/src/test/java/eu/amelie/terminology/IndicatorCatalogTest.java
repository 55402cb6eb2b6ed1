/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.Indicator.Role;
import eu.amelie.terminology.Indicator.Strength;
import eu.amelie.terminology.Indicator.Weight;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.api.Test;

class IndicatorCatalogTest {
  private final IndicatorCatalog catalog = IndicatorCatalog.load();

  @Test
  void holdsTheSixDimensionsOfTheOperationalIndicatorsInFull() {
    Map<String, Long> counted =
        catalog.all().stream()
            .filter(indicator -> indicator.role() == Role.DELPHI)
            .collect(Collectors.groupingBy(Indicator::dimension, Collectors.counting()));

    assertThat(catalog.all()).hasSize(123);
    assertThat(counted)
        .containsOnly(
            Map.entry("deceptive-recruitment", 10L),
            Map.entry("coercive-recruitment", 10L),
            Map.entry("abuse-vulnerability-recruitment", 16L),
            Map.entry("exploitation", 9L),
            Map.entry("coercion-destination", 15L),
            Map.entry("abuse-vulnerability-destination", 7L));
  }

  @Test
  void weightDependsOnTheProfileAndSaysWhetherItIsConfirmed() {
    Indicator indicator = catalog.find("dr-work-nature").orElseThrow();

    assertThat(indicator.weights())
        .containsEntry(Profile.ADULT_LABOUR, new Weight(Strength.STRONG, true))
        .containsEntry(Profile.ADULT_SEXUAL, new Weight(Strength.STRONG, false));
    assertThat(catalog.find("no-such-code")).isEmpty();
  }

  @Test
  void unconfirmedWeightIsMarkedAndAConfirmedOneIsNot() {
    var concept = published(TerminologyCatalog.load()).getConcept().get(0);

    assertThat(concept.getProperty())
        .extracting(property -> property.getCode())
        .contains("evidence", "weight-adult-labour", "weight-adult-sexual-experimental")
        .doesNotContain("weight-adult-labour-experimental");
  }

  @Test
  void everyFormThatASignSpeaksOfIsACodeOfItsSystem() {
    TerminologyCatalog all = TerminologyCatalog.load();

    assertThat(catalog.all().stream().flatMap(sign -> sign.forms().stream()).distinct())
        .hasSizeGreaterThan(8)
        .allMatch(form -> form.equals("any") || all.contains(LocalSystem.FORM, form));
  }

  private static CodeSystem published(TerminologyCatalog catalog) {
    return catalog.codeSystems().stream()
        .filter(system -> system.getUrl().equals(LocalSystem.INDICATORS.url()))
        .findFirst()
        .orElseThrow();
  }
}
