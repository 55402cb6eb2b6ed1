/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * What a change of a Task takes over from what was sent.
 *
 * <p>Guaranteed: whatever the actor may not set, or could not see, stays as it was; {@code for},
 * {@code focus}, {@code requester} and {@code owner} never change. Not guaranteed: that the sender
 * is who it says, and what it may see of the Task.
 */
public final class TaskChange {
  private static final String EXPIRED = "expired";

  private TaskChange() {}

  /**
   * @param whole the stored Task with everything in it
   * @param sent under the same ids; what the sender could not see may be missing
   * @param othersNotes the notes that the actor did not write, seen or not
   * @param contactRules codes of {@code sc-contact} recorded for the person
   * @return a new Task
   * @throws ExchangeException transition-not-allowed or reason-required
   */
  public static Task apply(
      Task whole,
      Task sent,
      TaskActor actor,
      List<Annotation> othersNotes,
      Set<String> contactRules,
      LocalDate today) {
    requireSameLinks(whole, sent);
    Transition transition =
        TaskTransitions.check(
            whole.getStatus(),
            sent.getStatus(),
            actor,
            hasReasonOfItsOwn(whole, sent),
            sent.getOutput().stream().anyMatch(ModeSwitch::isWork));
    if (transition instanceof Transition.Refused refused) {
      throw refused.toException();
    }
    Task changed = whole.copy();
    changed.setStatus(sent.getStatus());
    changed.setStatusReason(sent.hasStatusReason() ? sent.getStatusReason().copy() : null);
    changed.setLastModifiedElement(new DateTimeType(today.toString()));
    if (actor == TaskActor.OWNER) {
      ModeSwitch.require(whole, sent, contactRules);
      takeWork(changed, sent, othersNotes);
    }
    return changed;
  }

  /** The reason of the status before does not serve for the next. */
  private static boolean hasReasonOfItsOwn(Task whole, Task sent) {
    boolean kept =
        whole.getStatus() != sent.getStatus()
            && sent.getStatusReason().equalsDeep(whole.getStatusReason());
    return sent.getStatusReason().hasCoding() && !kept;
  }

  private static void takeWork(Task changed, Task sent, List<Annotation> othersNotes) {
    Task copy = sent.copy();
    if (copy.hasBusinessStatus()) {
      changed.setBusinessStatus(copy.getBusinessStatus());
    }
    changed.setOutput(copy.getOutput());
    changed.setExecutionPeriod(copy.hasExecutionPeriod() ? copy.getExecutionPeriod() : null);
    List<Annotation> notes = new ArrayList<>(othersNotes);
    copy.getNote().stream()
        .filter(note -> othersNotes.stream().noneMatch(note::equalsDeep))
        .forEach(notes::add);
    changed.setNote(notes);
  }

  /** What the server itself does when no Consent permits the owner any longer. */
  public static Task revoke(Task whole, LocalDate today) {
    Task changed = end(whole, TaskStatus.CANCELLED, TaskViews.CONSENT_REVOKED, today);
    CodeableConcept revoked = new CodeableConcept();
    revoked.addCoding().setSystem(TaskViews.BUSINESS_STATUS).setCode(TaskViews.CONSENT_REVOKED);
    changed.setBusinessStatus(revoked);
    return changed;
  }

  /** What the server itself does when nobody has accepted in time. */
  public static Task expire(Task whole, LocalDate today) {
    Task changed = end(whole, TaskStatus.CANCELLED, EXPIRED, today);
    CodeableConcept cancelled = new CodeableConcept();
    cancelled.addCoding().setSystem(TaskViews.BUSINESS_STATUS).setCode("cancelled");
    changed.setBusinessStatus(cancelled);
    return changed;
  }

  private static Task end(Task whole, TaskStatus status, String reason, LocalDate today) {
    Task changed = whole.copy();
    changed.setStatus(status);
    CodeableConcept coded = new CodeableConcept();
    coded.addCoding().setSystem(TaskViews.STATUS_REASON).setCode(reason);
    changed.setStatusReason(coded);
    changed.setLastModifiedElement(new DateTimeType(today.toString()));
    return changed;
  }

  private static void requireSameLinks(Task whole, Task sent) {
    requireSame(whole.getFor(), sent.getFor(), "Task.for");
    requireSame(whole.getFocus(), sent.getFocus(), "Task.focus");
    requireSame(whole.getRequester(), sent.getRequester(), "Task.requester");
    requireSame(whole.getOwner(), sent.getOwner(), "Task.owner");
  }

  /** A link that was hidden from the sender comes back without a reference. */
  private static void requireSame(Reference stored, Reference sent, String expression) {
    if (sent.hasReference() && !sent.getReference().equals(stored.getReference())) {
      throw ExchangeException.at(
          ErrorCode.TRANSITION_NOT_ALLOWED,
          expression,
          "This link of a Task never changes: submit a new Task instead.");
    }
  }
}
