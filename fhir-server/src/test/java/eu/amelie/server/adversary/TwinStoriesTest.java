/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.StoppedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The second promise where the caller writes, too. A write changes the world it is done in, so that
 * one store cannot be asked twice; instead two cases that are alike to the last code are worked on
 * in the same way, one of them while others do things that are hidden from the caller. Ids, entity
 * tags, instants, telephone references and numbers are renamed in the order in which they are met;
 * everything else of all answers has to be equal, and with it which of them are equal to each
 * other.
 *
 * <p>What it shows: no answer to these steps, writes that succeed included, depended on what was
 * hidden. What it does not show: anything that only the value of a random id or an instant could
 * give away; {@link NonInterferenceTest} compares those to the byte.
 */
@ExchangeServer
class TwinStoriesTest {
  private static final Logger log = LoggerFactory.getLogger(TwinStoriesTest.class);
  private static final int PAIRS = Integer.getInteger("amelie.adversary.twins", 3);
  private static final int STEPS = 40;
  private static final int HIDDEN_EACH = 5;
  private static final long SEED = Long.getLong("amelie.adversary.seed", 20_261_126L);

  @LocalServerPort private int port;

  private StoppedClock clock;

  /** A Task says on what day it was changed: both of two twins on one day. */
  @BeforeEach
  void stopClock() {
    clock = new StoppedClock(port);
  }

  @AfterEach
  void letClockGo() {
    clock.close();
  }

  private Scene scene() {
    Scene scene = Scene.submit(port).accepted();
    HiddenChange.askSecondService(scene);
    return scene;
  }

  private static void startAsService(Story story) {
    story.knows("Task", story.scene().task().getIdElement().getIdPart());
    story.ask(Ask.get(Scene.SERVICE, "/fhir/Task/" + story.of("Task").get(0)));
    story.ask(
        Ask.get(
            Scene.SERVICE,
            "/fhir/Patient/" + story.of("Patient").get(0) + "/$everything?_count=200"));
  }

  private static void startAsHospital(Story story) {
    story.knows("Task", story.scene().id("Task"));
    story.knows("Patient", story.scene().id("Patient"));
    story.ask(
        Ask.get(
            Scene.HOSPITAL,
            "/fhir/Patient/" + story.of("Patient").get(0) + "/$everything?_count=200"));
  }

  @Test
  void disclosureC12WhatAServiceIsToldAsItWorksDoesNotDependOnWhatOthersDo() {
    assertAlike(
        Scene.SERVICE,
        TwinStoriesTest::startAsService,
        List.of(
            HiddenChange::editIdentity,
            HiddenChange::addUnreleased,
            HiddenChange::consentToOthers,
            TwinStoriesTest::secondServiceNotes,
            TwinStoriesTest::secondServiceAdds));
  }

  @Test
  void disclosureC12WhatARequesterIsToldDoesNotDependOnWhatTheOwnersKeepForThemselves() {
    assertAlike(
        Scene.HOSPITAL,
        TwinStoriesTest::startAsHospital,
        List.of(
            TwinStoriesTest::serviceNotes,
            TwinStoriesTest::secondServiceNotes,
            TwinStoriesTest::secondServiceAdds));
  }

  @Test
  void theSameComparisonNoticesWhatIsNotHidden() {
    Wire wire = new Wire(port);
    List<Consumer<Scene>> visible =
        List.of(
            scene ->
                Scene.ok(
                    scene
                        .hospital()
                        .post("/fhir/Observation", scene.sign("dr-pay", scene.id("Patient")))));
    List<Story> twins =
        twins(wire, Scene.SERVICE, TwinStoriesTest::startAsService, visible, new Random(SEED));
    assertThat(twins.get(1).told()).isNotEqualTo(twins.get(0).told());
  }

  private void assertAlike(String caller, Consumer<Story> start, List<Consumer<Scene>> hidden) {
    Wire wire = new Wire(port);
    Map<String, Integer> written = new TreeMap<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      List<Story> twins = twins(wire, caller, start, hidden, new Random(SEED + pair));
      List<String> alone = twins.get(0).told();
      List<String> beside = twins.get(1).told();
      for (int i = 0; i < alone.size(); i++) {
        assertThat(beside.get(i)).as("pair %s, step %s", pair, i).isEqualTo(alone.get(i));
      }
      assertThat(beside).hasSameSizeAs(alone);
      alone.forEach(step -> count(step, written));
    }
    log.info("{}: {} pairs of stories, steps by method and status: {}", caller, PAIRS, written);
    assertThat(written.keySet())
        .as("writes that succeed")
        .anyMatch(kind -> kind.startsWith("PUT 200"))
        .anyMatch(kind -> kind.startsWith("POST 201"));
  }

  private static void count(String step, Map<String, Integer> counts) {
    String method = step.split(" ", 3)[1];
    String status = step.substring(step.indexOf("\n  -> ") + 6).substring(0, 3);
    counts.merge(method + " " + status, 1, Integer::sum);
  }

  /** One told alone, one told beside what is hidden. */
  private List<Story> twins(
      Wire wire,
      String caller,
      Consumer<Story> start,
      List<Consumer<Scene>> hidden,
      Random random) {
    boolean shifted = !caller.equals(Scene.HOSPITAL);
    Story alone = new Story(wire, scene(), shifted);
    Story beside = new Story(wire, scene(), shifted);
    start.accept(alone);
    Script script = new Script(random, caller, alone);
    List<Integer> moments = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      alone.ask(script.next());
    }
    for (int i = 0; i < HIDDEN_EACH; i++) {
      moments.add(random.nextInt(alone.told().size()));
    }
    retell(beside, alone, start, moments, hidden, random);
    return List.of(alone, beside);
  }

  private static void retell(
      Story beside,
      Story alone,
      Consumer<Story> start,
      List<Integer> moments,
      List<Consumer<Scene>> hidden,
      Random random) {
    start.accept(beside);
    for (int step = beside.told().size(); step < alone.told().size(); step++) {
      if (moments.contains(step) || step == beside.told().size() + 1) {
        hidden.get(random.nextInt(hidden.size())).accept(beside.scene());
      }
      beside.ask(alone.asked().get(step));
    }
  }

  private static void serviceNotes(Scene scene) {
    Task task = scene.task();
    if (isOpen(task)) {
      HiddenChange.workOnTask(scene);
    }
  }

  private static boolean isOpen(Task task) {
    return List.of(TaskStatus.ACCEPTED, TaskStatus.INPROGRESS, TaskStatus.ONHOLD)
        .contains(task.getStatus());
  }

  private static Task secondTask(Scene scene) {
    List<String> references = scene.references();
    return scene.client(Scene.SECOND_SERVICE).all("/fhir/Task?_count=200", Task.class).stream()
        .filter(task -> references.contains(Scene.reference(task)))
        .findFirst()
        .orElseThrow();
  }

  private static void secondServiceNotes(Scene scene) {
    Task task = secondTask(scene);
    if (isOpen(task)) {
      task.addNote().setText("A fictional note of the second service.");
      Scene.ok(scene.client(Scene.SECOND_SERVICE).put(task, Scene.etag(task)));
    }
  }

  private static void secondServiceAdds(Scene scene) {
    Task task = secondTask(scene);
    if (!isOpen(task)) {
      return;
    }
    FhirClient client = scene.client(Scene.SECOND_SERVICE);
    String person = task.getFor().getReferenceElement().getIdPart();
    String search = "/fhir/Observation?_summary=count&patient=" + person;
    int before = client.get(search).as(Bundle.class).getTotal();
    Observation found = scene.sign("dr-pay", person);
    Scene.ok(client.post("/fhir/Observation", found));
    assertThat(client.get(search).as(Bundle.class).getTotal()).isEqualTo(before + 1);
  }
}
