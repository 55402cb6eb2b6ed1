/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static eu.amelie.server.testing.Patience.served;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Changes of a Task, by either side, and what is refused in which order. */
@ExchangeServer
class TaskChangeTest {
  private static final String ABSENT = "5c0fffff-0000-4000-8000-000000000009";

  @LocalServerPort private int port;

  private static String etag(Task task) {
    return "W/\"" + task.getMeta().getVersionId() + "\"";
  }

  @Test
  void anUpdateWithoutIfMatchIs428AndAStaleOneIs412() {
    Case story = Case.submit(port);
    Task task = story.task();
    task.setStatus(TaskStatus.RECEIVED);

    Answer missing = story.service().put(task, null);
    Answer stale = story.service().put(task, "W/\"0000\"");
    Answer current = story.service().put(task, etag(task));

    assertThat(missing.status()).isEqualTo(428);
    assertThat(missing.error()).isEqualTo("version-required");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.error()).isEqualTo("version-conflict");
    assertThat(current.status()).as(current.body()).isEqualTo(200);
    assertThat(story.service().put(task, etag(task)).status()).as("used up").isEqualTo(412);
  }

  @Test
  void whatIsNotThereIs404BeforeAnythingElse() {
    Case story = Case.submit(port);
    Task foreign = story.task();
    foreign.setStatus(TaskStatus.COMPLETED);
    FhirClient other = FhirClient.of(port, "counselling-be");

    assertThat(other.put(foreign, null).status()).isEqualTo(404);
    assertThat(other.put(foreign, etag(foreign)).status()).isEqualTo(404);
    foreign.setId(ABSENT);
    assertThat(story.service().put(foreign, null).status()).isEqualTo(404);
  }

  @Test
  void aStepThatIsNotInTheTableIsRefused() {
    Case story = Case.submit(port);
    Answer answer = story.move(TaskStatus.COMPLETED);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("transition-not-allowed");
  }

  @Test
  void aRefusalNeedsACodedReason() {
    Case story = Case.submit(port);
    Answer without = story.move(TaskStatus.REJECTED);

    assertThat(without.status()).isEqualTo(422);
    assertThat(without.error()).isEqualTo("reason-required");
    assertThat(story.move(TaskStatus.REJECTED, "interpreter").error())
        .as("a reason for a hold")
        .isEqualTo("reason-required");
    assertThat(story.move(TaskStatus.REJECTED, "no-capacity").status()).isEqualTo(200);
  }

  @Test
  void theRequesterMayCancelAndNothingElse() {
    Case story = Case.submit(port);
    Task task = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    task.setStatus(TaskStatus.ACCEPTED);
    assertThat(story.hospital().put(task, etag(task)).error()).isEqualTo("transition-not-allowed");
    task.setStatus(TaskStatus.CANCELLED);
    task.setStatusReason(
        new CodeableConcept(
            new Coding(
                "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason",
                "entered-in-error",
                null)));
    Answer cancelled = story.hospital().put(task, etag(task));

    assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(story.task().getFor().hasReference()).isFalse();
  }

  @Test
  void whoSubmitsIsTheRequesterWhereTheTaskNamesNone() {
    Case story =
        Case.submit(
            port,
            bundle -> {
              Referrals.one(bundle, Task.class).setRequester(null);
              return bundle;
            });
    Task task = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    task.setStatus(TaskStatus.CANCELLED);
    task.setStatusReason(
        new CodeableConcept(
            new Coding(
                "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason",
                "person-withdrew",
                null)));
    assertThat(story.hospital().put(task, etag(task)).status()).isEqualTo(200);
  }

  @Test
  void theReasonForAHoldIsNoneForAnEnd() {
    Case story = Case.submit(port).accepted();
    assertThat(story.move(TaskStatus.ONHOLD, "safe-moment").status()).isEqualTo(200);
    assertThat(story.move(TaskStatus.FAILED).error()).isEqualTo("reason-required");
    assertThat(story.move(TaskStatus.FAILED, "moved").status()).isEqualTo(200);
  }

  @Test
  void nobodyButTheExchangeSaysThatConsentWasWithdrawn() {
    Case story = Case.submit(port).accepted();
    for (String code : List.of("consent-revoked", "transferred-abroad")) {
      Task task = story.task();
      task.setBusinessStatus(businessStatus(code));

      Answer answer = story.service().put(task, etag(task));

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.error()).isEqualTo("transition-not-allowed");
    }
    assertThat(story.hospital().get("/fhir/Task/" + story.id("Task")).body())
        .doesNotContain("consent-revoked");
    Task task = story.task();
    task.setBusinessStatus(businessStatus("service-started"));
    assertThat(story.service().put(task, etag(task)).status()).isEqualTo(200);
  }

  @Test
  void noReferralIsSubmittedAsOneThatWasWithdrawn() {
    Bundle bundle = Referrals.fresh();
    Referrals.one(bundle, Task.class).setBusinessStatus(businessStatus("consent-revoked"));

    Answer answer = FhirClient.of(port, "hospital-be").post("/fhir", bundle);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("transition-not-allowed");
    assertThat(answer.body()).contains("resource.businessStatus");
  }

  @Test
  void nobodyAsksForWhatTheExchangeAsksForItself() {
    Coding duty =
        new Coding(
            "https://fhir.example.org/supportive-care/CodeSystem/sc-duty",
            "review-kept-data",
            null);
    Bundle bundle = Referrals.fresh();
    Referrals.one(bundle, Task.class).setCode(new CodeableConcept(duty));

    Answer answer = FhirClient.of(port, "hospital-be").post("/fhir", bundle);

    assertThat(answer.error()).as(answer.body()).isEqualTo("profile-violation");
    Case story = Case.submit(port);
    Task task = story.task();
    task.setCode(new CodeableConcept(duty));
    Answer changed = story.service().put(task.setStatus(TaskStatus.ACCEPTED), etag(task));
    assertThat(changed.error()).as(changed.body()).isEqualTo("profile-violation");
    assertThat(changed.body()).contains("Task.code");
  }

  @Test
  void whatWasAskedForIsNotChangedAndNotDroppedInSilence() {
    Case story = Case.submit(port);
    Task task = story.task();
    String path = "/fhir/Task/" + task.getIdElement().getIdPart();
    for (String part : List.of("priority\",\"value\":\"stat", "description\",\"value\":\"x")) {
      Answer refused =
          story.service().patch(path, "[{\"op\":\"add\",\"path\":\"/" + part + "\"}]", etag(task));
      assertThat(refused.error()).as(refused.body()).isEqualTo("profile-violation");
      assertThat(refused.body()).contains("Task." + part.substring(0, part.indexOf('"')));
    }
    Task longer = task.copy();
    longer.getRestriction().setRepetitions(7);
    assertThat(story.service().put(longer, etag(task)).error()).isEqualTo("profile-violation");
    Task extended = task.copy();
    extended.addExtension("urn:fictional", new org.hl7.fhir.r4.model.StringType("x"));
    assertThat(story.service().put(extended, etag(task)).error()).isEqualTo("profile-violation");
    Task bare = task.copy();
    bare.setPriority(null).setDescription(null).setExtension(null);
    assertThat(story.service().put(bare.setStatus(TaskStatus.RECEIVED), etag(task)).status())
        .as("an update may leave out what it does not change")
        .isEqualTo(200);
    Task read = story.task();
    assertThat(read.getPriority()).isEqualTo(task.getPriority());
    assertThat(story.service().put(read, etag(read)).status()).as("as read").isEqualTo(200);
  }

  @Test
  void theOwnerEndsATaskWithNoReasonThatIsTheExchanges() {
    Case story = Case.submit(port).accepted();
    for (String code : List.of("consent-revoked", "expired", "no-longer-available")) {
      assertThat(story.move(TaskStatus.CANCELLED, code).error()).isEqualTo("reason-required");
    }
    assertThat(story.move(TaskStatus.CANCELLED, "unsafe").status()).isEqualTo(200);
  }

  private static CodeableConcept businessStatus(String code) {
    return new CodeableConcept(
        new Coding(
            "https://fhir.example.org/supportive-care/CodeSystem/sc-business-status", code, null));
  }

  @Test
  void nobodyChangesTheLinks() {
    Case story = Case.submit(port);
    Task task = story.task();
    task.setStatus(TaskStatus.ACCEPTED);
    task.setOwner(new Reference("Organization/shelter-gr"));

    Answer answer = story.service().put(task, etag(task));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("transition-not-allowed");
  }

  @Test
  void aPatchActsOnWhatTheCallerSees() {
    Case story = Case.submit(port);
    Task task = story.task();
    String path = "/fhir/Task/" + task.getIdElement().getIdPart();
    Answer accepted =
        story
            .service()
            .patch(
                path,
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"accepted\"}]",
                etag(task));

    assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    assertThat(accepted.as(Task.class).getStatus()).isEqualTo(TaskStatus.ACCEPTED);
  }

  @Test
  void disclosureC2ATestOfWhatIsMaskedIsRefusedLikeOneOfWhatIsNotThere() {
    Case story = Case.submit(port);
    Task task = story.task();
    String path = "/fhir/Task/" + task.getIdElement().getIdPart();
    Answer masked =
        story
            .service()
            .patch(
                path, "[{\"op\":\"test\",\"path\":\"/note/0/text\",\"value\":\"x\"}]", etag(task));
    Answer absent =
        story
            .service()
            .patch(path, "[{\"op\":\"test\",\"path\":\"/partOf/0\",\"value\":\"x\"}]", etag(task));

    assertThat(masked.status()).isEqualTo(422);
    assertThat(masked.body()).isEqualTo(absent.body());
  }

  @Test
  void whatLeadsToOthersIsNotTakenAwayByAPatch() {
    Case story = Case.submit(port).accepted();
    Task task = story.task();
    String path = "/fhir/Task/" + task.getIdElement().getIdPart();
    for (String link : List.of("for", "focus", "requester", "owner")) {
      Answer answer =
          story
              .service()
              .patch(path, "[{\"op\":\"remove\",\"path\":\"/" + link + "\"}]", etag(task));
      assertThat(answer.status()).as(link + ": " + answer.body()).isEqualTo(422);
      assertThat(answer.body()).contains("\"Task." + link + "\"");
    }
    Answer nowhere =
        story.service().patch(path, "[{\"op\":\"remove\",\"path\":\"/partOf\"}]", etag(task));
    assertThat(nowhere.status()).isEqualTo(422);
    assertThat(nowhere.body()).contains("\"expression\"");
  }

  @Test
  void anUpdateByTheServiceErasesNothingThatItCouldNotSee() {
    Case story =
        Case.submit(
            port,
            bundle -> {
              Task task = Referrals.one(bundle, Task.class);
              task.setDescription("Plainly fictional remark of the hospital.");
              task.addNote().setText("A fictional note of the hospital.");
              return bundle;
            });
    Task seen = story.task();
    assertThat(seen.hasDescription()).isFalse();
    assertThat(seen.hasNote()).isFalse();
    seen.setStatus(TaskStatus.ACCEPTED);
    seen.addNote().setText("A fictional note of the shelter.");
    assertThat(story.service().put(seen, etag(seen)).status()).isEqualTo(200);

    Task hospital = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    assertThat(hospital.getDescription()).isEqualTo("Plainly fictional remark of the hospital.");
    assertThat(hospital.getNote())
        .extracting("text")
        .containsExactly("A fictional note of the hospital.");
    assertThat(story.task().getNote())
        .extracting("text")
        .containsExactly("A fictional note of the shelter.");
  }

  @Test
  void ofTwentyAcceptsAtOnceOneWins() throws InterruptedException, ExecutionException {
    Case story = Case.submit(port);
    Task task = story.task();
    String etag = etag(task);
    task.setStatus(TaskStatus.ACCEPTED);
    List<Integer> statuses = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<Future<Answer>> futures = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        futures.add(threads.submit(() -> served(() -> story.service().put(task, etag))));
      }
      for (Future<Answer> future : futures) {
        statuses.add(future.get().status());
      }
    } finally {
      threads.shutdown();
    }
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(statuses.stream().filter(status -> status != 200)).containsOnly(412);
  }
}
