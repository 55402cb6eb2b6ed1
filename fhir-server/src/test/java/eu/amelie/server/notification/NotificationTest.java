/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.notification.Receiver.Received;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @LocalServerPort private int port;
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
      assertThat(hospital.receiver().eventsOf(story.id("Task"))).hasSize(2);
      List<Long> numbers = numbers(hospital.receiver().events());
      assertThat(numbers).as("no gap where nothing was told").isSorted();
      assertThat(numbers.get(numbers.size() - 1)).isEqualTo(numbers.size());
    }
  }

  @Test
  void othersAreToldNothing() {
    try (Subscriber other = Subscriber.of(port, "counselling-be", Topic.TASK_CHANGED);
        Subscriber available = Subscriber.of(port, "counselling-be", Topic.REFERRAL_AVAILABLE);
        Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port).accepted();
      hospital.awaitEventsOf(story.id("Task"), 1);

      assertThat(other.receiver().events()).isEmpty();
      assertThat(available.receiver().events()).isEmpty();
      assertThat(eventsOf(other)).isZero();
    }
  }

  private long eventsOf(Subscriber subscriber) {
    return jdbc.sql("select count(*) from exchange.notification where subscription = :id::uuid")
        .param("id", subscriber.read().getIdElement().getIdPart())
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

      await().atMost(PATIENCE).until(() -> !unnamed(service).isEmpty());
      hospital.awaitEventsOf(story.id("Task"), 2);
      assertThat(service.receiver().eventsOf(task)).hasSize(1);
      assertThat(unnamed(service)).hasSize(1);
      assertThat(unnamed(service).get(0).text()).doesNotContain(task, "Task/");
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
      Case story = Case.submit(port).accepted();
      String task = taskOf(story);
      await().atMost(PATIENCE).until(() -> service.receiver().all().size() > 2);
      story.withdraw();
      service.receiver().answers(200);
      hospital.awaitEventsOf(story.id("Task"), 2);

      await().atMost(PATIENCE).until(() -> pendingOf(service) == 0);
      assertThat(service.receiver().eventsOf(task)).isEmpty();
    }
  }

  private long pendingOf(Subscriber subscriber) {
    return jdbc.sql(
            """
            select count(*) from exchange.notification
             where subscription = :id::uuid and state = 'pending'
            """)
        .param("id", subscriber.read().getIdElement().getIdPart())
        .query(Long.class)
        .single();
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
      assertThat(eventsOf(hospital)).isEqualTo(1);
      int before = hospital.receiver().all().size();
      await().atMost(PATIENCE).until(() -> hospital.receiver().all().size() > before + 1);
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
      int before = hospital.receiver().all().size();
      Subscription changed = hospital.read();
      String etag = "W/\"" + changed.getMeta().getVersionId() + "\"";
      assertThat(hospital.client().put(changed, etag).status()).isEqualTo(200);
      Case.submit(port).accepted();
      hospital.awaitStatus("error");

      assertThat(hospital.receiver().all())
          .filteredOn(call -> call.answered() == 500)
          .hasSizeGreaterThan(2)
          .allMatch(call -> call.kind().equals("handshake"));
      assertThat(hospital.receiver().all()).hasSizeGreaterThan(before + 2);
    }
  }

  @Test
  void whatWasGivenUpIsListedAndReplayedByTheOperator() {
    try (Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      hospital.receiver().answers(500);
      Case story = Case.submit(port).accepted();
      await().atMost(PATIENCE).until(() -> deadLetterOf(hospital).isPresent());
      hospital.receiver().answers(200);
      assertThat(hospital.receiver().eventsOf(story.id("Task"))).isEmpty();

      jdbc.sql("select exchange.replay_dead_letter(:id)")
          .param("id", deadLetterOf(hospital).orElseThrow())
          .query(Boolean.class)
          .single();

      hospital.awaitEventsOf(story.id("Task"), 1);
      await().atMost(PATIENCE).until(() -> deadLetterOf(hospital).isEmpty());
    }
  }

  private Optional<Long> deadLetterOf(Subscriber subscriber) {
    return jdbc.sql(
            """
            select d.id from exchange.dead_letter d
              join exchange.notification n on n.id = d.id where n.subscription = :id::uuid
            """)
        .param("id", subscriber.read().getIdElement().getIdPart())
        .query(Long.class)
        .optional();
  }

  @Test
  void aSilentSubscriptionHasItsHeartbeat() {
    try (Subscriber quiet = Subscriber.withHeartbeat(port, "shelter-gr", Duration.ofSeconds(1))) {
      await()
          .atMost(PATIENCE)
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
      assertThat(recorded).isEqualTo(1);
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
        Subscriber other = Subscriber.of(port, "coordinator-gr", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port, NotificationTest::withCoordinators);
      correct(story, "Erfundenova");

      await().atMost(PATIENCE).until(() -> knows.receiver().events().size() == 1);
      story.accepted();
      await().atMost(PATIENCE).until(() -> other.receiver().events().size() == 1);
      await().atMost(PATIENCE).until(() -> knows.receiver().events().size() == 2);
      assertThat(eventsOf(other)).as("accepted; it sees the Task alone").isEqualTo(1);
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
      for (String coordinator : List.of("coordinator-be", "coordinator-gr")) {
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
      assertThat(eventsOf(hospital)).isEqualTo(1);
    }
  }
}
