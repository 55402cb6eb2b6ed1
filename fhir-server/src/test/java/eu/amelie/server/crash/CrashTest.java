/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.amelie.server.crash.CrashHistory.Ear;
import eu.amelie.server.crash.CrashHistory.Found;
import eu.amelie.server.crash.CrashHistory.Told;
import eu.amelie.server.crash.Ears.Heard;
import eu.amelie.server.crash.Referring.Known;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed at random points of a run of referrals, while receivers of notifications
 * fail three calls of ten; a checker goes over what was acknowledged, what was told and what is
 * there. The system properties {@code amelie.crash.kills}, {@code amelie.crash.referrals} and
 * {@code amelie.crash.seed} make the run another or a longer one (see docs/performance/crashes.md),
 * {@code amelie.crash.jar} names a packaged server.
 */
class CrashTest {
  private static final int KILLS = Integer.getInteger("amelie.crash.kills", 2);
  private static final int REFERRALS = Integer.getInteger("amelie.crash.referrals", 40);
  private static final long SEED = Long.getLong("amelie.crash.seed", 20_261_126);
  private static final double FAILING = 0.3;
  private static final int AT_ONCE = 4;
  private static final long AT_ANY_MOMENT_MILLIS = 400;
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(9);

  /** A dead node's work is taken up after some missed heartbeats; then come the retries. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir private Path directory;

  private final CrashHistory history = new CrashHistory(ON_ITS_WAY.toNanos());
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void whatWasAcknowledgedOutlivesEveryCrashAndIsToldUnlessItWasWithdrawn() throws Exception {
    try (KilledServer server = new KilledServer(directory);
        Ears ears = new Ears(SEED, FAILING)) {
      server.start();
      PatientClient hospital = new PatientClient(server.port(), "hospital-be");
      PatientClient service = new PatientClient(server.port(), "shelter-be");
      ears.subscribe(hospital, Ear.HOSPITAL_CHANGED);
      ears.subscribe(service, Ear.SERVICE_AVAILABLE);
      ears.subscribe(service, Ear.SERVICE_CHANGED);
      Referring referring = new Referring(history, hospital, service, "CRASH-" + SEED);

      assertThat(run(server, referring)).isEqualTo(KILLS);

      await().atMost(PATIENCE).until(() -> tell(ears, referring).untold().isEmpty());
      find(hospital, service, referring);
      List<String> violations = tell(ears, referring).violations();
      System.out.printf(
          "crash run: %d kills, %d referrals, %d withdrawn, %d notifications taken, violations"
              + " %s%n",
          KILLS, REFERRALS, history.withdrawals(), ears.heard().size(), violations);
      assertThat(violations).isEmpty();
      assertThat(history.referrals()).isEqualTo(REFERRALS);
      assertThat(history.withdrawals()).isPositive();
    }
  }

  /** How often it was killed. */
  private int run(KilledServer server, Referring referring) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> players = new ArrayList<>();
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        players.add(
            threads.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < REFERRALS; n = next.getAndIncrement()) {
                    referring.play(n);
                  }
                  return null;
                }));
      }
      int kills = 0;
      for (int point : points()) {
        while (referring.done() < point && !players.stream().allMatch(Future::isDone)) {
          Thread.sleep(20);
        }
        if (players.stream().allMatch(Future::isDone)) {
          break;
        }
        Thread.sleep(random.nextLong(AT_ANY_MOMENT_MILLIS));
        server.kill();
        kills++;
        server.start();
      }
      for (Future<?> player : players) {
        player.get();
      }
      return kills;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** After how many steps; not in the last tenth, so that there is something to interrupt. */
  private TreeSet<Integer> points() {
    TreeSet<Integer> points = new TreeSet<>();
    int last = Referring.steps(REFERRALS) * 9 / 10;
    while (points.size() < KILLS) {
      points.add(1 + random.nextInt(last));
    }
    return points;
  }

  /** A history with all that was heard until now. */
  private CrashHistory tell(Ears ears, Referring referring) {
    Map<String, Integer> numbers = new HashMap<>();
    for (Map.Entry<Integer, Known> one : referring.known().entrySet()) {
      numbers.put(one.getValue().hospitals(), one.getKey());
      numbers.put(one.getValue().services(), one.getKey());
    }
    CrashHistory told = history.copy();
    for (Heard heard : ears.heard()) {
      Integer referral = numbers.get(heard.task());
      assertThat(referral).as("told of a Task that nobody knows").isNotNull();
      told.told(new Told(heard.ear(), referral, heard.number(), heard.at()));
    }
    return told;
  }

  private void find(PatientClient hospital, PatientClient service, Referring referring)
      throws InterruptedException, IOException {
    for (Map.Entry<Integer, Known> one : referring.known().entrySet()) {
      Known known = one.getValue();
      Bundle requests =
          hospital
              .get(
                  "/fhir/ServiceRequest?identifier="
                      + java.net.URLEncoder.encode(
                          "https://hospital-be.example.org/referrals|" + known.placer(),
                          StandardCharsets.UTF_8))
              .as(Bundle.class);
      int tasks = 0;
      for (Bundle.BundleEntryComponent request : requests.getEntry()) {
        String id = request.getResource().getIdElement().getIdPart();
        tasks +=
            hospital
                .get("/fhir/Task?focus=ServiceRequest/" + id)
                .as(Bundle.class)
                .getEntry()
                .size();
      }
      Task task = service.get("/fhir/Task/" + known.services()).as(Task.class);
      history.found(
          one.getKey(), new Found(requests.getEntry().size(), tasks, task.getStatus().toCode()));
    }
    Bundle all = service.get("/fhir/Task?_summary=count").as(Bundle.class);
    assertThat(all.getTotal()).as("nothing is there that nobody submitted").isEqualTo(REFERRALS);
  }
}
