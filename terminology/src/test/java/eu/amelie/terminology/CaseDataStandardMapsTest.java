/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.junit.jupiter.api.Test;

/**
 * The maps to IOM's case data standard, held against the values that IOM publishes as text: those
 * of its survey form (Toolkit/Survey/htcds_xlsform.xml of github.com/UNMigration/HTCDS), its
 * definitions of methods of control (Field Definitions.md), and for reasons, of which the form has
 * no list, its field reference. The spreadsheet of version 2.0 could not be compared.
 */
class CaseDataStandardMapsTest {
  private static final String FIELD = "https://github.com/UNMigration/HTCDS/";

  private static final Map<String, Set<String>> VALUES =
      Map.of(
          "vic_TypeOfExploitation",
          Set.of(
              "ForcedLabour",
              "SexualExploitation",
              "ChildLabour",
              "ForcedMarriage",
              "Servitude",
              "ForcedMilitaryByNonStateActors",
              "OrganRemoval",
              "ForcedBegging",
              "ForcedAdoption",
              "Surrogacy",
              "Other"),
          "vic_MethodsOfControl",
          Set.of(
              "PhysicalThreats",
              "ThreatsLawEnforcement",
              "ThreatensChildrenFamily",
              "DebtBondage",
              "FalsePromises",
              "PhysicalAbuse",
              "SexualAbuse",
              "TakesEarnings",
              "RestrictsFinancialAccess",
              "RestrictsMedicalCare",
              "WithholdsNecessities",
              "PsychologicalAbuse",
              "PsychoactiveSubstance",
              "ExcessiveWorkingHours",
              "WithholdsDocuments",
              "Other",
              // In the definitions alone.
              "RestrictsMovement"),
          "vic_MethodOfRecruitment",
          Set.of("ThroughOnlineSocialNetworks", "ThroughAnOnlineAdvertisement"),
          "vic_ForcedLabourIndustry",
          Set.of("T_ActivitiesOfHouseholdsAsEmployers"),
          "vic_TypeOfSexExploitation",
          Set.of(
              "Prostitution", "Pornography", "RemoteInteractiveServices", "PrivateSexualServices"),
          "cas_ReasonForIncomingReferral",
          Set.of("AdditionalServicesRequired", "MigrationOrChangeOfLocation", "Other"));

  private final List<ConceptMap> maps = TerminologyCatalog.load().conceptMaps();

  private static boolean isOfTheStandard(ConceptMap map) {
    return map.getIdPart().endsWith("-to-htcds");
  }

  @Test
  void everyTargetIsAValueOfItsField() {
    List<ConceptMapGroupComponent> groups =
        maps.stream()
            .filter(CaseDataStandardMapsTest::isOfTheStandard)
            .flatMap(map -> map.getGroup().stream())
            .toList();

    assertThat(groups).hasSizeGreaterThan(5);
    for (ConceptMapGroupComponent group : groups) {
      assertThat(group.getTarget()).startsWith(FIELD);
      Set<String> values = VALUES.get(group.getTarget().substring(FIELD.length()));
      for (SourceElementComponent element : group.getElement()) {
        assertThat(element.getTarget())
            .filteredOn(TargetElementComponent::hasCode)
            .as(element.getCode())
            .allMatch(target -> values.contains(target.getCode()));
      }
    }
  }

  @Test
  void whatWasNotComparedWithItsTargetIsExperimentalAndNothingElseIs() {
    assertThat(maps).filteredOn(CaseDataStandardMapsTest::isOfTheStandard).hasSize(3);
    assertThat(maps).allMatch(map -> map.getExperimental() == isOfTheStandard(map));
    assertThat(maps)
        .filteredOn(CaseDataStandardMapsTest::isOfTheStandard)
        .allMatch(map -> map.getDescription().endsWith("compared: experimental."));
  }

  @Test
  void aFormThatTheStandardNamesIsNotPutAmongOthers() {
    ConceptMapGroupComponent forms =
        maps.stream()
            .filter(map -> map.getIdPart().equals("sc-form-to-htcds"))
            .flatMap(map -> map.getGroup().stream())
            .filter(group -> group.getTarget().endsWith("/vic_TypeOfExploitation"))
            .findFirst()
            .orElseThrow();

    assertThat(forms.getElement())
        .filteredOn(element -> "Other".equals(element.getTargetFirstRep().getCode()))
        .extracting(SourceElementComponent::getCode)
        .containsExactlyInAnyOrder("forced-criminality", "slavery-like", "other");
  }
}
