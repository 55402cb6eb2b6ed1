/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A switch to another way of support, held against what the exchange has on record of it. */
@ExchangeServer
class SwitchedModeTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";

  @LocalServerPort private int port;

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(ROOT + "CodeSystem/" + system, code, null));
  }

  private static String etag(org.hl7.fhir.r4.model.Resource resource) {
    return "W/\"" + resource.getMeta().getVersionId() + "\"";
  }

  private static Bundle withAnAppointment(Bundle bundle) {
    return Referrals.withAnAppointment(bundle, "2025-11-20T10:15:00Z", "2025-11-20T10:45:00Z");
  }

  private static Answer switchTo(Case story, String mode) {
    Task task = story.task();
    String etag = etag(task);
    task.setBusinessStatus(coded("sc-business-status", "mode-switched"));
    task.setStatusReason(coded("sc-status-reason", "interpreter"));
    task.addOutput()
        .setType(coded("sc-business-status", "mode-switched"))
        .setValue(coded("sc-mode", mode));
    return story.service().put(task, etag);
  }

  /** The hospital now says that the way may be switched. */
  private static void allowSwitching(Case story) {
    ServiceRequest referral =
        story
            .hospital()
            .get("/fhir/ServiceRequest/" + story.id("ServiceRequest"))
            .as(ServiceRequest.class);
    referral
        .getExtensionByUrl(ROOT + "StructureDefinition/sc-delivery-mode")
        .getExtensionByUrl("switch")
        .setValue(coded("sc-mode", "switch-allowed"));
    Answer answer = story.hospital().put(referral, etag(referral));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void whereTheReferralCallsSwitchingNotSafeItIsRefusedUntilTheReferralSaysOtherwise() {
    Case story = Case.submit(port, SwitchedModeTest::withAnAppointment).accepted();
    assertThat(Referrals.one(Referrals.shipped(), ServiceRequest.class).getExtension())
        .as("the shipped referral says so, its Task does not")
        .anyMatch(extension -> extension.getExtensionByUrl("switch") != null);
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    String appointment = "/fhir/Appointment/" + story.id("Appointment");
    String before = story.hospital().get(appointment).body();

    Answer refused = switchTo(story, "chat");
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.error()).isEqualTo("transition-not-allowed");
    assertThat(story.task().getOutput()).isEmpty();

    allowSwitching(story);
    assertThat(switchTo(story, "video").error())
        .as("neutral texts only")
        .isEqualTo("transition-not-allowed");
    Answer switched = switchTo(story, "chat");
    assertThat(switched.status()).as(switched.body()).isEqualTo(200);
    assertThat(story.task().getOutput()).hasSize(1);
    assertThat(story.hospital().get(appointment).body()).as("the appointment").isEqualTo(before);
  }
}
