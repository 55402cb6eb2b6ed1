/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.DueTimes;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What time makes due of a person is done by whoever comes first, whatever that one comes for. */
@ExchangeServer
class DueWorkTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private IdDoor door;
  @Autowired private Releases releases;
  @Autowired private PlatformTransactionManager transactions;

  private final LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).plusDays(20);

  @AfterEach
  void freeClock() {
    Answer answer =
        FhirClient.of(port, "integrator")
            .send("DELETE", "/sandbox/clock", null, "application/json");
    assertThat(answer.status()).isEqualTo(204);
  }

  /** Without what the sandbox does about it: by itself time does nothing. */
  private void dayAfter() {
    Instant over = lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    jdbc.sql("insert into exchange.sandbox_clock (instant) values (:instant)")
        .param("instant", Timestamp.from(over))
        .update();
  }

  private Case endingThen() {
    return Case.submit(
            port,
            bundle -> {
              Referrals.one(bundle, Consent.class)
                  .getProvision()
                  .getPeriod()
                  .setEndElement(new DateTimeType(lastDay.toString()));
              return bundle;
            })
        .accepted();
  }

  private static Task hospitals(Case story, String id) {
    return story.hospital().get("/fhir/Task/" + id).as(Task.class);
  }

  private static void assertExpired(Task task) {
    assertThat(task.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(task.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("expired");
  }

  private String statusOf(UUID task) {
    return jdbc.sql("select status from exchange.case_task where id = :id")
        .param("id", task)
        .query(String.class)
        .single();
  }

  private UUID internal(String id) {
    return door.inward(Coordination.caller("hospital-be"), id);
  }

  /** Tags for purposes that nobody came with before are no reason to take anything for done. */
  @Test
  void aCallThatIsMetForTheFirstTimeLeavesNothingUndone() {
    Case ending = endingThen();
    Case lasting = Case.submit(port).accepted();
    String bearer =
        Http.json(
                new Http(port)
                    .token(
                        "shelter-be",
                        "sandbox",
                        "&purpose_of_use=sc-support&purpose_of_use=BTG&purpose_of_use=ETREAT"))
            .path("access_token")
            .asText();
    dayAfter();

    FhirClient never = FhirClient.withBearer(port, "Bearer " + bearer);
    assertThat(never.get("/fhir/Task?_count=1").status()).isEqualTo(200);

    assertExpired(hospitals(ending, ending.id("Task")));
    assertThat(hospitals(lasting, lasting.id("Task")).getStatus()).isEqualTo(TaskStatus.ACCEPTED);
  }

  @Test
  void aTaskThatClosesAtTheSameMomentTakesNoOtherOnesEndAway() {
    Case story = endingThen();
    Task waiting = Referrals.one(Referrals.shipped(), Task.class);
    waiting.setFor(new Reference("Patient/" + story.id("Patient")));
    waiting.setFocus(new Reference("ServiceRequest/" + story.id("ServiceRequest")));
    waiting.setEncounter(null);
    waiting.setIdentifier(null);
    waiting.getRestriction().getPeriod().setEndElement(new DateTimeType(lastDay.toString()));
    Answer asked = story.hospital().post("/fhir/Task", waiting);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    String second = asked.as(Task.class).getIdElement().getIdPart();
    UUID closing = internal(second);
    dayAfter();

    await().until(() -> statusOf(closing).equals("cancelled"));

    assertExpired(hospitals(story, second));
    assertExpired(hospitals(story, story.id("Task")));
  }

  @Test
  void nobodyHasToCallForItToBeDone() {
    Case ending = endingThen();
    Case lasting = Case.submit(port).accepted();
    UUID task = internal(ending.id("Task"));
    dayAfter();

    await().until(() -> statusOf(task).equals("cancelled"));

    assertThat(statusOf(internal(lasting.id("Task")))).isEqualTo("accepted");
  }

  /** A rebuild, a closing, an erasure: they make tags, and have done nothing else. */
  @Test
  void whoMakesTagsAloneLeavesDueWhatIsDueAndSaysWhatIsNext() {
    Case ending = endingThen();
    UUID person = internal(ending.id("Patient"));
    Instant next = lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    assertThat(new DueTimes(jdbc).of(person)).isEqualTo(next);

    Instant past = Instant.parse("2026-01-01T00:00:00Z");
    TransactionTemplate undone = new TransactionTemplate(transactions);
    undone.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          new DueTimes(jdbc).set(person, past);
          releases.settle(person);
          assertThat(new DueTimes(jdbc).of(person)).isEqualTo(past);
          releases.settleInTime(person, next.minusSeconds(1));
          assertThat(new DueTimes(jdbc).of(person)).isEqualTo(next);
          new DueTimes(jdbc).set(person, next.plusSeconds(1));
          releases.settle(person);
          assertThat(new DueTimes(jdbc).of(person)).isEqualTo(next);
        });
  }
}
