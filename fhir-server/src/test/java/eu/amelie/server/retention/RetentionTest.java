/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of a case that rests, by the sandbox's clock. */
@ExchangeServer
@Order(1) // it looks at every case there is: while there are few
class RetentionTest {
  @LocalServerPort private int port;
  @Autowired private Retention retention;
  @Autowired private JdbcClient jdbc;

  @AfterEach
  void freeClock() {
    clock("DELETE", null);
  }

  private void clock(String method, String body) {
    Answer answer =
        FhirClient.of(port, "integrator").send(method, "/sandbox/clock", body, "application/json");
    assertThat(answer.status()).isEqualTo(204);
  }

  /** So many days from now, once everything that is due is done. */
  private void letPass(int days) {
    clock("POST", "{\"instant\": \"" + Instant.now().plus(Duration.ofDays(days)) + "\"}");
    retention.run();
  }

  private Case completed() {
    Case story = Case.submit(port).accepted();
    story.move(TaskStatus.INPROGRESS);
    assertThat(story.move(TaskStatus.COMPLETED).status()).isEqualTo(200);
    return story;
  }

  private static List<Task> announcements(Case story) {
    return story
        .hospital()
        .get("/fhir/Task?patient=" + story.id("Patient") + "&owner=hospital-be&status=requested")
        .entries(Task.class)
        .stream()
        .filter(task -> task.getCode().getCodingFirstRep().getCode().equals("erasure-due"))
        .toList();
  }

  private static Answer person(Case story) {
    return story.hospital().get("/fhir/Patient/" + story.id("Patient"));
  }

  @Test
  void aCaseThatRestsIsAnnouncedThirtyDaysBeforeItIsErased() {
    Case story = completed();
    Case open = Case.submit(port).accepted();

    letPass(334);
    assertThat(announcements(story)).isEmpty();
    letPass(336);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    assertThat(announcements(story)).hasSize(1);
    assertThat(
            announcements(story)
                .get(0)
                .getRestriction()
                .getPeriod()
                .getEndElement()
                .getValueAsString())
        .isIn(today.plusDays(365).toString(), today.plusDays(366).toString());
    assertThat(announcements(open)).isEmpty();
    letPass(364);
    assertThat(announcements(story)).as("once").hasSize(1);
    assertThat(person(story).status()).isEqualTo(200);
    letPass(367);

    assertThat(person(story).status()).isEqualTo(404);
    assertThat(story.hospital().get("/fhir/Task/" + story.id("Task")).status()).isEqualTo(404);
    assertThat(story.task().getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("no-longer-available");
    assertThat(person(open).status()).as("where a Task is open").isEqualTo(200);
    assertThat(recalled()).isPositive();
  }

  /** Done again, should a backup from before be restored. */
  private long recalled() {
    return jdbc.sql(
            """
            select count(*) from exchange.recall r
             where r.kind = 'erasure' and r.custodian = 'hospital-be'
               and r.reason = 'no-longer-needed'
            """)
        .query(Long.class)
        .single();
  }

  @Test
  void whatIsNeededAgainIsNotErased() {
    Case story = completed();
    letPass(340);
    assertThat(announcements(story)).hasSize(1);

    Task again = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    Task fresh = new Task().setStatus(TaskStatus.REQUESTED).setIntent(again.getIntent());
    fresh.setCode(again.getCode()).setAuthoredOn(again.getAuthoredOn());
    fresh.setFor(again.getFor()).setFocus(again.getFocus());
    fresh.setRequester(again.getRequester()).setOwner(again.getOwner());
    Answer submitted = story.hospital().post("/fhir/Task", fresh);
    assertThat(submitted.status()).as(submitted.body()).isEqualTo(201);
    letPass(345);
    assertThat(announcements(story)).isEmpty();
    letPass(372);

    assertThat(person(story).status()).isEqualTo(200);
    assertThat(
            story
                .hospital()
                .get("/fhir/ServiceRequest/" + story.id("ServiceRequest"))
                .as(ServiceRequest.class)
                .getSubject()
                .getReference())
        .isEqualTo("Patient/" + story.id("Patient"));
  }

  @Test
  void whatIsRestrictedIsKept() {
    Case story = completed();
    Parameters reason = new Parameters();
    reason.addParameter("reason", new CodeType("legal-claim"));
    assertThat(
            story
                .hospital()
                .post("/fhir/Patient/" + story.id("Patient") + "/$restrict", reason)
                .status())
        .isEqualTo(200);

    letPass(340);
    letPass(372);

    assertThat(person(story).status()).isEqualTo(200);
    assertThat(announcements(story)).isEmpty();
  }

  @Test
  void whatLiesThereWithoutAnyTaskIsErasedAsWell() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    Patient lonely = new Patient();
    lonely
        .getMeta()
        .addSecurity(
            new Coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", null));
    lonely.setActive(true).addName().setFamily("Erfundenova");
    Answer created = hospital.post("/fhir/Patient", lonely);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String path = "/fhir/Patient/" + created.as(Patient.class).getIdElement().getIdPart();

    letPass(340);
    assertThat(hospital.get(path).status()).isEqualTo(200);
    letPass(372);

    assertThat(hospital.get(path).status()).isEqualTo(404);
  }

  @Test
  void theAnnouncementIsItsCustodiansAlone() {
    Case story = completed();
    letPass(340);
    Task announcement = announcements(story).get(0);

    assertThat(announcement.getOwner().getReference()).isEqualTo("Organization/hospital-be");
    assertThat(announcement.getFocus())
        .extracting(Reference::getReference)
        .isEqualTo("Patient/" + story.id("Patient"));
    assertThat(story.service().get("/fhir/Task?_count=200").entries(Task.class))
        .noneMatch(
            task ->
                task.getCode().getCodingFirstRep().hasCode()
                    && task.getCode().getCodingFirstRep().getCode().equals("erasure-due"));
    letPass(372);
    assertThat(person(story).status()).isEqualTo(404);
  }
}
