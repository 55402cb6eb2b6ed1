/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.referral.TaskViews;
import org.hl7.fhir.r4.model.Task;

/** How the referral stands in the exchange that is asked, as the one who submitted it sees it. */
sealed interface RemoteState {
  record Absent() implements RemoteState {}

  record Waiting() implements RemoteState {}

  /**
   * @param open whether it can still be cancelled
   */
  record Accepted(boolean open) implements RemoteState {}

  /**
   * @param reason code of {@code sc-status-reason}, empty where there is none
   */
  record Declined(String reason) implements RemoteState {}

  /** The person has withdrawn there what was permitted. */
  record Revoked() implements RemoteState {}

  /** It was ended in some other way. */
  record Ended() implements RemoteState {}

  /** Whether it can still be cancelled. */
  default boolean isOpen() {
    return this instanceof Waiting || (this instanceof Accepted accepted && accepted.open());
  }

  /** What is not understood is waited for. */
  static RemoteState of(Task task) {
    if (!task.hasStatus()) {
      return new Waiting();
    }
    return switch (task.getStatus()) {
      case REQUESTED, RECEIVED -> new Waiting();
      case ACCEPTED, INPROGRESS, ONHOLD -> new Accepted(true);
      case COMPLETED -> new Accepted(false);
      case REJECTED -> new Declined(Codes.reason(task));
      default -> isRevoked(task) ? new Revoked() : new Ended();
    };
  }

  /** What time alone has ended reads the same but for the reason. */
  private static boolean isRevoked(Task task) {
    return TaskViews.CONSENT_REVOKED.equals(TaskViews.businessStatus(task))
        && TaskViews.CONSENT_REVOKED.equals(Codes.reason(task));
  }
}
