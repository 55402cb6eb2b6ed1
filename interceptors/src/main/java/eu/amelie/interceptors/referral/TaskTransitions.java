/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.hl7.fhir.r4.model.Task.TaskStatus.ACCEPTED;
import static org.hl7.fhir.r4.model.Task.TaskStatus.CANCELLED;
import static org.hl7.fhir.r4.model.Task.TaskStatus.COMPLETED;
import static org.hl7.fhir.r4.model.Task.TaskStatus.FAILED;
import static org.hl7.fhir.r4.model.Task.TaskStatus.INPROGRESS;
import static org.hl7.fhir.r4.model.Task.TaskStatus.ONHOLD;
import static org.hl7.fhir.r4.model.Task.TaskStatus.RECEIVED;
import static org.hl7.fhir.r4.model.Task.TaskStatus.REJECTED;
import static org.hl7.fhir.r4.model.Task.TaskStatus.REQUESTED;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * The life of a referral's Task. Guaranteed: a status, an actor or a step that the table does not
 * name is refused. Not guaranteed: that the actor may see the Task, or that the rest of the change
 * is legal. What the server cancels by itself does not ask here.
 */
public final class TaskTransitions {
  /** From each status that is not final: where the owner may take it. */
  private static final Map<TaskStatus, Set<TaskStatus>> OWNER =
      Map.of(
          REQUESTED, Set.of(RECEIVED, ACCEPTED, REJECTED),
          RECEIVED, Set.of(ACCEPTED, REJECTED),
          ACCEPTED, Set.of(INPROGRESS, ONHOLD, FAILED, CANCELLED),
          INPROGRESS, Set.of(ONHOLD, COMPLETED, FAILED, CANCELLED),
          ONHOLD, Set.of(INPROGRESS, FAILED, CANCELLED));

  private TaskTransitions() {}

  /**
   * Judges one change of a Task.
   *
   * @param from the stored status
   * @param to the status asked for; the same for a change of something else
   * @param hasReason whether the Task asked for has a {@code statusReason} that fits its status
   * @param hasOutput whether it has an {@code output}
   */
  public static Transition check(
      TaskStatus from, TaskStatus to, TaskActor actor, boolean hasReason, boolean hasOutput) {
    if (from == null || to == null || actor == null || !inTable(from, to, actor)) {
      return new Transition.Refused(
          ErrorCode.TRANSITION_NOT_ALLOWED,
          "Task.status",
          ErrorCode.TRANSITION_NOT_ALLOWED.message());
    }
    if (to == COMPLETED && !hasOutput) {
      return new Transition.Refused(
          ErrorCode.TRANSITION_NOT_ALLOWED, "Task.output", "A completed Task needs an output.");
    }
    if (StatusReasons.needs(to) && !hasReason) {
      return new Transition.Refused(
          ErrorCode.REASON_REQUIRED, "Task.statusReason", ErrorCode.REASON_REQUIRED.message());
    }
    return new Transition.Allowed();
  }

  /** Whether nothing follows this status. */
  public static boolean isFinal(TaskStatus status) {
    return !OWNER.containsKey(status);
  }

  private static boolean inTable(TaskStatus from, TaskStatus to, TaskActor actor) {
    Set<TaskStatus> steps = OWNER.get(from);
    if (steps == null) {
      return false;
    }
    return switch (actor) {
      case OWNER -> to == from || steps.contains(to);
      case REQUESTER -> to == CANCELLED;
      case OTHER -> false;
    };
  }
}
