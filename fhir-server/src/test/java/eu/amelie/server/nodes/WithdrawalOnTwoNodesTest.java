/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.nodes.Operation.Kind;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.SecondNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Faults, lines 5 and 6, and the fourth promise: withdrawals race with reads and acceptances on two
 * servers over one database, and a checker goes through the recorded history. The system property
 * {@code amelie.history.cases} makes it longer.
 */
@ExchangeServer
@Order(Integer.MAX_VALUE - 1) // it leaves a hundred cases
class WithdrawalOnTwoNodesTest {
  private static final int CASES = Integer.getInteger("amelie.history.cases", 110);
  private static final int READERS = 3;
  private static final int READS = 30;
  private static final long SEED = 20_261_126;

  @LocalServerPort private int port;
  @Autowired private ApplicationContext context;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final History history = new History();
  private final ExecutorService threads = Executors.newFixedThreadPool(READERS + 2);
  private List<FhirClient> hospitals;
  private List<FhirClient> services;

  @BeforeEach
  void startTheSecond() {
    int second = SecondNode.portBeside(context);
    hospitals = List.of(FhirClient.of(port, "hospital-be"), FhirClient.of(second, "hospital-be"));
    services = List.of(FhirClient.of(port, "shelter-be"), FhirClient.of(second, "shelter-be"));
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @AfterAll
  static void stopTheSecond() {
    SecondNode.stop();
  }

  @Test
  void faultsLines5And6NoCallThatBeganAfterAWithdrawalShowsWhatItWithdrew() throws Exception {
    for (int person = 0; person < CASES; person++) {
      play(person, person % 2 == 0);
    }

    assertThat(history.operations()).hasSizeGreaterThan(CASES * READERS * READS);
    assertThat(history.violations()).isEmpty();
    // A history in which nothing was ever shown, or nothing came after, would prove nothing.
    assertThat(history.operations().stream().filter(Operation::shows).count()).isGreaterThan(CASES);
    assertThat(
            history.operations().stream()
                .filter(call -> call.kind() == Kind.READ && !call.shows())
                .count())
        .isGreaterThan(CASES);
  }

  /**
   * @param racing whether the acceptance races with the withdrawal, rather than coming before it
   */
  private void play(int person, boolean racing) throws Exception {
    Case story = Case.submit(port);
    String patient = story.person();
    if (!racing) {
      accept(story, person, services.get(0));
    }
    CountDownLatch moment = new CountDownLatch(random.nextInt(READERS * READS * 2 / 3));
    List<Future<?>> running = new ArrayList<>();
    for (int reader = 0; reader < READERS; reader++) {
      SplittableRandom own = random.split();
      running.add(threads.submit(() -> read(person, patient, own, moment)));
    }
    FhirClient withdrawing = hospitals.get(random.nextInt(hospitals.size()));
    running.add(
        threads.submit(
            () -> {
              moment.await();
              withdraw(story, person, withdrawing);
              return null;
            }));
    if (racing) {
      FhirClient accepting = services.get(random.nextInt(services.size()));
      running.add(
          threads.submit(
              () -> {
                moment.await();
                accept(story, person, accepting);
                return null;
              }));
    }
    for (Future<?> one : running) {
      finish(one);
    }
    Task task = story.task();
    assertThat(task.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("consent-revoked");
  }

  private static void finish(Future<?> one) throws InterruptedException {
    try {
      one.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private void read(int person, String patient, SplittableRandom own, CountDownLatch moment) {
    for (int i = 0; i < READS; i++) {
      FhirClient service = services.get(own.nextInt(services.size()));
      switch (own.nextInt(4)) {
        case 0 -> record(Kind.READ, person, () -> service.get("/fhir/Patient/" + patient));
        case 1 ->
            record(
                Kind.READ,
                person,
                () -> service.get("/fhir/Observation?patient=" + patient + "&_count=3"));
        case 2 ->
            record(
                Kind.READ,
                person,
                () -> service.get("/fhir/Observation?patient=" + patient + "&_summary=count"));
        default ->
            record(
                Kind.READ,
                person,
                () -> service.get("/fhir/Patient/" + patient + "/$everything?_count=3"));
      }
      moment.countDown();
    }
  }

  private void accept(Case story, int person, FhirClient service) {
    Task task = story.task();
    String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
    task.setStatus(TaskStatus.ACCEPTED);
    record(Kind.ACCEPT, person, () -> service.put(task, etag));
  }

  private void withdraw(Case story, int person, FhirClient hospital) {
    record(
        Kind.WITHDRAW,
        person,
        () ->
            hospital.post("/fhir/Consent/" + story.id("Consent") + "/$withdraw", new Parameters()));
  }

  private void record(Kind kind, int person, Supplier<Answer> call) {
    long begin = System.nanoTime();
    Answer answer = call.get();
    long end = System.nanoTime();
    assertThat(answer.status()).as(answer.body()).isLessThan(500);
    history.add(
        new Operation(
            kind, person, begin, end, answer.status(), kind == Kind.READ && shows(answer)));
  }

  private static boolean shows(Answer answer) {
    if (answer.status() != 200) {
      return false;
    }
    return !answer.body().contains("\"resourceType\":\"Bundle\"")
        || answer.as(Bundle.class).getTotal() > 0
        || !answer.as(Bundle.class).getEntry().isEmpty();
  }
}
