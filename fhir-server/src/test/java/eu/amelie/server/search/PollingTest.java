/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.search;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Tasks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever goes on from the greatest time that it has seen misses nothing. */
@ExchangeServer
class PollingTest {
  private static final int CASES = 12;
  private static final int THREADS = 6;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private IdDoor door;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void whatWasStoredBeforeTheGreatestTimeSeenAndCommittedAfterItIsFoundFromThereOn() {
    Case slow = Case.submit(port);
    Case quick = Case.submit(port);
    Instant seen =
        new TransactionTemplate(transactions)
            .execute(
                held -> {
                  CompletableFuture<Answer> accepting = acceptButDoNotCommit(slow);
                  quick.accepted();
                  Instant time = time(quick);
                  assertThat(found(quick.hospital(), time)).doesNotContain(slow.reference());
                  return new Held(accepting, time);
                })
            .finish();

    assertThat(seen).isAfter(time(slow));
    List<String> found = found(slow.hospital(), seen);
    assertThat(found).contains(slow.reference());
  }

  @Test
  void whatWasThroughByThenIsNotFoundAgain() {
    Case earlier = Case.submit(port).accepted();
    await().until(() -> isThrough(earlier));
    Case later = Case.submit(port);

    assertThat(found(later.hospital(), time(later))).doesNotContain(earlier.reference());
  }

  @Test
  void whatTheOwnerKeepsForItselfIsNotFoundAgainByWhoAsked() {
    Case story = Case.submit(port).accepted();
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    await().until(() -> isThrough(story));
    Case later = Case.submit(port);
    Instant seen = time(later);

    Task noted = story.task();
    noted.addNote().setText("Called twice.");
    assertThat(story.service().put(noted, "W/\"" + noted.getMeta().getVersionId() + "\"").status())
        .isEqualTo(200);

    assertThat(found(story.hospital(), seen)).doesNotContain(story.reference());
  }

  @Test
  void aPollWithoutPauseFindsEveryChangeOfManyAtOnce() {
    List<Case> cases = IntStream.range(0, CASES).mapToObj(n -> Case.submit(port)).toList();
    FhirClient hospital = cases.get(0).hospital();
    Map<String, TaskStatus> polled = new HashMap<>();
    Instant seen = time(cases.get(CASES - 1));
    ExecutorService services = Executors.newFixedThreadPool(THREADS);
    try {
      CompletableFuture<Void> work =
          CompletableFuture.allOf(
              cases.stream()
                  .map(story -> CompletableFuture.runAsync(story::accepted, services))
                  .toArray(CompletableFuture[]::new));
      boolean done = false;
      while (!done) {
        // One poll more once the work is over.
        done = work.isDone();
        seen = poll(hospital, seen, polled);
      }
      work.join();
    } finally {
      services.shutdown();
    }

    assertThat(polled)
        .containsAllEntriesOf(
            cases.stream()
                .collect(Collectors.toMap(Case::reference, story -> TaskStatus.ACCEPTED)));
  }

  private static Instant poll(FhirClient hospital, Instant seen, Map<String, TaskStatus> polled) {
    Instant greatest = seen;
    for (Task task :
        hospital.all("/fhir/Task?_count=100&_lastUpdated=gt" + encoded(seen), Task.class)) {
      polled.put(Tasks.reference(task), task.getStatus());
      Instant time = time(task);
      greatest = time.compareTo(greatest) > 0 ? time : greatest;
    }
    return greatest;
  }

  private record Held(CompletableFuture<Answer> accepting, Instant time) {
    Instant finish() {
      Answer answer = accepting.join();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return time;
    }
  }

  /** Its transaction has stored the change and waits for the caller's to end. */
  private CompletableFuture<Answer> acceptButDoNotCommit(Case story) {
    UUID task = door.inward(Coordination.caller("hospital-be"), story.id("Task"));
    jdbc.sql("select from exchange.shown_change where task = :task for update")
        .param("task", task)
        .query()
        .listOfRows();
    CompletableFuture<Answer> accepting =
        CompletableFuture.supplyAsync(() -> story.move(TaskStatus.ACCEPTED));
    await().until(() -> waiting() >= 1);
    return accepting;
  }

  private int waiting() {
    return jdbc.sql(
            """
            select count(*) from pg_stat_activity
             where wait_event_type = 'Lock' and query like '%into exchange.shown_change%'
            """)
        .query(Integer.class)
        .single();
  }

  private boolean isThrough(Case story) {
    UUID task = door.inward(Coordination.caller("hospital-be"), story.id("Task"));
    return jdbc.sql("select finished is not null from exchange.shown_change where task = :task")
        .param("task", task)
        .query(Boolean.class)
        .single();
  }

  private static List<String> found(FhirClient hospital, Instant seen) {
    return hospital.all("/fhir/Task?_count=2&_lastUpdated=gt" + encoded(seen), Task.class).stream()
        .map(Tasks::reference)
        .toList();
  }

  private static Instant time(Case story) {
    return time(story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class));
  }

  private static Instant time(Task task) {
    return task.getMeta().getLastUpdated().toInstant();
  }

  private static String encoded(Instant time) {
    return time.toString().replace(":", "%3A");
  }
}
