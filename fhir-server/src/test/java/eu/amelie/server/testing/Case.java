/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient.Answer;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * One submitted referral with the parties to it, and the steps that stories are told in. Ids are
 * the hospital's; {@link #task()} finds the service's own.
 */
public final class Case {
  private static final String ROOT = "https://fhir.example.org/supportive-care/CodeSystem/";

  private final FhirClient hospital;
  private final FhirClient service;
  private final Bundle response;
  private final String reference;

  private Case(FhirClient hospital, FhirClient service, Bundle response) {
    this.hospital = hospital;
    this.service = service;
    this.response = response;
    this.reference = Tasks.reference(hospital.get("/fhir/Task/" + id("Task")).as(Task.class));
  }

  /** Submits the shipped referral, changed, from hospital-be to shelter-be. */
  public static Case submit(int port, UnaryOperator<Bundle> change) {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    Answer answer = hospital.post("/fhir", change.apply(Referrals.fresh()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new Case(hospital, FhirClient.of(port, "shelter-be"), answer.as(Bundle.class));
  }

  public static Case submit(int port) {
    return submit(port, UnaryOperator.identity());
  }

  public FhirClient hospital() {
    return hospital;
  }

  public FhirClient service() {
    return service;
  }

  /** The hospital's id of the first resource of a type. */
  public String id(String type) {
    return Referrals.id(response, type);
  }

  public Bundle response() {
    return response;
  }

  /** What requester and owner call it on the telephone. */
  public String reference() {
    return reference;
  }

  /** The Task of this case as the service sees it now. */
  public Task task() {
    return Tasks.find(service, reference);
  }

  /** The service's own id of the person; only while it sees the person. */
  public String person() {
    return task().getFor().getReferenceElement().getIdPart();
  }

  /** The id by which the service knows the Consent. */
  public String consent() {
    return service()
        .get("/fhir/Consent?patient=" + person())
        .entries(Consent.class)
        .get(0)
        .getIdElement()
        .getIdPart();
  }

  public Answer move(TaskStatus status) {
    return move(status, null);
  }

  /** The service takes its Task to a status. */
  public Answer move(TaskStatus status, String reason) {
    Task task = task();
    String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
    task.setStatus(status);
    if (reason != null) {
      task.setStatusReason(
          new CodeableConcept(new Coding(ROOT + "sc-status-reason", reason, null)));
    }
    if (status == TaskStatus.COMPLETED) {
      task.addOutput()
          .setType(new CodeableConcept(new Coding(ROOT + "sc-service", "emergency-shelter", null)))
          .setValue(new org.hl7.fhir.r4.model.BooleanType(true));
    }
    return service.put(task, etag);
  }

  public Case accepted() {
    Answer answer = move(TaskStatus.ACCEPTED);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return this;
  }

  public Answer withdraw() {
    return hospital.post(
        "/fhir/Consent/" + id("Consent") + "/$withdraw", new org.hl7.fhir.r4.model.Parameters());
  }
}
