/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.notification.Receiver.Received;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is told what of a referral, and what becomes of it when a receiver is not there (D2). */
@ExchangeServer
class NotificationTest {
  @LocalServerPort private int port;
  @Autowired private IdDoor door;
  @Autowired private JdbcClient jdbc;

  private static String taskOf(Case story) {
    return story.task().getIdElement().getIdPart();
  }

  private static List<Long> numbers(List<Received> events) {
    return events.stream().map(Received::number).toList();
  }

  @Test
  void d2BothPartiesAreToldInIdsOfTheirOwnAndNothingButTheId() {
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.REFERRAL_AVAILABLE);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port);
      service.awaitEventsOf(taskOf(story), 1);
      story.accepted();
      hospital.awaitEventsOf(story.id("Task"), 1);

      assertThat(taskOf(story)).isNotEqualTo(story.id("Task"));
      String told = service.receiver().eventsOf(taskOf(story)).get(0).text();
      assertThat(told).doesNotContain(story.id("Task"), story.id("Patient"), story.person());
      assertThat(told).doesNotContain("Patient", "requested", "hospital-be", story.reference());
      assertThat(service.receiver().all().get(0).kind()).isEqualTo("handshake");
    }
  }

  @Test
  void everyCallIsSignedForItsAddress() throws Exception {
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.REFERRAL_AVAILABLE)) {
      Received call = service.receiver().all().get(0);
      JWKSet keys = JWKSet.parse(new Http(port).get("/.well-known/notification-keys.json").body());
      JWSObject signed = JWSObject.parse(call.signature(), new Payload(call.body()));
      byte[] other = call.text().replace("handshake", "heartbeat").getBytes(StandardCharsets.UTF_8);
      ECDSAVerifier verifier =
          new ECDSAVerifier(keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey());

      assertThat(signed.verify(verifier)).isTrue();
      assertThat(signed.getHeader().getCustomParam("url")).isEqualTo(service.receiver().address());
      assertThat(JWSObject.parse(call.signature(), new Payload(other)).verify(verifier)).isFalse();
      assertThat(keys.getKeys().get(0).isPrivate()).isFalse();
    }
  }

  @Test
  void aChangeThatTheRequesterDoesNotSeeIsToldToTheOwnerAlone() {
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.TASK_CHANGED);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port).accepted();
      Task task = story.task();
      String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
      task.addNote(new Annotation().setText("A fictional note of the service."));
      assertThat(story.service().put(task, etag).status()).isEqualTo(200);
      story.move(TaskStatus.INPROGRESS);

      service.awaitEventsOf(taskOf(story), 3);
      hospital.awaitEventsOf(story.id("Task"), 2);
      assertThat(numbers(hospital.receiver().eventsOf(story.id("Task")))).hasSize(2).isSorted();
      // Where nothing was told there is no gap.
      await().until(() -> isWithoutGap(hospital.receiver().events()));
    }
  }

  /** Events of several Tasks may overtake one another. */
  private static boolean isWithoutGap(List<Received> events) {
    List<Long> all = LongStream.rangeClosed(1, events.size()).boxed().toList();
    return numbers(events).stream().sorted().toList().equals(all);
  }

  @Test
  void othersAreToldNothing() {
    try (Subscriber other = Subscriber.of(port, "counselling-be", Topic.TASK_CHANGED);
        Subscriber available = Subscriber.of(port, "counselling-be", Topic.REFERRAL_AVAILABLE);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port).accepted();
      hospital.awaitEventsOf(story.id("Task"), 1);

      String seen = seenBy("counselling-be", story);
      for (Subscriber nobody : List.of(other, available)) {
        assertThat(lettersTo(nobody, story)).isZero();
        assertThat(nobody.receiver().naming(seen)).isEmpty();
      }
    }
  }

  /** Another's id of its Task. */
  private String seenBy(String organisation, Case story) {
    return Coordination.seenBy(door, organisation, "hospital-be", story.id("Task"));
  }

  /** Of this case alone: earlier tests' cases go on by themselves. Whatever became of them. */
  private long lettersTo(Subscriber subscriber, Case story) {
    return letters(subscriber, story, "pending", "delivered", "dropped", "dead");
  }

  private long letters(Subscriber subscriber, Case story, String... states) {
    return jdbc.sql(
            """
            select count(*) from exchange.notification n join exchange.case_task t on t.id = n.task
             where n.subscription = :id::uuid and t.reference = :reference
               and n.state = any(:states)
            """)
        .param("id", subscriber.read().getIdElement().getIdPart())
        .param("reference", story.reference())
        .param("states", states)
        .query(Long.class)
        .single();
  }

  @Test
  void whatAReceiverDoesNotTakeIsSentAgainInOrder() {
    try (Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      hospital.receiver().answers(call -> call % 3 == 0 ? 200 : 500);
      Case story = Case.submit(port);
      story.move(TaskStatus.RECEIVED);
      story.move(TaskStatus.ACCEPTED);
      story.move(TaskStatus.INPROGRESS);

      hospital.awaitEventsOf(story.id("Task"), 3);
      assertThat(numbers(hospital.receiver().eventsOf(story.id("Task")))).isSorted();
      assertThat(hospital.receiver().all()).anyMatch(call -> call.answered() == 500);
    }
  }

  @Test
  void afterAWithdrawalTheTaskIsNotNamedAgainAndWhatWasNamedIsTakenBack() {
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.TASK_CHANGED);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port).accepted();
      String task = taskOf(story);
      service.awaitEventsOf(task, 1);
      story.withdraw();

      await().until(() -> !unnamed(service).isEmpty());
      hospital.awaitEventsOf(story.id("Task"), 2);
      assertThat(service.receiver().eventsOf(task)).hasSize(1);
      assertThat(unnamed(service))
          .isNotEmpty()
          .noneMatch(event -> event.text().contains(task) || event.text().contains("Task/"));
      await().until(() -> letters(service, story, "delivered") == 2);
      assertThat(lettersTo(service, story)).as("named once, taken back once").isEqualTo(2);
    }
  }

  private static List<Received> unnamed(Subscriber subscriber) {
    return subscriber.receiver().events().stream()
        .filter(event -> event.focus().isEmpty())
        .toList();
  }

  @Test
  void d2WhatWaitsWhenConsentIsWithdrawnIsNeverTold() {
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.TASK_CHANGED);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      service.receiver().answers(503);
      // A call whose bytes are on their way is overtaken by no withdrawal: this one has come in.
      service.receiver().pause();
      Case story = Case.submit(port).accepted();
      String task = taskOf(story);
      await().until(() -> !service.receiver().naming(task).isEmpty());
      assertThat(story.withdraw().status()).isEqualTo(200);
      int before = service.receiver().naming(task).size();
      service.receiver().answers(200);
      service.receiver().goOn();
      hospital.awaitEventsOf(story.id("Task"), 2);

      await().until(() -> letters(service, story, "pending") == 0);
      assertThat(letters(service, story, "dropped", "delivered")).isEqualTo(2);
      assertThat(service.receiver().eventsOf(task)).isEmpty();
      assertThat(service.receiver().naming(task)).hasSize(before);
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      hospital.receiver().answers(307);
      Case story = Case.submit(port).accepted();
      hospital.awaitStatus("error");
      hospital.receiver().answers(200);

      hospital.awaitEventsOf(story.id("Task"), 1);
      hospital.awaitStatus("active");
    }
  }

  @Test
  void untilAHandshakeIsTakenNothingElseIsSentAndThenWhatHasWaited() {
    try (Subscriber hospital = Subscriber.deaf(port, "hospital-be")) {
      hospital.awaitStatus("error");
      Case story = Case.submit(port).accepted();
      assertThat(lettersTo(hospital, story)).isEqualTo(1);
      int before = hospital.receiver().all().size();
      await().until(() -> hospital.receiver().all().size() > before + 1);
      hospital.receiver().answers(200);

      hospital.awaitStatus("active");
      story.move(TaskStatus.INPROGRESS);
      hospital.awaitEventsOf(story.id("Task"), 1);
      assertThat(hospital.receiver().all())
          .filteredOn(call -> call.answered() == 500)
          .isNotEmpty()
          .allMatch(call -> call.kind().equals("handshake"));
      assertThat(hospital.receiver().all())
          .filteredOn(call -> call.answered() == 200)
          .first()
          .matches(call -> call.kind().equals("handshake"));
    }
  }

  @Test
  void whoChangesItsSubscriptionIsSentNothingButAHandshakeUntilItTakesThat() {
    try (Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      hospital.receiver().answers(500);
      Subscription changed = hospital.read();
      String etag = "W/\"" + changed.getMeta().getVersionId() + "\"";
      assertThat(hospital.client().put(changed, etag).status()).isEqualTo(200);
      Case story = Case.submit(port).accepted();
      assertThat(lettersTo(hospital, story)).isEqualTo(1);
      hospital.awaitStatus("error");

      await().until(() -> refusedHandshakes(hospital).size() > 2);
      assertThat(hospital.receiver().naming(story.id("Task"))).isEmpty();
      assertThat(letters(hospital, story, "pending")).isEqualTo(1);
    }
  }

  private static List<Received> refusedHandshakes(Subscriber subscriber) {
    return subscriber.receiver().all().stream()
        .filter(call -> call.answered() == 500 && call.kind().equals("handshake"))
        .toList();
  }

  @Test
  void whatWasGivenUpIsListedAndReplayedByTheOperator() {
    try (Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      hospital.receiver().answers(500);
      Case story = Case.submit(port).accepted();
      await().until(() -> !hospital.receiver().naming(story.id("Task")).isEmpty());
      beTriedForLong(hospital);
      await().until(() -> deadLetterOf(hospital, story).isPresent());
      hospital.receiver().answers(200);
      assertThat(hospital.receiver().eventsOf(story.id("Task"))).isEmpty();

      jdbc.sql("select exchange.replay_dead_letter(:id)")
          .param("id", deadLetterOf(hospital, story).orElseThrow())
          .query(Boolean.class)
          .single();

      hospital.awaitEventsOf(story.id("Task"), 1);
      await().until(() -> deadLetterOf(hospital, story).isEmpty());
    }
  }

  /** As if a day had passed with it. */
  private void beTriedForLong(Subscriber subscriber) {
    int moved =
        jdbc.sql(
                """
                update exchange.notification set trying_since = trying_since - interval '1 day'
                 where subscription = :id::uuid and state = 'pending'
                """)
            .param("id", subscriber.read().getIdElement().getIdPart())
            .update();
    assertThat(moved).isPositive();
  }

  private Optional<Long> deadLetterOf(Subscriber subscriber, Case story) {
    return jdbc.sql(
            """
            select d.id from exchange.dead_letter d join exchange.notification n on n.id = d.id
              join exchange.case_task t on t.id = n.task
             where n.subscription = :id::uuid and t.reference = :reference
            """)
        .param("id", subscriber.read().getIdElement().getIdPart())
        .param("reference", story.reference())
        .query(Long.class)
        .optional();
  }

  @Test
  void aSilentSubscriptionHasItsHeartbeat() {
    try (Subscriber quiet = Subscriber.withHeartbeat(port, "shelter-gr", Duration.ofSeconds(1))) {
      await()
          .until(
              () ->
                  quiet.receiver().all().stream()
                      .anyMatch(call -> call.kind().equals("heartbeat")));
    }
  }

  @Test
  void everyDeliveryIsOnTheAuditTrail() {
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.REFERRAL_AVAILABLE)) {
      Case story = Case.submit(port);
      service.awaitEventsOf(taskOf(story), 1);

      long recorded =
          jdbc.sql(
                  """
                  select count(*) from exchange.audit_event a join exchange.case_task t
                    on a.items like '%' || t.id::text || '%'
                   where a.method = 'notify' and a.organisation = 'shelter-be'
                     and t.reference = :reference
                  """)
              .param("reference", story.reference())
              .query(Long.class)
              .single();
      int calls = service.receiver().naming(taskOf(story)).size();
      assertThat(recorded).isPositive().isGreaterThanOrEqualTo(calls);
    }
  }

  @Test
  void aQuestionIsToldToTheOneItIsForAndACorrectionToThoseWhoKnowHer() {
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.TASK_CHANGED);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port);
      correct(story, "Erfundenova");
      Communication question = new Communication().setStatus(CommunicationStatus.COMPLETED);
      question.addPartOf(new Reference("Task/" + taskOf(story)));
      question.addPayload().setContent(new StringType("A fictional question."));
      assertThat(story.service().post("/fhir/Communication", question).status()).isEqualTo(201);
      hospital.awaitEventsOf(story.id("Task"), 1);
      story.accepted();
      correct(story, "Erfundenska");

      service.awaitEventsOf(taskOf(story), 2);
      assertThat(service.receiver().eventsOf(taskOf(story)))
          .as("accepted, corrected; not what was corrected before it knew her")
          .hasSize(2);
    }
  }

  @Test
  void aCorrectionIsToldToACoordinatorWhoKnowsHerAndToNoOther() {
    try (Subscriber knows = Subscriber.of(port, "coordinator-be", Topic.TASK_CHANGED);
        Subscriber other = Subscriber.of(port, "coordinator-de", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port, NotificationTest::withCoordinators);
      correct(story, "Erfundenova");

      knows.awaitEventsOf(seenBy("coordinator-be", story), 1);
      assertThat(lettersTo(knows, story)).isEqualTo(1);
      story.accepted();
      other.awaitEventsOf(seenBy("coordinator-de", story), 1);
      knows.awaitEventsOf(seenBy("coordinator-be", story), 2);
      assertThat(lettersTo(knows, story)).isEqualTo(2);
      assertThat(lettersTo(other, story)).as("accepted; it sees the Task alone").isEqualTo(1);
    }
  }

  /** Both see the Task, and coordinator-be the person with her identity as well. */
  private static Bundle withCoordinators(Bundle bundle) {
    var root = Referrals.one(bundle, Consent.class).getProvision();
    Coding purpose =
        new Coding(
            "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose",
            "sc-coordination",
            null);
    for (int i = 0; i < 2; i++) {
      for (String coordinator : List.of("coordinator-be", "coordinator-de")) {
        if (i == 0 || coordinator.equals("coordinator-be")) {
          var permit = root.getProvision().get(i).copy();
          permit.setPurpose(List.of(purpose));
          permit.getActorFirstRep().setReference(new Reference("Organization/" + coordinator));
          root.addProvision(permit);
        }
      }
    }
    return bundle;
  }

  private static void correct(Case story, String family) {
    Answer read = story.hospital().get("/fhir/Patient/" + story.id("Patient"));
    Patient patient = read.as(Patient.class);
    patient.getNameFirstRep().setFamily(family);
    Answer corrected = story.hospital().put(patient, read.header("ETag"));
    assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
  }

  @Test
  void aChangeThatIsRolledBackIsNeverTold() {
    try (Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port);
      assertThat(story.move(TaskStatus.COMPLETED).status()).isEqualTo(422);
      story.move(TaskStatus.ACCEPTED);

      hospital.awaitEventsOf(story.id("Task"), 1);
      assertThat(lettersTo(hospital, story)).isEqualTo(1);
    }
  }
}
