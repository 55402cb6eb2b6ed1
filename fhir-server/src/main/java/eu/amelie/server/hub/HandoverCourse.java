/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

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
import eu.amelie.server.hub.RemoteState.Revoked;
import eu.amelie.server.hub.RemoteState.Waiting;
import java.util.Optional;
import java.util.Set;

/**
 * The next step of a handover, of nothing but how it stands on both sides.
 *
 * <p>Guaranteed: the original is ended by nothing but the other side's acceptance under a
 * permission that counts there; what is over at home stays nowhere; what a person has withdrawn on
 * the other side is withdrawn at home, however far it was there. Not guaranteed: that a step
 * succeeds, or that the sides still stand so when it is taken; whoever takes it looks again after.
 */
final class HandoverCourse {
  static final String LAPSED = "expired";
  static final String NOT_TAKEN = "needs-not-matched";
  private static final String SUPERSEDED = "superseded";
  static final String IN_ERROR = "entered-in-error";
  private static final Set<String> RECALLS =
      Set.of("person-withdrew", IN_ERROR, "moved", "found-elsewhere", "unsafe");

  private HandoverCourse() {}

  /**
   * What the lists of both sides say already; empty where it takes a look at the Task there.
   * Nothing that protects the person waits for such a look.
   */
  static Optional<NextStep> next(HomeState home, CopyState copy) {
    if (home instanceof Over over && over.isLapse() && copy != CopyState.NONE) {
      return Optional.empty();
    }
    if (home instanceof Over over) {
      return Optional.of(copy == CopyState.NONE ? new Rest() : takeBack(over));
    }
    if (copy == CopyState.WITHDRAWN) {
      return Optional.of(new WithdrawAtHome());
    }
    if (home instanceof Taken) {
      return Optional.of(copy == CopyState.OUTDATED ? new CarryAnew() : new Rest());
    }
    return Optional.empty();
  }

  /** The same with the Task on the other side looked at. */
  static NextStep next(HomeState home, CopyState copy, RemoteState remote) {
    return next(home, copy)
        .orElseGet(() -> home instanceof Over over ? lapsed(over, remote) : answer(copy, remote));
  }

  /** Time alone has ended the offer; whoever has accepted it there was not told. */
  private static NextStep lapsed(Over over, RemoteState remote) {
    return remote instanceof Accepted ? new LeaveToPeople() : takeBack(over);
  }

  private static NextStep answer(CopyState copy, RemoteState remote) {
    if (remote instanceof Absent) {
      return new Submit();
    }
    if (remote instanceof Waiting) {
      return copy == CopyState.OUTDATED ? new CarryAnew() : new Rest();
    }
    if (remote instanceof Accepted) {
      return copy == CopyState.NONE ? new Rest() : new AcceptAtHome();
    }
    if (remote instanceof Declined declined) {
      return new RejectAtHome(declined.reason().isEmpty() ? NOT_TAKEN : declined.reason());
    }
    return remote instanceof Revoked ? new WithdrawAtHome() : new RejectAtHome(LAPSED);
  }

  static TakeBack takeBack(Over over) {
    String reason = RECALLS.contains(over.reason()) ? over.reason() : SUPERSEDED;
    Optional<String> ground =
        switch (over.cause()) {
          case TAKEN_BACK -> Optional.of("consent-withdrawn");
          case ENDED, ERASED ->
              Optional.of(reason.equals(IN_ERROR) ? "wrong-person" : "no-longer-needed");
          case UNKNOWN -> Optional.empty();
        };
    return new TakeBack(reason, ground);
  }
}
