/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.List;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What has come of a referral is its owner's: results, notes and appointments reach who asked where
 * a Consent says so that the owner has submitted, and no longer than that.
 */
@ExchangeServer
class ResultsTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/CodeSystem/";
  private static final String NOTE = "She begins a course in spring.";

  @LocalServerPort private int port;
  private Case story;
  private FhirClient hospital;
  private FhirClient shelter;

  @BeforeEach
  void aCaseWithAResult() {
    story = Case.submit(port).accepted();
    hospital = story.hospital();
    shelter = story.service();
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    work("emergency-shelter", NOTE);
  }

  private void work(String service, String note) {
    Task task = story.task();
    task.addOutput()
        .setType(new CodeableConcept(new Coding(ROOT + "sc-service", service, null)))
        .setValue(new org.hl7.fhir.r4.model.BooleanType(true));
    task.addNote().setText(note);
    Answer answer = shelter.put(task, etag(task));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static String etag(Task task) {
    return "W/\"" + task.getMeta().getVersionId() + "\"";
  }

  private Task hospitals() {
    return hospital.get("/fhir/Task/" + story.id("Task")).as(Task.class);
  }

  private String permitByTheShelter() {
    return SubReferral.permitResults(story, "TREAT", "Task", "Appointment", "TEXT");
  }

  @Test
  void withoutAPermitNothingComesBackButHowFarItIs() {
    Task task = hospitals();

    assertThat(task.getOutput()).isEmpty();
    assertThat(hospital.get("/fhir/Task/" + story.id("Task")).body()).doesNotContain(NOTE);
    assertThat(task.getMeta().getVersionId())
        .as("of four, three were for it to see")
        .isEqualTo("3");
  }

  @Test
  void aPermitOfTheOwnersOpensResultsAndNotes() {
    permitByTheShelter();
    Task task = hospitals();

    assertThat(task.getOutput()).hasSize(1);
    assertThat(task.getNote()).anyMatch(note -> NOTE.equals(note.getText()));
    assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("accepted");
    assertThat(task.hasExecutionPeriod()).isFalse();
    assertThat(task.getMeta().getVersionId()).startsWith("3.");
  }

  @Test
  void aPermitWithoutTextsOpensResultsAlone() {
    SubReferral.permitResults(story, "TREAT", "Task");

    assertThat(hospitals().getOutput()).hasSize(1);
    assertThat(hospital.get("/fhir/Task/" + story.id("Task")).body()).doesNotContain(NOTE);
  }

  @Test
  void theWordsOfAReasonAreNoResult() {
    permitByTheShelter();
    Task task = story.task();
    task.setStatus(TaskStatus.ONHOLD);
    task.setStatusReason(
        new CodeableConcept(new Coding(ROOT + "sc-status-reason", "safe-moment", null))
            .setText("Until her fictional uncle has left."));
    Answer answer = shelter.put(task, etag(task));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("fictional uncle");

    Answer seen = hospital.get("/fhir/Task/" + story.id("Task"));
    assertThat(seen.body()).contains(NOTE).doesNotContain("uncle");
  }

  @Test
  void whoAskedCannotPermitItselfWhatIsTheOwners() {
    Consent own =
        SubReferral.results(
            "hospital-be", "Patient/" + story.id("Patient"), "TREAT", "Task", "TEXT");
    assertThat(hospital.post("/fhir/Consent", own).status()).isEqualTo(201);

    assertThat(hospitals().getOutput()).isEmpty();
    assertThat(hospital.get("/fhir/Task/" + story.id("Task")).body()).doesNotContain(NOTE);
  }

  @Test
  void anotherPurposeOpensNothing() {
    SubReferral.permitResults(story, "HOPERAT", "Task", "TEXT");

    assertThat(hospitals().getOutput()).isEmpty();
  }

  @Test
  void withTheConsentEndsWhatItOpened() {
    String consent = permitByTheShelter();
    Task opened = hospitals();

    assertThat(shelter.post("/fhir/Consent/" + consent + "/$withdraw", new Parameters()).status())
        .isEqualTo(200);

    Task closed = hospitals();
    assertThat(closed.getOutput()).isEmpty();
    assertThat(closed.getMeta().getVersionId()).isEqualTo("3");
    assertThat(
            hospital
                .get(
                    "/fhir/Task/"
                        + story.id("Task")
                        + "/_history/"
                        + opened.getMeta().getVersionId())
                .status())
        .isEqualTo(404);
    assertThat(
            hospital.get("/fhir/Task/" + story.id("Task"), "If-None-Match", etag(opened)).status())
        .isEqualTo(200);
  }

  @Test
  void whatIsOpenIsCountedAndFoundAsChangedAndWhatIsNotIsNot() {
    work("legal-aid", "Not for the hospital.");
    assertThat(hospitals().getMeta().getVersionId()).isEqualTo("3");
    permitByTheShelter();
    Task opened = hospitals();

    work("psychosocial-counselling", "For the hospital, too.");

    Task next = hospitals();
    assertThat(next.getMeta().getVersionId()).startsWith("4.");
    assertThat(next.getMeta().getLastUpdated()).isAfter(opened.getMeta().getLastUpdated());
  }

  @Test
  void whatIsNotOpenLeavesNoTraceThoughTheRestIs() {
    SubReferral.permitResults(story, "TREAT", "Task");
    String address = "/fhir/Task/" + story.id("Task");
    String before = hospital.get(address).body();
    String history = hospital.get(address + "/_history").body();
    Task task = story.task();
    task.setBusinessStatus(
        new CodeableConcept(new Coding(ROOT + "sc-business-status", "service-started", null)));
    task.getExecutionPeriod().setStartElement(new DateTimeType("2026-01-12"));
    task.addNote().setText("Not for the hospital.");
    Answer answer = shelter.put(task, etag(task));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);

    assertThat(hospital.get(address).body()).isEqualTo(before);
    assertThat(withoutIds(hospital.get(address + "/_history").body()))
        .isEqualTo(withoutIds(history));
  }

  /** A Bundle has an id and a time of its own. */
  private static String withoutIds(String history) {
    return history.substring(history.indexOf("\"total\""));
  }

  @Test
  void earlierVersionsShowNoResults() {
    permitByTheShelter();
    String address = "/fhir/Task/" + story.id("Task");
    Task opened = hospitals();
    assertThat(opened.getOutput()).isNotEmpty();

    assertThat(hospital.get(address + "/_history/3").as(Task.class).getOutput()).isEmpty();
    assertThat(hospital.get(address + "/_history").body()).doesNotContain(NOTE);
    assertThat(
            hospital
                .get(address + "/_history/" + opened.getMeta().getVersionId())
                .as(Task.class)
                .getOutput())
        .hasSize(1);
  }

  @Test
  void whatThePersonGetsFromWhoAskedHoldsNothingOfTheOwners() {
    permitByTheShelter();

    Answer sheet =
        hospital.get(
            "/fhir/Patient/" + story.id("Patient") + "/$my-data",
            "Accept",
            "application/fhir+json");
    assertThat(sheet.status()).as(sheet.body()).isEqualTo(200);
    assertThat(sheet.body()).doesNotContain(NOTE);
  }

  @Test
  void whoAskedSendsBackWhatItReadsAndChangesNothingOfTheOwners() {
    permitByTheShelter();
    Task task = hospitals();
    String etag = etag(task);
    task.getOutput().clear();
    task.setStatus(TaskStatus.CANCELLED);
    task.setStatusReason(new CodeableConcept(new Coding(ROOT + "sc-status-reason", "moved", null)));

    Answer answer = hospital.put(task, etag);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(story.task().getOutput()).hasSize(1);
    assertThat(story.task().getNote()).anyMatch(note -> NOTE.equals(note.getText()));
    assertThat(answer.as(Task.class).getMeta().getVersionId())
        .isEqualTo(hospitals().getMeta().getVersionId());
  }

  @Test
  void aResultPointsToNothingThatIsHidden() {
    Appointment proposal = appointment();
    Task task = story.task();
    task.addOutput()
        .setType(new CodeableConcept(new Coding(ROOT + "sc-service", "legal-aid", null)))
        .setValue(new Reference(proposal.getIdElement().toUnqualifiedVersionless()));
    assertThat(shelter.put(task, etag(task)).status()).isEqualTo(200);
    SubReferral.permitResults(story, "TREAT", "Task");

    Answer answer = hospital.get("/fhir/Task/" + story.id("Task"));

    assertThat(answer.as(Task.class).getOutput()).hasSize(2);
    assertThat(answer.body()).doesNotContain("Appointment/").contains("masked");
  }

  @Test
  void anAppointmentOfTheOwnersIsReadByWhoAskedWithAPermitAndNotWithout() {
    appointment();
    String mine = "/fhir/Appointment?patient=" + story.id("Patient");
    assertThat(hospital.get(mine).entries(Appointment.class)).isEmpty();

    permitByTheShelter();

    List<Appointment> seen = hospital.get(mine).entries(Appointment.class);
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).getStatus()).isEqualTo(AppointmentStatus.PROPOSED);
  }

  private Appointment appointment() {
    Appointment appointment = new Appointment().setStatus(AppointmentStatus.PROPOSED);
    appointment
        .addParticipant()
        .setActor(new Reference("Patient/" + story.person()))
        .setStatus(ParticipationStatus.NEEDSACTION);
    Answer answer = shelter.post("/fhir/Appointment", appointment);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    Appointment stored = answer.as(Appointment.class);
    stored.setId(new IdType("Appointment", stored.getIdElement().getIdPart()));
    return stored;
  }
}
