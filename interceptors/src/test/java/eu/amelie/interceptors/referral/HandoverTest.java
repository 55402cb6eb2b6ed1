/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private static Task offer() {
    Task offer = Handover.offer(new Task(), "Organization/a", "Organization/b", "GR");
    Handover.addConsent(offer, "Consent/1");
    Handover.addConsent(offer, "Consent/2");
    return offer;
  }

  @Test
  void anOfferPointsToConsentsAndSaysInWhichVersions() {
    Task offer = offer();
    assertThat(Handover.versions(offer)).isEmpty();

    Handover.addVersions(offer, List.of("x", "y"));

    assertThat(Handover.consents(offer)).containsExactly("Consent/1", "Consent/2");
    assertThat(Handover.versions(offer)).contains("x y");
  }

  @Test
  void whatElseATaskWasGivenIsNeitherAConsentNorAVersion() {
    Task task = new Task();
    task.addInput()
        .setType(new CodeableConcept().setText("Consent"))
        .setValue(new StringType("asked"));
    task.addInput().setType(new CodeableConcept()).setValue(new Reference("Consent/3"));

    assertThat(Handover.consents(task)).isEmpty();
    assertThat(Handover.versions(task)).isEmpty();
    assertThat(Handover.isOffer(task)).isFalse();
    assertThat(Handover.isOffer(offer())).isTrue();
  }
}
