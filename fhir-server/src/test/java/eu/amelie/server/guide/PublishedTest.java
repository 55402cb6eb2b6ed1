/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;
import org.junit.jupiter.api.Test;

class PublishedTest {
  private static final List<MetadataResource> ALL =
      List.copyOf(ProfileCatalog.load(FhirContext.forR4Cached()).resources());

  /** What rests on something that was not compared is no standard to build on. */
  @Test
  void whatIsExperimentalSaysSoOnItsPage() {
    assertThat(ALL)
        .filteredOn(MetadataResource::getExperimental)
        .extracting(MetadataResource::getIdPart)
        .containsExactlyInAnyOrder(
            "sc-form-to-htcds",
            "sc-indicators-to-htcds",
            "sc-reason-to-htcds",
            "sc-referrals-htcds");
    assertThat(ALL)
        .allSatisfy(
            resource ->
                assertThat(Published.facts(resource))
                    .containsEntry(
                        "status", resource.getExperimental() ? "active, experimental" : "active"));
  }
}
