/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

  @ParameterizedTest
  @MethodSource("eu.amelie.profiles.Example#passing")
  void passes(Example example) {
    Resource resource = Fixtures.parse(example.path());

    assertThat(Fixtures.CATALOG.profileFor(resource)).isEqualTo(example.canonical());
    assertThat(Fixtures.VALIDATOR.validate(resource)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("eu.amelie.profiles.Example#failing")
  void failsForJustThat(Example example) {
    Resource resource = Fixtures.parse(example.path());

    assertThat(Fixtures.CATALOG.profileFor(resource)).isEqualTo(example.canonical());
    assertThat(Fixtures.VALIDATOR.validate(resource))
        .singleElement()
        .returns(example.code(), Finding::code)
        .matches(finding -> finding.expression().startsWith(resource.fhirType()));
  }

  @Test
  void everyInvariantHasAnExampleThatFailsForIt() {
    Set<String> failing = Example.failing().stream().map(Example::code).collect(Collectors.toSet());
    List<String> invariants = invariants();

    assertThat(invariants)
        .hasSizeGreaterThan(30)
        .doesNotHaveDuplicates()
        .allMatch(failing::contains);
  }

  @Test
  void everyProfileHasExamplesThatPass() {
    List<Example> passing = Example.passing();

    assertThat(profiles())
        .isNotEmpty()
        .allMatch(
            profile -> passing.stream().anyMatch(example -> example.profile().equals(profile)));
  }

  @Test
  void everyExtensionIsUsedByAnExampleThatPasses() {
    String all =
        Example.passing().stream()
            .map(Example::path)
            .map(Fixtures::text)
            .collect(Collectors.joining());

    assertThat(structures())
        .filteredOn(structure -> structure.getType().equals("Extension"))
        .extracting(StructureDefinition::getUrl)
        .isNotEmpty()
        .filteredOn(url -> !WRITTEN_BY_THE_EXCHANGE.contains(url))
        .allMatch(url -> all.contains('"' + url + '"'));
  }

  private static final Set<String> WRITTEN_BY_THE_EXCHANGE =
      Set.of(
          "https://fhir.example.org/supportive-care/StructureDefinition/sc-post-search-only",
          "https://fhir.example.org/supportive-care/StructureDefinition/sc-withheld-modifier");

  private static List<String> invariants() {
    return structures().stream()
        .flatMap(structure -> structure.getDifferential().getElement().stream())
        .flatMap(element -> element.getConstraint().stream())
        .map(ElementDefinitionConstraintComponent::getKey)
        .filter(key -> key.startsWith("sc-"))
        .toList();
  }

  private static List<String> profiles() {
    return structures().stream()
        .filter(structure -> !structure.getType().equals("Extension"))
        .map(Resource::getIdPart)
        .toList();
  }

  private static List<StructureDefinition> structures() {
    return Fixtures.CATALOG.resources().stream()
        .filter(StructureDefinition.class::isInstance)
        .map(StructureDefinition.class::cast)
        .toList();
  }
}
