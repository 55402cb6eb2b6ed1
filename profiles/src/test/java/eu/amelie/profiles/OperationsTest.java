/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is published but the profiles is itself valid FHIR. */
class OperationsTest {

  static List<MetadataResource> published() {
    return Fixtures.CATALOG.resources().stream()
        .filter(resource -> !(resource instanceof StructureDefinition))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("published")
  void isValid(MetadataResource resource) {
    assertThat(Fixtures.VALIDATOR.validate(resource)).isEmpty();
  }

  @Test
  void everyOperationOfOursIsDefinedAtItsLevel() {
    assertThat(published())
        .filteredOn(OperationDefinition.class::isInstance)
        .extracting(Resource::getIdPart)
        .containsExactlyInAnyOrder(
            "sc-assess",
            "sc-patient-assess",
            "sc-withdraw",
            "sc-evaluate-consent",
            "sc-my-data",
            "sc-disclosures",
            "sc-transfer-abroad",
            "sc-evaluate-measure",
            "sc-erase",
            "sc-restrict",
            "sc-break-glass",
            "sc-receipt",
            "sc-match",
            "sc-capacity",
            "sc-next-services",
            "sc-populate",
            "sc-extract",
            "sc-subscription-status",
            "sc-subscription-events",
            "sc-everything",
            "sc-expand",
            "sc-value-set-validate-code",
            "sc-code-system-validate-code",
            "sc-lookup",
            "sc-subsumes",
            "sc-translate");
    assertThat(published())
        .filteredOn(OperationDefinition.class::isInstance)
        .extracting(OperationDefinition.class::cast)
        .allMatch(
            operation -> operation.getSystem() || operation.getType() || operation.getInstance());
  }
}
