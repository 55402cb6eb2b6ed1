/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.server.adversary.Worlds.Compared;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.StoppedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The second promise, measured: whatever an unauthorised caller asks, and however, what is hidden
 * from it leaves no trace in the answer.
 *
 * <p>What it shows: over this many random requests by callers of every kind, no byte of an answer
 * depended on any of the hidden changes of {@link HiddenChange}. What it does not show: that there
 * is no such request; anything about time, which is measured elsewhere; anything about what the
 * callers say to each other. Writes that succeed are for {@link TwinStoriesTest}.
 *
 * <p>{@code -Damelie.adversary.requests} and {@code -Damelie.adversary.seed} set how many there are
 * and which. The seed fixes the choices, not the ids, which are random in each run.
 */
@ExchangeServer
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NonInterferenceTest {
  private static final Logger log = LoggerFactory.getLogger(NonInterferenceTest.class);
  private static final int REQUESTS = Integer.getInteger("amelie.adversary.requests", 10_000);
  private static final long SEED = Long.getLong("amelie.adversary.seed", 20_261_126L);
  private static final int BESIDE = 100;

  /** A coordinator sees of a case its person, its request and its Task alone. */
  private static final double SHOWN = 0.08;

  private static final int EXAMPLES = 8;
  private static final List<String> PARTIES = List.of(Scene.HOSPITAL, Scene.SERVICE);
  private static final List<String> CALLERS =
      List.of(
          Scene.HOSPITAL,
          Scene.SERVICE,
          Scene.SECOND_SERVICE,
          Scene.COORDINATOR,
          Scene.OTHER_HOSPITAL,
          Scene.NO_CASE,
          Scene.STATISTICS);

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private ExchangeKeys keys;

  private final Map<String, Standpoint> standpoints = new TreeMap<>();
  private Wire wire;
  private Worlds worlds;
  private Scene scene;
  private StoppedClock clock;

  /** A case at work, one at its beginning, one taken back, one with two services. */
  @BeforeAll
  void submit() {
    // What is asked in one world before midnight is asked in the other after it.
    clock = new StoppedClock(port);
    wire = new Wire(port);
    worlds = new Worlds(wire, jdbc, keys);
    CALLERS.forEach(caller -> standpoints.put(caller, new Standpoint()));
    Scene.submit(port);
    HiddenChange.askSecondService(Scene.submit(port).accepted());
    Scene.submitElsewhere(port);
    Scene over = Scene.submit(port).accepted();
    look();
    Scene.ok(
        over.hospital()
            .post("/fhir/Consent/" + over.id("Consent") + "/$withdraw", new Parameters()));
    scene = Scene.submit(port).accepted();
  }

  @AfterAll
  void letClockGo() {
    clock.close();
  }

  private void look() {
    standpoints.forEach((caller, standpoint) -> standpoint.look(FhirClient.of(port, caller)));
  }

  private List<Ask> asks(HiddenChange change, Scene about, int count, Random random) {
    look();
    List<String> internal =
        jdbc.sql("select type || '/' || id from exchange.case_item order by created desc limit 50")
            .query(String.class)
            .list();
    Map<String, RandomAsks> generators = new TreeMap<>();
    for (String caller : change.observers()) {
      generators.computeIfAbsent(
          caller,
          ignored ->
              new RandomAsks(
                  random,
                  caller,
                  new KnownIds(
                      standpoints.get(caller),
                      worlds.near(about, caller),
                      Worlds.names(change),
                      others(caller).flatMap(other -> other.references().stream()).toList(),
                      others(caller).flatMap(other -> other.pages().stream()).toList(),
                      internal)));
    }
    List<Ask> asks = new ArrayList<>();
    generators.keySet().stream()
        .filter(PARTIES::contains)
        .forEach(caller -> asks.addAll(conditional(caller, about)));
    for (int i = 0; asks.size() < count; i++) {
      String caller = change.observers().get(i % change.observers().size());
      asks.add(generators.get(caller).next());
    }
    return asks;
  }

  /** What random ones may miss: a tag that still holds, none where one is due, and a stale one. */
  private List<Ask> conditional(String caller, Scene about) {
    String task =
        worlds.near(about, caller).stream()
            .filter(reference -> reference.startsWith("Task/"))
            .findFirst()
            .orElseThrow();
    String path = "/fhir/" + task;
    String id = task.substring("Task/".length());
    Ask update =
        Ask.of(caller, "PUT", path, RandomWrites.resource("Task", id), "application/fhir+json");
    return List.of(
        Ask.get(caller, path)
            .with("If-None-Match", FhirClient.of(port, caller).get(path).header("ETag")),
        update,
        update.with("If-Match", "W/\"77\""));
  }

  private Stream<Standpoint> others(String caller) {
    return standpoints.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(caller))
        .map(Map.Entry::getValue);
  }

  @Test
  @Order(1)
  void disclosureA1ToE10WhatIsHiddenLeavesNoTraceInAnyAnswer() {
    List<HiddenChange> changes = HiddenChange.all();
    List<Compared> all = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      HiddenChange change = changes.get(i);
      Random random = new Random(SEED + i);
      int count = REQUESTS / changes.size() + (i < REQUESTS % changes.size() ? 1 : 0);
      List<Compared> compared =
          worlds.compare(change, scene, asks(change, scene, count, random), random);
      report(change, compared);
      all.addAll(compared);
    }
    List<Compared> different = all.stream().filter(Compared::differs).toList();
    log.info("{} requests in two worlds each, {} answers differ.", all.size(), different.size());

    assertThat(all).hasSize(REQUESTS);
    assertThat(different.size())
        .as(() -> "These tell the worlds apart:\n" + examples(different))
        .isZero();
    assertNoWriteWasDone(all);
    assertNoInternalId();
    assertThatThereWasSomethingToSee(all);
  }

  /** Else the comparison would be of two worlds that its own requests made different. */
  private static void assertNoWriteWasDone(List<Compared> all) {
    assertThat(all)
        .filteredOn(one -> one.ask().isWrite() && one.before().get(0).status() < 300)
        .allMatch(
            one ->
                Stream.of("$assess", "$populate").anyMatch(one.ask().path()::contains)
                    || one.before().get(0).body().contains("batch-response"));
  }

  private void assertNoInternalId() {
    int internal =
        jdbc.sql(
                """
                select count(*) from exchange.case_item
                 where id::text = any(:ids) or revision::text = any(:ids)
                """)
            .param("ids", wire.idsTold().toArray(String[]::new))
            .query(Integer.class)
            .single();
    assertThat(internal).as("internal ids among %s told", wire.idsTold().size()).isZero();
  }

  /** Requests that are all refused at the gate would find nothing either. */
  private static void assertThatThereWasSomethingToSee(List<Compared> all) {
    for (String caller : List.of(Scene.SERVICE, Scene.HOSPITAL, Scene.COORDINATOR)) {
      List<Compared> own = all.stream().filter(one -> one.ask().caller().equals(caller)).toList();
      long shown = own.stream().filter(one -> shows(one.before().get(0))).count();
      log.info("{}: {} of {} answers show items.", caller, shown, own.size());
      assertThat((double) shown / own.size())
          .as("answers with items to %s", caller)
          .isGreaterThan(SHOWN);
    }
    assertThat(all.stream().map(one -> one.before().get(0).status()).distinct())
        .contains(200, 304, 400, 403, 404, 405, 412, 428);
    List<Compared> broken =
        all.stream()
            .filter(one -> Set.of(401, 500, 503).contains(one.before().get(0).status()))
            .toList();
    assertThat(broken).as(() -> "These were not answered:\n" + examples(broken)).isEmpty();
  }

  private static boolean shows(Told told) {
    return told.status() == 200
        && (told.body().contains("versionId") || told.body().contains("\"total\""));
  }

  @Test
  @Order(2)
  void theSameComparisonNoticesWhatTheCallersAreMeantToSee() {
    for (HiddenChange change : HiddenChange.allVisible()) {
      Random random = new Random(SEED);
      Scene own = Scene.submit(port).accepted();
      own.move(Scene.SERVICE, own.task(), org.hl7.fhir.r4.model.Task.TaskStatus.INPROGRESS);
      List<Ask> asks =
          new ArrayList<>(asks(change, own, BESIDE * change.observers().size(), random));
      change.observers().forEach(observer -> asks.addAll(plain(observer, own)));
      List<Compared> compared = worlds.compare(change, own, asks, random);
      for (String observer : change.observers()) {
        assertThat(compared)
            .as("%s, to %s", change.name(), observer)
            .filteredOn(one -> one.ask().caller().equals(observer))
            .anyMatch(Compared::differs);
      }
    }
  }

  /** What anybody would ask who wanted to know: what there is, and each item of the case. */
  private List<Ask> plain(String observer, Scene scene) {
    List<String> near = worlds.near(scene, observer);
    List<Ask> asks = new ArrayList<>();
    asks.add(Ask.get(observer, "/fhir/Task?_total=accurate&_sort=-_lastUpdated"));
    for (String reference : near) {
      asks.add(Ask.get(observer, "/fhir/" + reference));
      if (reference.startsWith("Patient/")) {
        asks.add(Ask.get(observer, "/fhir/Observation?_total=accurate&patient=" + reference));
      }
    }
    return asks;
  }

  private static void report(HiddenChange change, List<Compared> compared) {
    log.info(
        "{}: {} requests, {} answers differ; statuses {}",
        change.name(),
        compared.size(),
        compared.stream().filter(Compared::differs).count(),
        compared.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.before().get(0).status(), TreeMap::new, Collectors.counting())));
  }

  private static String examples(List<Compared> different) {
    return different.stream()
        .limit(EXAMPLES)
        .map(Compared::toString)
        .collect(Collectors.joining("\n"));
  }
}
