/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * Whether a request was taken back by whoever submitted it: then nothing goes on under it, whoever
 * asked, and nobody is asked under it.
 *
 * <p>Guaranteed: pure. A request that itself says so is taken back. One of which the submitter has
 * recalled a Task as entered in error is, too, unless another Task of the submitter's own is open
 * or has ended since: then it was the addressee that was wrong. An owner's word takes back nothing
 * but its own Task, and so does that of anybody who asks under another's request.
 */
public final class TakenBack {
  /** Of {@code sc-status-reason}: sent by mistake. */
  public static final String IN_ERROR = "entered-in-error";

  private TakenBack() {}

  /**
   * A Task that the submitter of the request has given under it.
   *
   * @param ended empty while it is open
   * @param recalled whether the submitter, or the exchange on its word, ended it as an error
   */
  public record OwnTask(Optional<Instant> ended, boolean recalled) {}

  /** Whether the request itself says so. */
  public static boolean isMarked(ServiceRequest request) {
    return request.getStatus() == ServiceRequestStatus.ENTEREDINERROR
        || request.getStatus() == ServiceRequestStatus.REVOKED;
  }

  /** Whether a Task was ended as an error, whoever said so. */
  public static boolean endedInError(Task task) {
    return task.getStatus() == TaskStatus.CANCELLED
        && task.getStatusReason().getCoding().stream()
            .anyMatch(
                reason ->
                    TaskViews.STATUS_REASON.equals(reason.getSystem())
                        && IN_ERROR.equals(reason.getCode()));
  }

  /**
   * Whether a request was taken back that does not say so itself.
   *
   * @param own all Tasks that its submitter has given under it
   */
  public static boolean byTasks(Collection<OwnTask> own) {
    if (own.stream().anyMatch(task -> task.ended().isEmpty())) {
      return false;
    }
    Optional<Instant> last =
        own.stream().flatMap(task -> task.ended().stream()).max(Comparator.naturalOrder());
    return own.stream().filter(task -> task.ended().equals(last)).anyMatch(OwnTask::recalled);
  }
}
