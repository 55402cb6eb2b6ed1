/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handover;

import static eu.amelie.server.testing.Coordination.CASE;
import static eu.amelie.server.testing.Coordination.permit;
import static eu.amelie.server.testing.Coordination.seenBy;
import static eu.amelie.server.testing.Coordination.to;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.referral.RecoveryPeriod;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Until when a person may recover and reflect, and who reads it. */
@ExchangeServer
class RecoveryDatesTest {
  private static final String STAGE =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-stage";
  private static final int GREECE = 30;
  private static final int BELGIUM = 45;

  @LocalServerPort private int port;
  @Autowired private IdDoor door;

  private FhirClient coordinator(String country) {
    return FhirClient.of(port, "coordinator-" + country);
  }

  private Case story() {
    return Case.submit(
            port,
            bundle -> {
              permit(bundle, CASE, "coordinator-be", "sc-coordination");
              permit(bundle, CASE, "coordinator-gr", "sc-coordination");
              permit(bundle, CASE, "coordinator-de", "sc-coordination");
              return bundle;
            })
        .accepted();
  }

  /** The Task by which Belgium asks Greece, as Belgium sees it. */
  private Task offered(Case story) {
    String original = seenBy(door, "coordinator-be", "hospital-be", story.id("Task"));
    Answer answer =
        coordinator("be")
            .post("/fhir/Task/" + original + "/$transfer-abroad", to("coordinator-gr"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return (Task) answer.as(Parameters.class).getParameter("task").getResource();
  }

  private Task theirs(Task offered) {
    String id =
        seenBy(door, "coordinator-gr", "coordinator-be", offered.getIdElement().getIdPart());
    return coordinator("gr").get("/fhir/Task/" + id).as(Task.class);
  }

  private static Answer put(FhirClient client, Task task) {
    Answer answer = client.put(task, "W/\"" + task.getMeta().getVersionId() + "\"");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private Task accept(Task offered) {
    Task task = theirs(offered);
    put(coordinator("gr"), task.setStatus(TaskStatus.ACCEPTED));
    return theirs(offered);
  }

  private static Optional<LocalDate> first(Task task) {
    return task.getOutput().stream()
        .filter(RecoveryPeriod::isOne)
        .map(output -> ((Period) output.getValue()).getStartElement().getValueAsString())
        .map(LocalDate::parse)
        .findFirst();
  }

  private static Task noting(Task task, Period period) {
    task.addOutput()
        .setType(new CodeableConcept(new Coding(STAGE, "reflection-period", null)))
        .setValue(period);
    return task;
  }

  private static Period since(String day) {
    return new Period().setStartElement(new DateTimeType(day));
  }

  private static String sheet(String person) {
    return "/fhir/" + person + "/$my-data?language=en";
  }

  @Test
  void whoTakesOverReadsFromWhenUntilWhenUnderItsCountrysRules() {
    Task offered = offered(story());
    assertThat(theirs(offered).hasOutput()).as("nothing begins before it is accepted").isFalse();

    Task taken = accept(offered);

    assertThat(taken.getOutput()).hasSize(1).allMatch(RecoveryPeriod::isOne);
    assertThat(RecoveryPeriod.end(taken)).contains(first(taken).orElseThrow().plusDays(GREECE));
    put(coordinator("gr"), taken.setStatus(TaskStatus.INPROGRESS));
    assertThat(RecoveryPeriod.end(theirs(offered))).isEqualTo(RecoveryPeriod.end(taken));
  }

  @Test
  void thePersonIsToldByWhomeverTookOverAndByNobodyElse() {
    Case story = story();
    Task offered = offered(story);
    String hers = theirs(offered).getFor().getReference();
    assertThat(coordinator("gr").get(sheet(hers)).status()).as("keeps nothing yet").isEqualTo(404);
    accept(offered);

    Answer told = coordinator("gr").get(sheet(hers));
    Answer asked = coordinator("be").get(sheet(offered.getFor().getReference()));
    Answer hospitals = story.hospital().get(sheet("Patient/" + story.id("Patient")));

    assertThat(told.status()).as(told.body()).isEqualTo(200);
    assertThat(told.body()).contains("Time to recover and decide");
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    assertThat(hospitals.status()).as(hospitals.body()).isEqualTo(200);
    assertThat(asked.body()).doesNotContain("Time to recover and decide");
    assertThat(hospitals.body()).doesNotContain("Time to recover and decide");
    String german =
        seenBy(door, "coordinator-de", "coordinator-gr", hers.substring("Patient/".length()));
    assertThat(coordinator("de").get("/fhir/Patient/" + german).status()).isEqualTo(200);
    assertThat(coordinator("de").get(sheet("Patient/" + german)).status())
        .as("is named and keeps nothing")
        .isEqualTo(404);
  }

  @Test
  void whoAskedAndWhoCoordinatesElsewhereDoNotReadTheDays() {
    Task offered = offered(story());
    Task taken = accept(offered);
    String id = offered.getIdElement().getIdPart();

    Task asked = coordinator("be").get("/fhir/Task/" + id).as(Task.class);
    Answer watched =
        coordinator("de").get("/fhir/Task/" + seenBy(door, "coordinator-de", "coordinator-be", id));

    assertThat(taken.hasOutput()).isTrue();
    assertThat(asked.getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(asked.hasOutput()).isFalse();
    assertThat(watched.status()).isEqualTo(404);
  }

  @Test
  void aCoordinatorTellsThePersonWhoSawWhatItKeeps() {
    Task offered = offered(story());
    accept(offered);

    Answer seen =
        coordinator("be")
            .get("/fhir/" + offered.getFor().getReference() + "/$disclosures?language=en");

    assertThat(seen.status()).as(seen.body()).isEqualTo(200);
  }

  @Test
  void anOwnerNotesTheFirstDayAndTheRulesOfItsCountryGiveTheLast() {
    Case story = Case.submit(port).accepted();

    put(story.service(), noting(story.task(), since("2026-11-02")));

    Task noted = story.task();
    assertThat(RecoveryPeriod.end(noted)).contains(LocalDate.parse("2026-11-02").plusDays(BELGIUM));
    assertThat(story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class).hasOutput())
        .isFalse();
  }

  @Test
  void whatAnAuthorityCountsOtherwiseStays() {
    Case story = Case.submit(port).accepted();
    Period counted = since("2026-11-02").setEndElement(new DateTimeType("2027-02-01"));

    put(story.service(), noting(story.task(), counted));

    assertThat(RecoveryPeriod.end(story.task())).contains(LocalDate.parse("2027-02-01"));
  }

  @Test
  void aTimeToRecoverIsNoResultOfTheWork() {
    Case story = Case.submit(port).accepted();
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    Task task = noting(story.task(), since("2026-11-02")).setStatus(TaskStatus.COMPLETED);

    Answer refused = story.service().put(task, "W/\"" + task.getMeta().getVersionId() + "\"");

    assertThat(refused.error()).as(refused.body()).isEqualTo("transition-not-allowed");
  }
}
