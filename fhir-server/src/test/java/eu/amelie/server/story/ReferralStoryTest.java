/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ExchangeServer
class ReferralStoryTest {
  @LocalServerPort private int port;

  @Test
  void theShippedReferralIsSubmittedWorkedAndWithdrawn() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    FhirClient shelter = FhirClient.of(port, "shelter-be");
    FhirClient counselling = FhirClient.of(port, "counselling-be");

    Answer submitted = hospital.post("/fhir", Referrals.fresh());
    assertThat(submitted.status()).as(submitted.body()).isEqualTo(200);
    Bundle response = submitted.as(Bundle.class);
    String consent = Referrals.id(response, "Consent");

    Answer found = shelter.get("/fhir/Task?status=requested&_include=Task:patient&_include=Task:focus");
    assertThat(found.status()).as(found.body()).isEqualTo(200);
    System.out.println(found.body());
    Task task = found.entries(Task.class).get(0);
    assertThat(counselling.get("/fhir/Task?status=requested").entries(Task.class)).isEmpty();
    Patient masked = found.entries(Patient.class).get(0);
    assertThat(masked.hasName()).isFalse();
    String person = masked.getIdElement().getIdPart();

    task.setStatus(TaskStatus.ACCEPTED);
    Answer read = shelter.get("/fhir/Task/" + task.getIdElement().getIdPart());
    Answer accepted = shelter.put(task, read.header("ETag"));
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);

    Answer identity = shelter.get("/fhir/Patient/" + person);
    assertThat(identity.as(Patient.class).hasName()).as(identity.body()).isTrue();
    assertThat(identity.as(Patient.class).hasTelecom()).isTrue();
    Answer observations = shelter.get("/fhir/Observation?patient=Patient/" + person);
    assertThat(observations.entries(Observation.class)).as(observations.body()).isNotEmpty();
    Answer everything = shelter.get("/fhir/Patient/" + person + "/$everything");
    assertThat(everything.status()).as(everything.body()).isEqualTo(200);

    Task working = accepted.as(Task.class);
    working.setStatus(TaskStatus.INPROGRESS);
    Answer working2 = shelter.put(working, accepted.header("ETag"));
    assertThat(working2.status()).as(working2.body()).isEqualTo(200);
    Task completed = working2.as(Task.class);
    completed.setStatus(TaskStatus.COMPLETED);
    completed
        .addOutput()
        .setType(new CodeableConcept(new Coding("https://fhir.example.org/supportive-care/CodeSystem/sc-service", "emergency-shelter", null)))
        .setValue(new org.hl7.fhir.r4.model.BooleanType(true));
    Answer done = shelter.put(completed, working2.header("ETag"));
    assertThat(done.status()).as(done.body()).isEqualTo(200);

    Answer followed = hospital.get("/fhir/Task/" + Referrals.id(response, "Task"));
    assertThat(followed.as(Task.class).getStatus()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(followed.as(Task.class).hasOutput()).isFalse();

    Answer withdrawn =
        hospital.post("/fhir/Consent/" + consent + "/$withdraw", new org.hl7.fhir.r4.model.Parameters());
    assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
    assertThat(shelter.get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(shelter.get("/fhir/Observation?patient=Patient/" + person).entries(Observation.class))
        .isEmpty();
    System.out.println(shelter.get("/fhir/Task").body());
  }
}
