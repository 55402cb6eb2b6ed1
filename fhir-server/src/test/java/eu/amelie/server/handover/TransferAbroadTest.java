/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handover;

import static eu.amelie.server.testing.Coordination.CASE;
import static eu.amelie.server.testing.Coordination.caller;
import static eu.amelie.server.testing.Coordination.permit;
import static eu.amelie.server.testing.Coordination.reason;
import static eu.amelie.server.testing.Coordination.seenBy;
import static eu.amelie.server.testing.Coordination.to;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.referral.Handover;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One country's coordinator hands a case over to another's. */
@ExchangeServer
class TransferAbroadTest {
  private static final String NOBODYS = "5c0fffff-0000-4000-8000-000000000009";

  @LocalServerPort private int port;
  @Autowired private IdDoor door;
  @Autowired private CaseFacts facts;
  @Autowired private JdbcClient jdbc;

  private Case caseNaming(String... coordinators) {
    return Case.submit(
            port,
            bundle -> {
              for (String coordinator : coordinators) {
                permit(bundle, CASE, coordinator, "sc-coordination");
              }
              return bundle;
            })
        .accepted();
  }

  private FhirClient coordinator(String country) {
    return FhirClient.of(port, "coordinator-" + country);
  }

  private String original(Case story, String seenBy) {
    return seenBy(door, seenBy, "hospital-be", story.id("Task"));
  }

  private Answer offer(Case story, String destination) {
    return coordinator("be")
        .post(
            "/fhir/Task/" + original(story, "coordinator-be") + "/$transfer-abroad",
            to(destination));
  }

  private static Task offered(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    return (Task) answer.as(Parameters.class).getParameter("task").getResource();
  }

  /** The same Task as the other country's coordinator sees it. */
  private String abroad(Task offered) {
    return seenBy(door, "coordinator-gr", "coordinator-be", offered.getIdElement().getIdPart());
  }

  private Answer decide(Task offered, TaskStatus status, String reason) {
    FhirClient gr = coordinator("gr");
    Task task = gr.get("/fhir/Task/" + abroad(offered)).as(Task.class);
    task.setStatus(status);
    if (reason != null) {
      task.setStatusReason(reason(reason));
    }
    return gr.put(task, "W/\"" + task.getMeta().getVersionId() + "\"");
  }

  private static String businessStatus(Task task) {
    return task.getBusinessStatus().getCodingFirstRep().getCode();
  }

  @Test
  void theOriginalGoesOnUntilTheOtherCountryHasAccepted() {
    Case story = caseNaming("coordinator-be", "coordinator-gr");
    Task before = story.task();

    Answer answer = offer(story, "coordinator-gr");

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    Task offered = offered(answer);
    assertThat(offered.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(offered.getOwner().getReference()).isEqualTo("Organization/coordinator-gr");
    assertThat(
            ((IntegerType) answer.as(Parameters.class).getParameterValue("recoveryDays"))
                .getValue())
        .isEqualTo(30);
    assertThat(FhirClient.json(story.task())).isEqualTo(FhirClient.json(before));

    Answer accepted = decide(offered, TaskStatus.ACCEPTED, null);

    assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    Task ended = story.task();
    assertThat(ended.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(businessStatus(ended)).isEqualTo("transferred-abroad");
    Task asked = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    assertThat(asked.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(businessStatus(asked)).isEqualTo("cancelled");
    assertThat(FhirClient.json(asked)).doesNotContain("abroad", "coordinator-gr");
  }

  @Test
  void theOtherCountryHasIdsOfItsOwnAndRulesOfItsOwn() {
    Case story = caseNaming("coordinator-be", "coordinator-gr");
    Task offered = offered(offer(story, "coordinator-gr"));
    LocalDate today = facts.today();
    decide(offered, TaskStatus.ACCEPTED, null);

    Task theirs = coordinator("gr").get("/fhir/Task/" + abroad(offered)).as(Task.class);
    assertThat(theirs.getIdElement().getIdPart()).isNotEqualTo(offered.getIdElement().getIdPart());
    assertThat(theirs.getFor().getReference()).isNotEqualTo(offered.getFor().getReference());
    assertThat(theirs.getFocus().getReference()).isNotEqualTo(offered.getFocus().getReference());
    assertThat(coordinator("gr").get("/fhir/" + theirs.getFor().getReference()).status())
        .isEqualTo(200);
    assertThat(
            jdbc.sql("select recovery_ends from exchange.handover where offer = :offer")
                .param(
                    "offer",
                    door.inward(caller("coordinator-be"), offered.getIdElement().getIdPart()))
                .query(LocalDate.class)
                .single())
        .isBetween(today.plusDays(30), today.plusDays(31));
  }

  @Test
  void aRefusalLeavesTheFirstSideAsItWasAndAnotherMayBeAsked() {
    Case story = caseNaming("coordinator-be", "coordinator-gr", "coordinator-de");
    String before = FhirClient.json(story.task());
    Task offered = offered(offer(story, "coordinator-gr"));

    assertThat(decide(offered, TaskStatus.REJECTED, "no-capacity").status()).isEqualTo(200);

    assertThat(FhirClient.json(story.task())).isEqualTo(before);
    assertThat(offered(offer(story, "coordinator-de")).getOwner().getReference())
        .isEqualTo("Organization/coordinator-de");
  }

  @Test
  void anOfferIsNotAcceptedOnceTheOriginalHasEnded() {
    Case story = caseNaming("coordinator-be", "coordinator-gr");
    Task offered = offered(offer(story, "coordinator-gr"));
    assertThat(story.move(TaskStatus.FAILED, "person-withdrew").status()).isEqualTo(200);

    Answer late = decide(offered, TaskStatus.ACCEPTED, null);

    assertThat(late.status()).as(late.body()).isEqualTo(422);
    assertThat(late.error()).isEqualTo("transition-not-allowed");
  }

  @Test
  void aWithdrawalReachesBothSides() {
    Case story = caseNaming("coordinator-be", "coordinator-gr");
    Task offered = offered(offer(story, "coordinator-gr"));
    String theirs = abroad(offered);
    String person =
        coordinator("gr").get("/fhir/Task/" + theirs).as(Task.class).getFor().getReference();

    assertThat(story.withdraw().status()).isEqualTo(200);

    Task ended = coordinator("gr").get("/fhir/Task/" + theirs).as(Task.class);
    assertThat(ended.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(businessStatus(ended)).isEqualTo("consent-revoked");
    assertThat(businessStatus(story.task())).isEqualTo("consent-revoked");
    assertThat(coordinator("gr").get("/fhir/" + person).status()).isEqualTo(404);
    assertThat(decide(offered, TaskStatus.ACCEPTED, null).error())
        .isEqualTo("transition-not-allowed");
  }

  @Test
  void thePersonMayTakeBackThroughWhoeverIsAskedAndThroughNobodyWithoutATask() {
    Case story = caseNaming("coordinator-be", "coordinator-gr", "coordinator-de");
    Task offered = offered(offer(story, "coordinator-gr"));
    String before = FhirClient.json(story.task());
    Task theirs = coordinator("gr").get("/fhir/Task/" + abroad(offered)).as(Task.class);
    String consent = Handover.consents(theirs).get(0);
    String others =
        "Consent/"
            + seenBy(
                door, "coordinator-de", "coordinator-gr", consent.substring("Consent/".length()));
    assertThat(coordinator("de").get("/fhir/" + others).status()).isEqualTo(200);
    Parameters own = new Parameters();
    own.addParameter("actor", new Reference("Organization/coordinator-gr"));

    Answer refused = coordinator("de").post("/fhir/" + others + "/$withdraw", own);
    assertThat(refused.status()).as(refused.body()).isEqualTo(404);
    assertThat(coordinator("gr").get("/fhir/" + consent).status()).isEqualTo(200);
    Answer withdrawn = coordinator("gr").post("/fhir/" + consent + "/$withdraw", own);
    assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);

    Task ended = coordinator("gr").get("/fhir/Task/" + abroad(offered)).as(Task.class);
    assertThat(businessStatus(ended)).isEqualTo("consent-revoked");
    assertThat(coordinator("gr").get("/fhir/" + theirs.getFor().getReference()).status())
        .isEqualTo(404);
    assertThat(FhirClient.json(story.task())).isEqualTo(before);
    assertThat(coordinator("de").get("/fhir/" + others).status()).isEqualTo(200);
  }

  @Test
  void withoutAConsentThatReachesThereNothingIsOffered() {
    Case story = caseNaming("coordinator-be");

    Answer refused = offer(story, "coordinator-gr");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error()).isEqualTo("consent-insufficient");
    assertThat(
            jdbc.sql("select count(*) from exchange.handover where original = :original")
                .param("original", door.inward(caller("hospital-be"), story.id("Task")))
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void whoIsNoCoordinatorOfAnotherCountryCannotBeAsked() {
    Case story = caseNaming("coordinator-be", "shelter-gr");

    for (String other :
        List.of("coordinator-be", "shelter-gr", "hospital-gr", "no-such-organisation")) {
      assertThat(offer(story, other).error()).as(other).isEqualTo("profile-violation");
    }
    assertThat(
            coordinator("be")
                .post(
                    "/fhir/Task/" + original(story, "coordinator-be") + "/$transfer-abroad",
                    new Parameters())
                .error())
        .isEqualTo("profile-violation");
  }

  @Test
  void askedAgainItIsTheSameOfferAndNotASecondOne() {
    Case story = caseNaming("coordinator-be", "coordinator-gr", "coordinator-de");
    Task first = offered(offer(story, "coordinator-gr"));

    Answer again = offer(story, "coordinator-gr");

    assertThat(again.status()).isEqualTo(200);
    assertThat(offered(again).getIdElement().getIdPart())
        .isEqualTo(first.getIdElement().getIdPart());
    assertThat(offer(story, "coordinator-de").error()).isEqualTo("transition-not-allowed");
  }

  @Test
  void anotherCoordinatorsHiddenOfferIsAnsweredLikeNoneAndTheFirstThatIsAcceptedCounts() {
    String[] all = {"coordinator-be", "coordinator-it", "coordinator-gr", "coordinator-de"};
    Answer alone = offer(caseNaming(all), "coordinator-gr");
    Case story = caseNaming(all);
    Task elsewhere =
        offered(
            coordinator("it")
                .post(
                    "/fhir/Task/" + original(story, "coordinator-it") + "/$transfer-abroad",
                    to("coordinator-de")));

    Answer beside = offer(story, "coordinator-gr");

    assertThat(beside.status()).as(beside.body()).isEqualTo(alone.status()).isEqualTo(201);
    assertThat(beside.body()).doesNotContain("coordinator-de", "coordinator-it");
    assertThat(offered(beside).getIdElement().getIdPart())
        .isNotEqualTo(elsewhere.getIdElement().getIdPart());
    assertThat(offer(story, "coordinator-de").error())
        .as("its own offer that stands is told of")
        .isEqualTo("transition-not-allowed");
    assertThat(decide(offered(beside), TaskStatus.ACCEPTED, null).status()).isEqualTo(200);
    String theirs =
        seenBy(door, "coordinator-de", "coordinator-it", elsewhere.getIdElement().getIdPart());
    FhirClient germany = coordinator("de");
    Task late = germany.get("/fhir/Task/" + theirs).as(Task.class);
    late.setStatus(TaskStatus.ACCEPTED);
    Answer refused = germany.put(late, "W/\"" + late.getMeta().getVersionId() + "\"");
    assertThat(refused.error()).as(refused.body()).isEqualTo("transition-not-allowed");
  }

  @Test
  void whatItsCustodianHasRestrictedIsNotHandedOverUntilThatIsLifted() {
    Case story = caseNaming("coordinator-be", "coordinator-gr");
    Task offered = offered(offer(story, "coordinator-gr"));
    Parameters why = new Parameters();
    why.addParameter("reason", new CodeType("accuracy-contested"));
    String restrict = "/fhir/Patient/" + story.id("Patient") + "/$restrict";
    assertThat(story.hospital().post(restrict, why).status()).isEqualTo(200);

    Answer refused = decide(offered, TaskStatus.ACCEPTED, null);

    assertThat(refused.error()).as(refused.body()).isEqualTo("transition-not-allowed");
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    Parameters lift = new Parameters();
    lift.addParameter("lift", new BooleanType(true));
    assertThat(story.hospital().post(restrict, lift).status()).isEqualTo(200);
    assertThat(decide(offered, TaskStatus.ACCEPTED, null).status()).isEqualTo(200);
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void whatHasEndedIsNotHandedOver() {
    Case story = caseNaming("coordinator-be", "coordinator-gr");
    assertThat(story.move(TaskStatus.CANCELLED, "moved").status()).isEqualTo(200);

    assertThat(offer(story, "coordinator-gr").error()).isEqualTo("transition-not-allowed");
  }

  @Test
  void whatIsHiddenIsAnsweredAsIfItWereNotThere() {
    Case story = caseNaming("coordinator-be", "coordinator-gr");
    FhirClient stranger = coordinator("de");
    String absent =
        stranger.post("/fhir/Task/" + NOBODYS + "/$transfer-abroad", to("coordinator-gr")).body();
    assertThat(absent).contains("not-found");

    for (String id :
        List.of(
            original(story, "coordinator-de"),
            original(story, "coordinator-be"),
            story.id("Task"),
            story.id("Patient"))) {
      for (Parameters input : List.of(to("coordinator-gr"), new Parameters())) {
        Answer answer = stranger.post("/fhir/Task/" + id + "/$transfer-abroad", input);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().replace(id, NOBODYS)).isEqualTo(absent);
      }
    }
  }

  @Test
  void nobodyButACoordinatorHasItInTheContract() {
    Case story = caseNaming("coordinator-be", "coordinator-gr");
    for (String other : List.of("hospital-be", "shelter-be", "auditor-be")) {
      assertThat(
              FhirClient.of(port, other)
                  .post(
                      "/fhir/Task/" + original(story, other) + "/$transfer-abroad",
                      to("coordinator-gr"))
                  .error())
          .as(other)
          .isEqualTo("not-in-contract");
    }
  }

  @Test
  void theOtherCountryHandsOnToNobodyWhomTheConsentDoesNotName() {
    Case silent = caseNaming("coordinator-be", "coordinator-gr");
    Case naming =
        Case.submit(
                port,
                bundle -> {
                  permit(bundle, CASE, "coordinator-be", "sc-coordination");
                  permit(bundle, CASE, "coordinator-gr", "sc-coordination");
                  permit(bundle, CASE, "shelter-gr", "sc-support");
                  return bundle;
                })
            .accepted();

    assertThat(onward(silent).error()).isEqualTo("consent-insufficient");
    assertThat(onward(naming).status()).isEqualTo(201);
  }

  private Answer onward(Case story) {
    Task offered = offered(offer(story, "coordinator-gr"));
    decide(offered, TaskStatus.ACCEPTED, null);
    Task theirs = coordinator("gr").get("/fhir/Task/" + abroad(offered)).as(Task.class);
    Task next = new Task();
    next.setStatus(TaskStatus.REQUESTED);
    next.setIntent(Task.TaskIntent.ORDER);
    next.setFor(theirs.getFor());
    next.setFocus(theirs.getFocus());
    next.setRequester(new Reference("Organization/coordinator-gr"));
    next.setOwner(new Reference("Organization/shelter-gr"));
    return coordinator("gr").post("/fhir/Task", next);
  }
}
