/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What becomes of a referral that nobody answers, by the sandbox's clock. */
@ExchangeServer
class EscalationTest {
  /** What earlier tests have left open is closed before, on a busy machine a few in a second. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int ALL = 10_000;

  @LocalServerPort private int port;
  @Autowired private DeadlineTable table;
  @Autowired private IdDoor door;

  @AfterEach
  void freeClock() {
    clock("DELETE", null);
  }

  private void clock(String method, String body) {
    Answer answer =
        FhirClient.of(port, "integrator").send(method, "/sandbox/clock", body, "application/json");
    assertThat(answer.status()).isEqualTo(204);
  }

  /** So much later than now. */
  private void letPass(Duration time) {
    clock("POST", "{\"instant\": \"" + Instant.now().plus(time) + "\"}");
  }

  private Case submitted(TaskPriority priority) {
    return Case.submit(
        port,
        bundle -> {
          Referrals.one(bundle, Task.class).setPriority(priority);
          return bundle;
        });
  }

  private static Task hospitalsTask(Case story) {
    return story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
  }

  private static List<String> marks(Task task) {
    return task.getMeta().getTag().stream().map(Coding::getCode).toList();
  }

  @Test
  void whatIsNotAnsweredByItsDeadlineIsMarkedAndMayStillBeAccepted() {
    Case urgent = submitted(TaskPriority.STAT);
    Case routine = submitted(TaskPriority.ROUTINE);
    Case answered = submitted(TaskPriority.STAT).accepted();
    assertThat(marks(hospitalsTask(urgent))).isEmpty();
    letPass(Duration.ofHours(2));

    await()
        .atMost(PATIENCE)
        .until(() -> marks(hospitalsTask(urgent)).equals(List.of("unanswered")));
    assertThat(marks(hospitalsTask(routine))).isEmpty();
    assertThat(marks(hospitalsTask(answered))).isEmpty();
    assertThat(urgent.move(TaskStatus.ACCEPTED).status()).isEqualTo(200);
    assertThat(marks(hospitalsTask(urgent))).isEmpty();
  }

  @Test
  void thatItHasArrivedIsNoAnswerAndBeginsTheTimeAnew() {
    Case received = submitted(TaskPriority.STAT);
    received.move(TaskStatus.RECEIVED);
    Case routine = submitted(TaskPriority.ROUTINE);
    routine.move(TaskStatus.RECEIVED);
    assertThat(marks(hospitalsTask(received))).isEmpty();
    letPass(Duration.ofHours(2));

    await()
        .atMost(PATIENCE)
        .until(() -> marks(hospitalsTask(received)).equals(List.of("unanswered")));
    assertThat(marks(hospitalsTask(routine))).isEmpty();
    assertThat(received.move(TaskStatus.ACCEPTED).status()).isEqualTo(200);
    assertThat(marks(hospitalsTask(received))).isEmpty();
  }

  @Test
  void aReferralThatBecomesMoreUrgentIsAnsweredSoonerAndNoneIsPutOff() {
    Case raised = submitted(TaskPriority.ROUTINE);
    setPriority(raised, ServiceRequestPriority.ROUTINE);
    Case still = submitted(TaskPriority.ROUTINE);
    setPriority(still, ServiceRequestPriority.ROUTINE);
    Case lowered = submitted(TaskPriority.ROUTINE);
    setPriority(lowered, ServiceRequestPriority.STAT);
    setPriority(lowered, ServiceRequestPriority.ROUTINE);
    setPriority(raised, ServiceRequestPriority.STAT);
    letPass(Duration.ofHours(2));

    for (Case soon : List.of(raised, lowered)) {
      await()
          .atMost(PATIENCE)
          .until(() -> marks(hospitalsTask(soon)).equals(List.of("unanswered")));
    }
    assertThat(marks(hospitalsTask(still))).isEmpty();
  }

  private static void setPriority(Case story, ServiceRequestPriority priority) {
    Answer read = story.hospital().get("/fhir/ServiceRequest/" + story.id("ServiceRequest"));
    ServiceRequest referral = read.as(ServiceRequest.class);
    if (referral.getPriority() == priority) {
      return;
    }
    Answer answer = story.hospital().put(referral.setPriority(priority), read.header("ETag"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void whatNobodyAcceptsClosesByItself() {
    Case story = submitted(TaskPriority.ROUTINE);
    Case received = submitted(TaskPriority.ROUTINE);
    received.move(TaskStatus.RECEIVED);
    Case accepted = submitted(TaskPriority.ROUTINE).accepted();
    letPass(Duration.ofDays(31));

    for (Case open : List.of(story, received)) {
      await().atMost(PATIENCE).until(() -> hospitalsTask(open).getStatus() == TaskStatus.CANCELLED);
      assertThat(hospitalsTask(open).getStatusReason().getCodingFirstRep().getCode())
          .isEqualTo("expired");
      assertThat(hospitalsTask(open).getBusinessStatus().getCodingFirstRep().getCode())
          .isEqualTo("cancelled");
      assertThat(open.task().getFor().hasReference()).as("its access is gone").isFalse();
    }
    assertThat(hospitalsTask(accepted).getStatus()).isEqualTo(TaskStatus.ACCEPTED);
  }

  @Test
  void whatCouldNotBeDoneIsLeftOutForAWhileAndIsNotInTheWayOfOthers() {
    Case first = submitted(TaskPriority.ROUTINE);
    Case second = submitted(TaskPriority.ROUTINE);
    UUID failed = internal(first);
    Instant later = Instant.now().plus(Duration.ofDays(31));

    assertThat(table.closing(later, Set.of(), ALL))
        .extracting(DeadlineTable.Due::task)
        .contains(failed, internal(second));
    assertThat(table.closing(later, Set.of(failed), ALL))
        .extracting(DeadlineTable.Due::task)
        .contains(internal(second))
        .doesNotContain(failed);
    assertThat(table.unanswered(later, Set.of(failed), ALL))
        .extracting(DeadlineTable.Due::task)
        .contains(internal(second))
        .doesNotContain(failed);
  }

  private UUID internal(Case story) {
    return door.inward(Coordination.caller("hospital-be"), story.id("Task"));
  }

  @Test
  void whatIsRestrictedWaitsUntilThatIsLifted() {
    Case restricted = submitted(TaskPriority.STAT);
    Case free = submitted(TaskPriority.ROUTINE);
    restrict(restricted, false);
    letPass(Duration.ofDays(31));

    await().atMost(PATIENCE).until(() -> hospitalsTask(free).getStatus() == TaskStatus.CANCELLED);
    Task waiting = hospitalsTask(restricted);
    assertThat(waiting.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(marks(waiting)).isEmpty();
    restrict(restricted, true);
    await()
        .atMost(PATIENCE)
        .until(() -> hospitalsTask(restricted).getStatus() == TaskStatus.CANCELLED);
  }

  private static void restrict(Case story, boolean lift) {
    Parameters parameters = new Parameters();
    if (lift) {
      parameters.addParameter("lift", true);
    } else {
      parameters.addParameter("reason", new CodeType("accuracy-contested"));
    }
    Answer answer =
        story.hospital().post("/fhir/Patient/" + story.id("Patient") + "/$restrict", parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
