/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.interceptors.referral.TaskViews;
import org.hl7.fhir.r4.model.Task;

/** How an offer stands in the exchange that makes it, as the coordinator who is asked sees it. */
sealed interface HomeState {
  /** It waits for an answer. */
  record Offered() implements HomeState {}

  /** It was accepted, and the person still permits it. */
  record Taken() implements HomeState {}

  /**
   * Nothing of it may stay with the other side.
   *
   * @param reason code of {@code sc-status-reason}, empty where there is none
   */
  record Over(Cause cause, String reason) implements HomeState {
    /** Whether nobody has answered in time, and nothing else. */
    boolean isLapse() {
      return cause == Cause.ENDED && TaskViews.EXPIRED.equals(reason);
    }
  }

  /** Why it is over. */
  enum Cause {
    /** Consent was withdrawn or has run out, or person or referral are not shown any longer. */
    TAKEN_BACK,
    /** The Task was ended. */
    ENDED,
    /** No offer at home belongs to it: nothing says why. */
    UNKNOWN,
    /** What belonged to it was erased. */
    ERASED
  }

  /**
   * Whatever is not understood is taken back.
   *
   * @param shown whether person and referral are shown to the coordinator who is asked
   */
  static HomeState of(Task task, boolean shown) {
    String reason = Codes.reason(task);
    if (reason.equals(TaskChange.NO_LONGER_AVAILABLE)) {
      return new Over(Cause.ERASED, reason);
    }
    if (TaskViews.CONSENT_REVOKED.equals(TaskViews.businessStatus(task))) {
      return new Over(Cause.TAKEN_BACK, reason);
    }
    if (!task.hasStatus()) {
      return takenBack(reason);
    }
    return switch (task.getStatus()) {
      case REJECTED, CANCELLED, FAILED -> new Over(Cause.ENDED, reason);
      case REQUESTED, RECEIVED -> shown ? new Offered() : takenBack(reason);
      case ACCEPTED, INPROGRESS, ONHOLD, COMPLETED -> shown ? new Taken() : takenBack(reason);
      default -> takenBack(reason);
    };
  }

  private static Over takenBack(String reason) {
    return new Over(Cause.TAKEN_BACK, reason);
  }
}
