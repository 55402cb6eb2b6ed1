/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who learns that nobody has answered a referral: by being told, and by asking what has changed.
 */
@ExchangeServer
class EscalationNoticeTest {
  /** So much earlier does a party see a change of a Task that is not its own, at most. */
  private static final Duration SHIFT = Duration.ofMinutes(1);

  private static final String NAMED = "coordinator-be";
  private static final String UNNAMED = "coordinator-de";

  /** Of all tests no other has it subscribe. */
  private static final String UNREACHABLE = "coordinator-it";

  @LocalServerPort private int port;
  @Autowired private IdDoor door;
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

  private void letTheDeadlinePass() {
    clock("POST", "{\"instant\": \"" + Instant.now().plus(Duration.ofHours(2)) + "\"}");
  }

  /** The Consent lets these coordinators see the Task. */
  private Case waiting(String... coordinators) {
    return Case.submit(
        port,
        bundle -> {
          Referrals.one(bundle, Task.class).setPriority(TaskPriority.STAT);
          var root = Referrals.one(bundle, Consent.class).getProvision();
          for (String coordinator : coordinators) {
            var permit = root.getProvisionFirstRep().copy();
            permit.setPurpose(List.of(new Coding(Purpose.SC_PURPOSE, "sc-coordination", null)));
            permit.getActorFirstRep().setReference(new Reference("Organization/" + coordinator));
            root.addProvision(permit);
          }
          return bundle;
        });
  }

  private UUID internal(Case story) {
    return door.inward(caller("hospital-be", Role.REFERRER), story.id("Task"));
  }

  private String seenBy(String coordinator, Case story) {
    return door.outward(caller(coordinator, Role.COORDINATOR), internal(story));
  }

  private static Caller caller(String organisation, Role role) {
    return new Caller(
        organisation, organisation, role, "BE", Set.of(Purpose.of("TREAT")), Set.of(), false);
  }

  /** Those of this Task, whatever became of them. */
  private long lettersTo(Subscriber subscriber, Case story) {
    return jdbc.sql(
            """
            select count(*) from exchange.notification
             where subscription = :id::uuid and task = :task
            """)
        .param("id", subscriber.read().getIdElement().getIdPart())
        .param("task", internal(story))
        .query(Long.class)
        .single();
  }

  private static Task task(FhirClient party, String id) {
    return party.get("/fhir/Task/" + id).as(Task.class);
  }

  private static Instant time(Resource resource) {
    return resource.getMeta().getLastUpdated().toInstant();
  }

  private static void awaitMark(Case story) {
    await().until(() -> task(story.hospital(), story.id("Task")).getMeta().hasTag());
  }

  @Test
  void theCoordinatorWhomTheConsentNamesIsToldAndNeitherAnotherNorWhoAsked() {
    try (Subscriber named = Subscriber.of(port, NAMED, Topic.TASK_CHANGED);
        Subscriber other = Subscriber.of(port, UNNAMED, Topic.TASK_CHANGED);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case story = waiting(NAMED);
      letTheDeadlinePass();

      named.awaitEventsOf(seenBy(NAMED, story), 1);
      assertThat(lettersTo(named, story)).isEqualTo(1);
      assertThat(lettersTo(other, story)).isZero();
      assertThat(lettersTo(hospital, story)).isZero();
    }
  }

  @Test
  void whoAskedIsToldWhereNoCoordinatorIsNamedAndWhereNoneCanBeReached() {
    try (Subscriber other = Subscriber.of(port, UNNAMED, Topic.TASK_CHANGED);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case nobodys = waiting();
      Case unheard = waiting(UNREACHABLE);
      letTheDeadlinePass();

      for (Case story : List.of(nobodys, unheard)) {
        hospital.awaitEventsOf(story.id("Task"), 1);
        assertThat(lettersTo(hospital, story)).isEqualTo(1);
        assertThat(lettersTo(other, story)).isZero();
      }
    }
  }

  @Test
  void aCoordinatorWhoseReceiverFailsIsToldInTimeAndWhoAskedAtOnce() {
    try (Subscriber failing = Subscriber.of(port, NAMED, Topic.TASK_CHANGED);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      failing.receiver().answers(500);
      Case before = waiting(NAMED);
      before.accepted();
      failing.awaitStatus("error");
      Case story = waiting(NAMED);
      letTheDeadlinePass();

      hospital.awaitEventsOf(story.id("Task"), 1);
      assertThat(lettersTo(failing, story)).isEqualTo(1);
    }
  }

  @Test
  void whoeverAsksForWhatHasChangedSinceFindsItAndNothingOfWhatTheOwnerNotesForItself() {
    Case story = waiting(NAMED);
    FhirClient coordinator = FhirClient.of(port, NAMED);
    String coordinators = seenBy(NAMED, story);
    String services = story.task().getIdElement().getIdPart();
    noted(story, "A fictional note.");
    Instant submitted = time(task(story.hospital(), story.id("Task")));
    String version = task(story.hospital(), story.id("Task")).getMeta().getVersionId();
    assertThat(changedSince(story, submitted)).isEmpty();

    letTheDeadlinePass();
    awaitMark(story);

    List<Task> found = changedSince(story, submitted);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).getMeta().getTagFirstRep().getCode()).isEqualTo("unanswered");
    assertThat(found.get(0).getMeta().getVersionId()).isEqualTo(version);
    Instant marked = time(found.get(0));
    assertThat(marked).isAfter(submitted);
    assertThat(time(task(story.service(), services))).isBetween(marked.minus(SHIFT), marked);
    Task coordinated = task(coordinator, coordinators);
    assertThat(coordinated.getMeta().getTagFirstRep().getCode()).isEqualTo("unanswered");
    assertThat(time(coordinated)).isBetween(marked.minus(SHIFT), marked);

    noted(story, "Another fictional note.");
    assertThat(changedSince(story, time(found.get(0)))).isEmpty();
    assertThat(time(task(story.hospital(), story.id("Task")))).isEqualTo(time(found.get(0)));
  }

  private static void noted(Case story, String words) {
    Task own = story.task();
    String etag = "W/\"" + own.getMeta().getVersionId() + "\"";
    own.addNote(new Annotation().setText(words));
    Answer answer = story.service().put(own, etag);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static List<Task> changedSince(Case story, Instant time) {
    return story
        .hospital()
        .get("/fhir/Task?_id=" + story.id("Task") + "&_lastUpdated=gt" + time)
        .entries(Task.class);
  }
}
