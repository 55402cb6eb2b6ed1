/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.notification.Backoff;
import eu.amelie.interceptors.referral.Handover;
import eu.amelie.interceptors.referral.StatusReasons;
import eu.amelie.interceptors.referral.TaskChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds with two exchanges of which one refuses, fails or is away. */
class HubRoundTest {
  private static final String PEER = "germany";

  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-11-26T08:00:00Z");
  private ScriptedExchange home;
  private ScriptedExchange abroad;
  private HubRound round;

  @BeforeEach
  void start() throws Exception {
    home = new ScriptedExchange();
    abroad = new ScriptedExchange();
    Unfinished unfinished =
        new Unfinished(
            PEER,
            meters,
            new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1)),
            Duration.ofMinutes(10),
            () -> now);
    round =
        new HubRound(
            new HomeExchange(home.client(folder), "centre-de"),
            new RemoteExchange(abroad.client(folder)),
            new CarriedCase("Organization/hub-be", "Organization/centre-de", true),
            unfinished,
            new HubAlarm(PEER, meters));
  }

  @AfterEach
  void stop() {
    home.close();
    abroad.close();
  }

  /** A round some time later: whatever waits for another attempt is due. */
  private void later() {
    now = now.plusSeconds(61);
    round.run();
  }

  private double waiting(NextStep step) {
    return meters.get(Unfinished.WAITING).tag("step", step.label()).gauge().value();
  }

  private double refused() {
    return meters.get(HubAlarm.REFUSED).counter().count();
  }

  private static NextStep takeBack() {
    return new NextStep.TakeBack("", Optional.empty());
  }

  private ScriptedCase handed(String name) {
    return new ScriptedCase(home, abroad, name);
  }

  private ScriptedCase takenOver(String name) {
    return handed(name).offered(TaskStatus.ACCEPTED).carried(TaskStatus.ACCEPTED);
  }

  @Test
  void aCancelThatIsAlwaysRefusedKeepsNeitherWithdrawalNorErasureBack() {
    ScriptedCase one = takenOver("a");
    one.withdrawn();
    abroad.refuses("PUT Task/", 422);

    round.run();

    assertThat(abroad.done())
        .containsExactly("POST Consent/abroad-a/$withdraw", "POST Patient/abroad-a/$erase");
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void whereEverythingButTheWithdrawalIsRefusedItArrivesAllTheSameAndTheRestIsTriedAgain() {
    ScriptedCase one = takenOver("a");
    one.withdrawn();
    abroad.refuses("PUT Task/", 422);
    abroad.refuses("POST Patient/", 403);

    round.run();
    assertThat(one.isPermittedThere()).isFalse();
    later();
    later();
    assertThat(abroad.done()).as("said once").containsExactly("POST Consent/abroad-a/$withdraw");
    assertThat(waiting(takeBack())).isEqualTo(1);

    abroad.refusesNothing();
    later();

    assertThat(abroad.done().subList(1, 3))
        .containsExactly("PUT Task/abroad-a", "POST Patient/abroad-a/$erase");
    assertThat(one.isErasedThere()).isTrue();
    assertThat(waiting(takeBack())).isZero();
  }

  @Test
  void aWithdrawalThatIsRefusedKeepsTheErasureBackNoMoreThanTheOtherWayRound() {
    ScriptedCase one = takenOver("a");
    one.withdrawn();
    abroad.refuses("POST Consent/", 422);

    round.run();

    assertThat(one.isErasedThere()).isTrue();
    assertThat(one.there().getStatus()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void aWithdrawalGoesBeforeAllThatIsNewAndBeforeWhatFailedLastTime() {
    handed("a").offered(TaskStatus.REQUESTED);
    takenOver("b").withdrawn();
    abroad.refuses("POST Patient/abroad-b", 503);
    assertThatThrownBy(round::run).isInstanceOf(UnreachableException.class);
    assertThat(abroad.done().get(0)).isEqualTo("POST Consent/abroad-b/$withdraw");

    takenOver("c").withdrawn();
    now = now.plusSeconds(61);
    assertThatThrownBy(round::run).isInstanceOf(UnreachableException.class);

    assertThat(abroad.done())
        .containsSubsequence("POST Consent/abroad-c/$withdraw", "POST Patient/abroad-c/$erase");
    round.run();
    assertThat(abroad.done()).as("the one that fails is not due yet").endsWith("POST");
  }

  @Test
  void whatIsRefusedIsTriedMoreAndMoreRarelyAndAfterLongTheOperatorIsTold() {
    takenOver("a").withdrawn();
    abroad.refuses("POST Patient/", 403);

    round.run();
    round.run();
    assertThat(refused()).isEqualTo(1);
    now = now.plusSeconds(5);
    round.run();
    now = now.plusSeconds(5);
    round.run();
    assertThat(refused()).isEqualTo(2);

    now = now.plus(Duration.ofMinutes(10));
    assertThat(meters.get(Unfinished.OLDEST).gauge().value()).isGreaterThan(600);
    try (LoggedLines log = new LoggedLines()) {
      round.run();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(HubAlarm.MARK + ": germany: take-back is refused with 403");
    }
  }

  @Test
  void whileTheOtherSideIsAwayTheOperatorSeesWhatWaitsAndOnceItIsBackItIsDone() {
    ScriptedCase withdrawn = takenOver("a");
    ScriptedCase erased = takenOver("b");
    ScriptedCase recalled = handed("c").offered(TaskStatus.REQUESTED).carried(TaskStatus.REQUESTED);
    assertThat(waiting(takeBack())).as("nothing is known yet").isNaN();
    round.run();
    assertThat(waiting(takeBack())).isZero();

    abroad.way().shut();
    withdrawn.withdrawn();
    erased.atHome().setStatus(TaskStatus.CANCELLED);
    erased.atHome().setStatusReason(Codes.reason(TaskChange.NO_LONGER_AVAILABLE));
    home.forgets("Patient/b");
    recalled.atHome().setStatus(TaskStatus.CANCELLED);
    recalled.atHome().setStatusReason(Codes.reason("moved"));
    ScriptedCase offered = handed("d").offered(TaskStatus.REQUESTED);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(this::later).isInstanceOf(UnreachableException.class);
    }
    assertThat(waiting(takeBack())).isEqualTo(3);
    assertThat(waiting(new NextStep.Submit())).isEqualTo(1);
    assertThat(abroad.done()).isEmpty();

    abroad.way().open();
    later();

    assertThat(List.of(withdrawn, erased, recalled)).allMatch(ScriptedCase::isErasedThere);
    assertThat(abroad.done()).as("what protects comes first").last().isEqualTo("POST");
    assertThat(waiting(takeBack())).isZero();
    assertThat(waiting(new NextStep.Submit())).isZero();
    assertThat(offered.atHome().getStatus()).isEqualTo(TaskStatus.REQUESTED);
  }

  @Test
  void aCorrectionIsCarriedOnceWithTheMarkOfItLast() {
    ScriptedCase one = takenOver("a");
    Patient person = home.held("Patient/a", Patient.class);
    person.getNameFirstRep().setFamily("Voorbeeldcorrectie");
    person.getMeta().setVersionId("p2");

    round.run();
    round.run();

    assertThat(abroad.done())
        .containsExactly(
            "PUT Patient/abroad-a", "PUT ServiceRequest/abroad-a", "PUT Consent/abroad-a");
    assertThat(abroad.held("Patient/abroad-a", Patient.class).getNameFirstRep().getFamily())
        .isEqualTo("Voorbeeldcorrectie");
    assertThat(one.isPermittedThere()).isTrue();
  }

  @Test
  void aCorrectionOfWhichAPartIsRefusedIsCarriedAgain() {
    takenOver("a");
    home.held("Patient/a", Patient.class).getMeta().setVersionId("p2");
    abroad.refuses("PUT ServiceRequest/", 412);
    round.run();
    assertThat(waiting(new NextStep.CarryAnew())).isEqualTo(1);

    abroad.refusesNothing();
    later();

    assertThat(abroad.done()).last().isEqualTo("PUT Consent/abroad-a");
    assertThat(waiting(new NextStep.CarryAnew())).isZero();
  }

  @Test
  void whatIsNotShownAtHomeAnyLongerIsTakenOutOfTheCopyToo() {
    takenOver("a");
    Patient person = home.held("Patient/a", Patient.class);
    person.setName(null).setTelecom(null);
    person.getMeta().setVersionId("p2");

    round.run();

    Patient there = abroad.held("Patient/abroad-a", Patient.class);
    assertThat(there.hasName() || there.hasTelecom()).isFalse();
  }

  @Test
  void aPermitThatEndsOnAnotherDayIsCarriedThoughNothingElseIsShownOtherwise() {
    for (String end : List.of("2027-01-31", "2028-12-31")) {
      ScriptedCase one = takenOver(end);
      one.permittedUntil(end);

      round.run();

      assertThat(
              abroad
                  .held("Consent/abroad-" + end, Consent.class)
                  .getProvision()
                  .getPeriod()
                  .getEndElement()
                  .getValueAsString())
          .isEqualTo(end);
    }
    int before = abroad.done().size();
    round.run();
    assertThat(abroad.done()).as("carried once").hasSize(before);
  }

  @Test
  void withoutAPermitACorrectionIsNotCarriedAndTheCopyGoes() {
    ScriptedCase one = takenOver("a");
    home.held("ServiceRequest/a", ServiceRequest.class).getMeta().setVersionId("r2");
    one.withdrawn();

    round.run();

    assertThat(abroad.done()).noneMatch(call -> call.startsWith("PUT Patient"));
    assertThat(one.isErasedThere()).isTrue();
  }

  @Test
  void aReferralThatWasEnteredInErrorIsTakenBackAsTheWrongPersons() {
    ScriptedCase one = takenOver("a");
    home.held("ServiceRequest/a", ServiceRequest.class)
        .setStatus(ServiceRequestStatus.ENTEREDINERROR);

    assertThat(HandoverCourse.next(one.offer().state(), CopyState.CURRENT))
        .contains(new NextStep.TakeBack("entered-in-error", Optional.of("wrong-person")));
    round.run();

    assertThat(one.isErasedThere()).isTrue();
  }

  @Test
  void whereTheOriginalHasEndedMeanwhileTheAcceptanceIsTurnedDownAndTheCopyGoes() {
    ScriptedCase one = handed("a").offered(TaskStatus.REQUESTED).carried(TaskStatus.ACCEPTED);
    home.refuses("PUT Task/.*\"status\":\"accepted\"", 422);

    round.run();
    assertThat(one.atHome().getStatus()).isEqualTo(TaskStatus.REJECTED);
    assertThat(Codes.reason(one.atHome())).isIn(StatusReasons.of(TaskStatus.REJECTED));
    round.run();

    assertThat(one.isErasedThere()).isTrue();
  }

  @Test
  void aReasonThatIsNoneForARefusalAtHomeIsToldInAWordThatIs() {
    for (ErrorCode refusal : List.of(ErrorCode.REASON_REQUIRED, ErrorCode.PROFILE_VIOLATION)) {
      ScriptedCase one =
          handed(refusal.code()).offered(TaskStatus.REQUESTED).carried(TaskStatus.REJECTED);
      one.there().setStatusReason(Codes.reason("interpreter"));
      home.refuses("PUT Task/.*\"interpreter\"", refusal);

      later();

      assertThat(one.atHome().getStatus()).isEqualTo(TaskStatus.REJECTED);
      assertThat(Codes.reason(one.atHome())).isIn(StatusReasons.of(TaskStatus.REJECTED));
    }
  }

  @Test
  void whatWasErasedThereOnceIsNotOfferedForEver() {
    ScriptedCase one = handed("a").offered(TaskStatus.REQUESTED);
    abroad.refuses("POST ", 409);

    round.run();

    assertThat(one.atHome().getStatus()).isEqualTo(TaskStatus.REJECTED);
    assertThat(refused()).isZero();
  }

  @Test
  void whatWasErasedThereAndIsTheSameAsItWasIsNotOfferedForEverEither() {
    ScriptedCase one = handed("a").offered(TaskStatus.REQUESTED);
    ScriptedCase other = handed("b").offered(TaskStatus.REQUESTED);
    abroad.hasErasedAll();

    round.run();

    assertThat(List.of(one, other))
        .allMatch(each -> each.atHome().getStatus() == TaskStatus.REJECTED);
  }

  @Test
  void whatIsTakenThereStaysOffered() {
    ScriptedCase one = handed("a").offered(TaskStatus.REQUESTED);

    round.run();

    assertThat(one.atHome().getStatus()).isEqualTo(TaskStatus.REQUESTED);
  }

  @Test
  void aWithdrawalThereReachesEachConsentAtHomeThoughOneIsGone() {
    ScriptedCase one = takenOver("a");
    Handover.addConsent(one.atHome(), "Consent/b");
    Consent second = home.held("Consent/a", Consent.class).copy();
    second.setId("Consent/b");
    home.holds(second);
    home.refuses("POST Consent/a/", 404);
    abroad.held("Consent/abroad-a", Consent.class).setStatus(ConsentState.INACTIVE);
    one.there().setStatus(TaskStatus.COMPLETED);

    round.run();

    assertThat(home.done()).containsExactly("POST Consent/b/$withdraw");
    assertThat(one.isErasedThere()).as("only once it is withdrawn at home").isFalse();
  }

  @Test
  void copiesWithoutASingleOfferAtHomeAreAMistakeOfTheSettingsAndNothingIsErased() {
    ScriptedCase one = takenOver("a");
    for (String type : List.of("Task/", "Patient/", "ServiceRequest/", "Consent/")) {
      home.forgets(type + "a");
    }

    assertThatThrownBy(round::run).isInstanceOf(UnreachableException.class);

    assertThat(one.isPermittedThere()).isTrue();
    assertThat(one.isErasedThere()).isFalse();
    takenOver("b");
    round.run();
    assertThat(one.isPermittedThere()).as("a list may leave one out").isTrue();
    round.run();
    assertThat(one.isPermittedThere()).as("where others stand it is withdrawn").isFalse();
    assertThat(one.isErasedThere()).as("nothing says that it may be erased").isFalse();
    assertThat(waiting(takeBack())).as("somebody has to look").isEqualTo(1);
  }

  @Test
  void anAnswerThatMakesNoSenseHoldsUpNoOtherCase() {
    handed("a").offered(TaskStatus.REQUESTED);
    Consent odd = home.held("Consent/a", Consent.class);
    odd.addExtension(odd.getExtension().get(0).copy());
    handed("b").offered(TaskStatus.REQUESTED);

    round.run();

    assertThat(abroad.done()).containsExactly("POST");
    assertThat(waiting(new NextStep.Submit())).isEqualTo(1);
  }
}
