/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.referral.StatusReasons;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.hub.HomeState.Cause;
import eu.amelie.server.hub.HomeState.Offered;
import eu.amelie.server.hub.HomeState.Over;
import eu.amelie.server.hub.HomeState.Taken;
import eu.amelie.server.hub.NextStep.AcceptAtHome;
import eu.amelie.server.hub.NextStep.CarryAnew;
import eu.amelie.server.hub.NextStep.LeaveToPeople;
import eu.amelie.server.hub.NextStep.RejectAtHome;
import eu.amelie.server.hub.NextStep.Rest;
import eu.amelie.server.hub.NextStep.Submit;
import eu.amelie.server.hub.NextStep.TakeBack;
import eu.amelie.server.hub.NextStep.WithdrawAtHome;
import eu.amelie.server.hub.RemoteState.Absent;
import eu.amelie.server.hub.RemoteState.Accepted;
import eu.amelie.server.hub.RemoteState.Declined;
import eu.amelie.server.hub.RemoteState.Ended;
import eu.amelie.server.hub.RemoteState.Revoked;
import eu.amelie.server.hub.RemoteState.Waiting;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each state on one side against each on the other. */
class HandoverCourseTest {
  private static final NextStep REST = new Rest();
  private static final HomeState OFFERED = new Offered();
  private static final HomeState TAKEN = new Taken();
  private static final List<CopyState> COPIED =
      List.of(CopyState.WITHDRAWN, CopyState.OUTDATED, CopyState.CURRENT);
  private static final RemoteState OPEN = new Accepted(true);
  private static final RemoteState DONE = new Accepted(false);
  private static final List<RemoteState> EVERY_REMOTE =
      List.of(
          new Absent(),
          new Waiting(),
          OPEN,
          DONE,
          new Declined("no-capacity"),
          new Declined(""),
          new Revoked(),
          new Ended());

  static Stream<Arguments> whileTheCopyIsAsItIsShownAtHome() {
    return Stream.of(
        row(OFFERED, new Absent(), new Submit()),
        row(OFFERED, new Waiting(), REST),
        row(OFFERED, OPEN, new AcceptAtHome()),
        row(OFFERED, DONE, new AcceptAtHome()),
        row(OFFERED, new Declined("no-capacity"), new RejectAtHome("no-capacity")),
        row(OFFERED, new Declined(""), new RejectAtHome("needs-not-matched")),
        row(OFFERED, new Revoked(), new WithdrawAtHome()),
        row(OFFERED, new Ended(), new RejectAtHome("expired")));
  }

  @ParameterizedTest
  @MethodSource("whileTheCopyIsAsItIsShownAtHome")
  void theNextStepFollowsFromBothSides(HomeState home, RemoteState remote, NextStep step) {
    assertThat(HandoverCourse.next(home, CopyState.CURRENT)).isEmpty();
    assertThat(HandoverCourse.next(home, CopyState.CURRENT, remote)).isEqualTo(step);
  }

  @Test
  void everyReasonThatItGivesIsOneForTheStatusThatItTakes() {
    for (RemoteState remote : EVERY_REMOTE) {
      for (CopyState copy : CopyState.values()) {
        for (String reason : List.of("", "moved", "unsafe", "no-capacity", "no-longer-available")) {
          for (Cause cause : Cause.values()) {
            assertFits(next(new Over(cause, reason), remote, copy));
          }
        }
        assertFits(next(OFFERED, remote, copy));
      }
    }
  }

  private static void assertFits(NextStep step) {
    if (step instanceof TakeBack back) {
      assertThat(back.reason()).isIn(StatusReasons.of(TaskStatus.CANCELLED));
    } else if (step instanceof RejectAtHome rejection) {
      assertThat(rejection.reason()).isIn(StatusReasons.of(TaskStatus.REJECTED));
    }
  }

  @Test
  void whatWasTakenOverIsLeftAloneWhileNothingChanges() {
    for (RemoteState remote : EVERY_REMOTE) {
      assertThat(HandoverCourse.next(TAKEN, CopyState.CURRENT, remote)).isEqualTo(REST);
      assertThat(HandoverCourse.next(TAKEN, CopyState.NONE, remote)).isEqualTo(REST);
    }
  }

  @Test
  void whatIsOverGoesWhateverBecameOfItThere() {
    for (RemoteState remote : EVERY_REMOTE) {
      for (CopyState copy : COPIED) {
        assertThat(next(new Over(Cause.TAKEN_BACK, "consent-revoked"), remote, copy))
            .isEqualTo(new TakeBack("superseded", Optional.of("consent-withdrawn")));
        assertThat(next(new Over(Cause.ERASED, ""), remote, copy))
            .isEqualTo(new TakeBack("superseded", Optional.of("no-longer-needed")));
        assertThat(next(ended("moved"), remote, copy))
            .isEqualTo(new TakeBack("moved", Optional.of("no-longer-needed")));
        assertThat(next(ended("no-capacity"), remote, copy))
            .isEqualTo(new TakeBack("superseded", Optional.of("no-longer-needed")));
        assertThat(next(ended("entered-in-error"), remote, copy))
            .isEqualTo(new TakeBack("entered-in-error", Optional.of("wrong-person")));
      }
    }
  }

  @Test
  void nothingThatProtectsWaitsForALookAtTheTask() {
    for (CopyState copy : COPIED) {
      for (Cause cause : Cause.values()) {
        assertThat(HandoverCourse.next(new Over(cause, ""), copy)).isPresent();
      }
    }
    assertThat(HandoverCourse.next(TAKEN, CopyState.WITHDRAWN)).contains(new WithdrawAtHome());
    assertThat(HandoverCourse.next(OFFERED, CopyState.WITHDRAWN)).contains(new WithdrawAtHome());
  }

  @Test
  void whatTimeAloneHasEndedIsNotTakenFromWhoHasAcceptedIt() {
    Over lapsed = ended("expired");
    for (CopyState copy : COPIED) {
      assertThat(HandoverCourse.next(lapsed, copy)).as("it takes a look").isEmpty();
      for (RemoteState remote : EVERY_REMOTE) {
        assertThat(next(lapsed, remote, copy))
            .isEqualTo(
                remote instanceof Accepted
                    ? new LeaveToPeople()
                    : new TakeBack("superseded", Optional.of("no-longer-needed")));
      }
    }
    assertThat(next(new Over(Cause.TAKEN_BACK, "expired"), OPEN, CopyState.CURRENT))
        .isInstanceOf(TakeBack.class);
  }

  @Test
  void whatBelongsToNoOfferIsWithdrawnAndNotErased() {
    assertThat(next(new Over(Cause.UNKNOWN, ""), OPEN, CopyState.OUTDATED))
        .isEqualTo(new TakeBack("superseded", Optional.empty()));
  }

  @Test
  void ofWhatIsOverAndHasNoCopyNothingIsDone() {
    for (Cause cause : Cause.values()) {
      for (RemoteState remote : EVERY_REMOTE) {
        assertThat(next(new Over(cause, "moved"), remote, CopyState.NONE)).isEqualTo(REST);
      }
    }
  }

  @Test
  void aCorrectionFollowsACopyThatStandsAndNoOther() {
    assertThat(next(TAKEN, OPEN, CopyState.OUTDATED)).isEqualTo(new CarryAnew());
    assertThat(next(OFFERED, new Waiting(), CopyState.OUTDATED)).isEqualTo(new CarryAnew());
    for (RemoteState remote : EVERY_REMOTE) {
      for (CopyState copy : List.of(CopyState.NONE, CopyState.WITHDRAWN, CopyState.CURRENT)) {
        for (HomeState home : List.of(OFFERED, TAKEN, ended("moved"))) {
          assertThat(next(home, remote, copy)).isNotInstanceOf(CarryAnew.class);
        }
      }
      assertThat(next(ended("moved"), remote, CopyState.OUTDATED)).isInstanceOf(TakeBack.class);
    }
  }

  @Test
  void anAcceptanceWithoutAPermissionThatCountsThereEndsNothingAtHome() {
    assertThat(next(OFFERED, OPEN, CopyState.NONE)).isEqualTo(REST);
    assertThat(next(OFFERED, OPEN, CopyState.WITHDRAWN)).isEqualTo(new WithdrawAtHome());
    assertThat(next(OFFERED, OPEN, CopyState.OUTDATED)).isEqualTo(new AcceptAtHome());
  }

  @Test
  void nothingButAnAcceptanceThereAcceptsAtHome() {
    for (RemoteState remote : EVERY_REMOTE) {
      boolean accepts = next(OFFERED, remote, CopyState.CURRENT) instanceof AcceptAtHome;
      assertThat(accepts).as(remote.toString()).isEqualTo(remote instanceof Accepted);
      for (HomeState home : List.of(TAKEN, ended("moved"), new Over(Cause.ERASED, ""))) {
        assertThat(next(home, remote, CopyState.CURRENT))
            .isNotInstanceOfAny(AcceptAtHome.class, Submit.class);
      }
    }
  }

  private static NextStep next(HomeState home, RemoteState remote, CopyState copy) {
    return HandoverCourse.next(home, copy, remote);
  }

  @Test
  void aTaskWhosePersonIsHiddenIsTakenBackInWhateverStatus() {
    for (TaskStatus status :
        EnumSet.of(TaskStatus.REQUESTED, TaskStatus.ACCEPTED, TaskStatus.COMPLETED)) {
      Task task = new Task().setStatus(status);
      assertThat(HomeState.of(task, false)).isEqualTo(new Over(Cause.TAKEN_BACK, ""));
      assertThat(HomeState.of(task, true)).isNotInstanceOf(Over.class);
    }
  }

  @Test
  void aStatusThatNoReferralHasIsTakenBack() {
    assertThat(HomeState.of(new Task().setStatus(TaskStatus.DRAFT), true))
        .isEqualTo(new Over(Cause.TAKEN_BACK, ""));
  }

  @Test
  void whyATaskHasEndedIsReadFromItsReasons() {
    Task cancelled = new Task().setStatus(TaskStatus.CANCELLED);
    assertThat(HomeState.of(reasoned(cancelled, "moved"), true)).isEqualTo(ended("moved"));
    assertThat(HomeState.of(reasoned(cancelled, "no-longer-available"), false))
        .isEqualTo(new Over(Cause.ERASED, "no-longer-available"));
    assertThat(HomeState.of(revoked(reasoned(cancelled, "expired")), true))
        .isEqualTo(new Over(Cause.TAKEN_BACK, "expired"));
  }

  @Test
  void onTheOtherSideAWithdrawalIsToldFromTheEndOfAPeriod() {
    Task cancelled = revoked(new Task().setStatus(TaskStatus.CANCELLED));

    assertThat(RemoteState.of(reasoned(cancelled, "consent-revoked"))).isEqualTo(new Revoked());
    assertThat(RemoteState.of(reasoned(cancelled, "expired"))).isEqualTo(new Ended());
  }

  private static Task reasoned(Task task, String reason) {
    return task.copy().setStatusReason(Codes.reason(reason));
  }

  private static Task revoked(Task task) {
    return task.setBusinessStatus(
        new CodeableConcept(
            new Coding(TaskViews.BUSINESS_STATUS, TaskViews.CONSENT_REVOKED, null)));
  }

  @Test
  void aTaskWithoutAStatusIsTakenBackAtHomeAndWaitedForThere() {
    assertThat(HomeState.of(new Task(), true)).isEqualTo(new Over(Cause.TAKEN_BACK, ""));
    assertThat(RemoteState.of(new Task())).isEqualTo(new Waiting());
  }

  private static Over ended(String reason) {
    return new Over(Cause.ENDED, reason);
  }

  private static Arguments row(HomeState home, RemoteState remote, NextStep step) {
    return Arguments.of(home, remote, step);
  }
}
