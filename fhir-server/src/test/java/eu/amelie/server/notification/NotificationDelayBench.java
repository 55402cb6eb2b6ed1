/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.notification.Receiver.Received;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Run by hand (see docs/performance/notifications.md): referrals come in at a steady rate, whether
 * the server keeps up or not; how long after it was put into the outbox has each notification come
 * in at its receiver? They are of new persons, or, with {@code amelie.bench.known}, of persons who
 * are referred to a second service. Writes a CSV and asserts no time.
 */
@ExchangeServer
class NotificationDelayBench {
  private static final double RATE =
      Double.parseDouble(System.getProperty("amelie.bench.rate", "20"));
  private static final int SECONDS = Integer.getInteger("amelie.bench.seconds", 60);
  private static final int WARM = Integer.getInteger("amelie.bench.warm", 60);
  private static final boolean KNOWN = Boolean.getBoolean("amelie.bench.known");
  private static final String SECOND = "counselling-be";
  private static final int CLIENTS = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @Test
  void notificationsLeaveSoonAfterTheirCommit() throws Exception {
    FhirClient hospital = FhirClient.of(port, "hospital-be").unwatched();
    for (int i = 0; i < WARM; i++) {
      hospital.post("/fhir", Referrals.fresh());
    }
    List<Bundle> referrals = KNOWN ? ofKnown(hospital) : ofNew();
    String owner = KNOWN ? SECOND : "shelter-be";
    try (Subscriber service = Subscriber.of(port, owner, Topic.REFERRAL_AVAILABLE)) {
      AtomicInteger taken = new AtomicInteger();
      Instant begun = Instant.now();
      submit(hospital, referrals, taken);
      double rate = taken.get() / (Duration.between(begun, Instant.now()).toMillis() / 1000.0);
      await().atMost(PATIENCE).until(() -> service.receiver().events().size() >= taken.get());
      report(taken.get(), rate, delays(service));
    }
  }

  private static List<Bundle> ofNew() {
    return Stream.generate(Referrals::fresh).limit(number()).toList();
  }

  /** Each of a person of its own, who is with the first service and agreed to the second. */
  private static List<Bundle> ofKnown(FhirClient hospital) {
    List<Bundle> again = new ArrayList<>();
    for (int i = 0; i < number(); i++) {
      Bundle first = Referrals.alsoPermitting(Referrals.fresh(), SECOND);
      Answer answer = hospital.post("/fhir", first);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      again.add(again(answer.as(Bundle.class)));
    }
    return again;
  }

  private static Bundle again(Bundle stored) {
    Bundle bundle = Referrals.fresh();
    bundle
        .getEntry()
        .removeIf(
            entry ->
                !(entry.getResource() instanceof ServiceRequest)
                    && !(entry.getResource() instanceof Task));
    Reference person = new Reference("Patient/" + Referrals.id(stored, "Patient"));
    ServiceRequest request = Referrals.one(bundle, ServiceRequest.class);
    request.setSubject(person).setEncounter(null).setReasonReference(null).setSupportingInfo(null);
    Task task = Referrals.one(bundle, Task.class);
    task.setFor(person.copy()).setEncounter(null).setOwner(new Reference("Organization/" + SECOND));
    return bundle;
  }

  private static int number() {
    return (int) (RATE * SECONDS);
  }

  private static void submit(FhirClient hospital, List<Bundle> referrals, AtomicInteger taken)
      throws InterruptedException {
    ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
    for (int i = 0; i < referrals.size(); i++) {
      Bundle referral = referrals.get(i);
      clients.schedule(
          () -> {
            Answer answer = hospital.post("/fhir", referral);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            taken.incrementAndGet();
            return null;
          },
          (long) (i * 1000 / RATE),
          TimeUnit.MILLISECONDS);
    }
    clients.shutdown();
    assertThat(clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  /** In milliseconds, the shortest first; both times are of this machine's clock. */
  private List<Long> delays(Subscriber subscriber) {
    Map<Long, Instant> created = new HashMap<>();
    jdbc.sql(
            """
            select number, created from exchange.notification
             where subscription = :id::uuid and number is not null
            """)
        .param("id", subscriber.read().getIdElement().getIdPart())
        .query(
            row -> {
              Timestamp time = row.getTimestamp("created");
              created.put(row.getLong("number"), time.toInstant());
            });
    Map<Long, Instant> first = new HashMap<>();
    for (Received event : subscriber.receiver().events()) {
      first.merge(event.number(), event.at(), (a, b) -> a.isBefore(b) ? a : b);
    }
    List<Long> delays = new ArrayList<>();
    first.forEach((number, at) -> delays.add(Duration.between(created.get(number), at).toMillis()));
    delays.sort(null);
    return delays;
  }

  private static void report(int taken, double rate, List<Long> delays) throws IOException {
    String line =
        String.format(
            Locale.ROOT,
            "%.1f,%.1f,%d,%d,%d,%d,%d",
            RATE,
            rate,
            taken,
            at(delays, 0.5),
            at(delays, 0.95),
            at(delays, 0.99),
            delays.get(delays.size() - 1));
    Path csv = Path.of("target", "bench", "notifications.csv");
    Files.createDirectories(csv.getParent());
    Files.write(
        csv, List.of("wanted_per_s,reached_per_s,referrals,median_ms,p95_ms,p99_ms,max_ms", line));
    System.out.println("notifications: " + line);
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
  }
}
