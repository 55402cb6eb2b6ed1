/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.server.hub.HomeState.Cause;
import eu.amelie.server.hub.HomeState.Offered;
import eu.amelie.server.hub.HomeState.Over;
import eu.amelie.server.hub.HomeState.Taken;
import eu.amelie.server.hub.NextStep.AcceptAtHome;
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
 * permission that counts there; what is over at home stays nowhere. Not guaranteed: that a step
 * succeeds, or that the sides still stand so when it is taken; whoever takes it looks again after.
 */
final class HandoverCourse {
  static final String LAPSED = "expired";
  static final String NOT_TAKEN = "needs-not-matched";
  private static final String SUPERSEDED = "superseded";
  private static final Set<String> RECALLS =
      Set.of("person-withdrew", "entered-in-error", "moved", "found-elsewhere", "unsafe");

  private HandoverCourse() {}

  /**
   * @param copied whether anything of it is on the other side
   * @param permitted whether the Consent there is active
   */
  static NextStep next(HomeState home, RemoteState remote, boolean copied, boolean permitted) {
    if (home instanceof Over over) {
      return copied ? takeBack(over, remote) : new Rest();
    }
    if (home instanceof Taken) {
      return remote instanceof Revoked ? new WithdrawAtHome() : new Rest();
    }
    return home instanceof Offered ? answer(remote, permitted) : new Rest();
  }

  private static NextStep answer(RemoteState remote, boolean permitted) {
    if (remote instanceof Absent) {
      return new Submit();
    }
    if (remote instanceof Waiting) {
      return new Rest();
    }
    if (remote instanceof Accepted) {
      return permitted ? new AcceptAtHome() : new Rest();
    }
    if (remote instanceof Declined declined) {
      return new RejectAtHome(declined.reason().isEmpty() ? NOT_TAKEN : declined.reason());
    }
    return remote instanceof Revoked ? new WithdrawAtHome() : new RejectAtHome(LAPSED);
  }

  private static NextStep takeBack(Over over, RemoteState remote) {
    boolean open =
        remote instanceof Waiting || (remote instanceof Accepted accepted && accepted.open());
    if (over.cause() == Cause.TAKEN_BACK) {
      return new TakeBack(Optional.empty(), "consent-withdrawn");
    }
    return new TakeBack(
        over.cause() == Cause.ENDED && open ? Optional.of(recall(over.reason())) : Optional.empty(),
        "no-longer-needed");
  }

  private static String recall(String reason) {
    return RECALLS.contains(reason) ? reason : SUPERSEDED;
  }
}
