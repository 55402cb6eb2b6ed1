/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
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
 *
 * <p>The given Tasks are changed and made part of the outcome: the model's own {@code copy()} loses
 * ids and extensions of codes, and with them what a party may not have seen.
 */
public final class TaskChange {
  /** The reason that a Task bears when the case behind it was taken away. */
  public static final String NO_LONGER_AVAILABLE = "no-longer-available";

  private static final String SUPERSEDED = "superseded";

  private TaskChange() {}

  /**
   * @param whole the stored Task with everything in it; changed in place
   * @param sent under the same ids; what the sender could not see may be missing
   * @param othersNotes the notes that the actor did not write, seen or not
   * @param modeRules asked where the owner switches to another way of support, and only there
   * @return {@code whole}
   * @throws ExchangeException transition-not-allowed, reason-required or profile-violation
   */
  public static Task apply(
      Task whole,
      Task sent,
      TaskActor actor,
      List<Annotation> othersNotes,
      Supplier<ModeRules> modeRules,
      LocalDate today) {
    requireSameLinks(whole, sent);
    Transition transition =
        TaskTransitions.check(
            whole.getStatus(),
            sent.getStatus(),
            actor,
            StatusReasons.fitSaidBy(actor, sent),
            sent.getOutput().stream().anyMatch(ModeSwitch::isWork));
    if (transition instanceof Transition.Refused refused) {
      throw refused.toException();
    }
    TaskViews.requireOwnVoice(whole, sent);
    if (actor == TaskActor.OWNER) {
      TaskViews.requireSayable(whole, sent);
      ModeSwitch.require(whole, sent, modeRules);
    }
    whole.setStatusReason(keepsReason(whole, sent) ? sent.getStatusReason() : null);
    whole.setStatus(sent.getStatus());
    whole.setLastModifiedElement(new DateTimeType(today.toString()));
    if (actor == TaskActor.OWNER) {
      takeWork(whole, sent, othersNotes);
    }
    return whole;
  }

  /**
   * What was said of a hold is over with it, though its sender has given it back with the rest of
   * the Task; said anew, it is said of what comes next.
   */
  private static boolean keepsReason(Task whole, Task sent) {
    boolean left =
        whole.getStatus() != sent.getStatus()
            && StatusReasons.of(sent.getStatus()).isEmpty()
            && sent.getStatusReason().equalsDeep(whole.getStatusReason());
    return sent.hasStatusReason() && !left;
  }

  private static void takeWork(Task changed, Task sent, List<Annotation> othersNotes) {
    if (sent.hasBusinessStatus()) {
      changed.setBusinessStatus(sent.getBusinessStatus());
    }
    changed.setOutput(sent.getOutput());
    changed.setExecutionPeriod(sent.hasExecutionPeriod() ? sent.getExecutionPeriod() : null);
    List<Annotation> notes = new ArrayList<>(othersNotes);
    sent.getNote().stream()
        .filter(note -> othersNotes.stream().noneMatch(note::equalsDeep))
        .forEach(notes::add);
    changed.setNote(notes);
  }

  /** What the server itself does, in place, when no Consent permits the owner any longer. */
  public static Task revoke(Task whole, LocalDate today) {
    return revoke(whole, TaskViews.CONSENT_REVOKED, today);
  }

  /** The same, where it is time alone that has ended what was permitted. */
  public static Task expire(Task whole, LocalDate today) {
    return revoke(whole, TaskViews.EXPIRED, today);
  }

  /** How far it is reads the same either way; only the reason tells them apart. */
  private static Task revoke(Task whole, String reason, LocalDate today) {
    Task changed = end(whole, TaskStatus.CANCELLED, reason, today);
    CodeableConcept revoked = new CodeableConcept();
    revoked.addCoding().setSystem(TaskViews.BUSINESS_STATUS).setCode(TaskViews.CONSENT_REVOKED);
    changed.setBusinessStatus(revoked);
    return changed;
  }

  /**
   * What stays of a Task once the case it belongs to is erased, so that whoever worked it learns
   * that the rest is gone: who asked whom, that it is over, and the day.
   *
   * @param record the Task without identity
   */
  public static Task emptied(Task record, LocalDate today) {
    Task shell = new Task();
    shell.setId(record.getIdElement());
    shell.setIntent(record.getIntent());
    shell.setStatus(
        TaskTransitions.isFinal(record.getStatus()) ? record.getStatus() : TaskStatus.CANCELLED);
    shell.setStatusReason(
        new CodeableConcept(new Coding(TaskViews.STATUS_REASON, NO_LONGER_AVAILABLE, null)));
    shell.setFor(masked());
    shell.setFocus(masked());
    shell.setOwner(record.getOwner());
    String requester = record.getRequester().getReference();
    if (requester != null && requester.startsWith("Organization/")) {
      shell.setRequester(record.getRequester());
    }
    shell.setLastModifiedElement(new DateTimeType(today.toString()));
    return shell;
  }

  private static Reference masked() {
    Reference reference = new Reference();
    reference.addExtension(
        "http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("masked"));
    return reference;
  }

  /** What the server itself does when nobody has accepted in time. */
  public static Task lapse(Task whole, LocalDate today) {
    return cancel(whole, TaskViews.EXPIRED, today);
  }

  /** What the server itself does when the request that the Task belongs to was taken back. */
  public static Task takeBack(Task whole, LocalDate today) {
    return cancel(whole, TakenBack.IN_ERROR, today);
  }

  /**
   * What the server itself does with an offer to another country once what it offers has ended by
   * itself: nothing is left to take over.
   *
   * @param original as it has ended; of its reason nothing but an error is told on
   */
  public static Task dropOffer(Task whole, Task original, LocalDate today) {
    return cancel(
        whole, TakenBack.endedInError(original) ? TakenBack.IN_ERROR : NO_LONGER_AVAILABLE, today);
  }

  private static Task cancel(Task whole, String reason, LocalDate today) {
    Task changed = end(whole, TaskStatus.CANCELLED, reason, today);
    CodeableConcept cancelled = new CodeableConcept();
    cancelled.addCoding().setSystem(TaskViews.BUSINESS_STATUS).setCode("cancelled");
    changed.setBusinessStatus(cancelled);
    return changed;
  }

  /**
   * What the server itself does when another country has taken over: who worked it learns that, its
   * requester no more than that something else has taken its place.
   */
  public static Task handOver(Task whole, LocalDate today) {
    Task changed = end(whole, TaskStatus.CANCELLED, SUPERSEDED, today);
    CodeableConcept transferred = new CodeableConcept();
    transferred.addCoding().setSystem(TaskViews.BUSINESS_STATUS).setCode(TaskViews.TRANSFERRED);
    changed.setBusinessStatus(transferred);
    return changed;
  }

  private static Task end(Task whole, TaskStatus status, String reason, LocalDate today) {
    whole.setStatus(status);
    CodeableConcept coded = new CodeableConcept();
    coded.addCoding().setSystem(TaskViews.STATUS_REASON).setCode(reason);
    whole.setStatusReason(coded);
    whole.setLastModifiedElement(new DateTimeType(today.toString()));
    return whole;
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
