/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/**
 * What of a Task those see who do not work it, and the reference for the telephone.
 *
 * <p>Guaranteed: no time of work, no business status beyond the six that a requester may learn, and
 * no output where none is released. Not guaranteed: that notes and texts are gone; they are
 * identity elements and are withheld as such.
 */
public final class TaskViews {
  public static final String REFERENCE_SYSTEM =
      "https://fhir.example.org/supportive-care/NamingSystem/sc-task-reference";
  public static final String BUSINESS_STATUS =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-business-status";
  public static final String STATUS_REASON =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason";

  /** The system of what the exchange itself asks for. */
  public static final String DUTY = "https://fhir.example.org/supportive-care/CodeSystem/sc-duty";

  public static final String RENEW_CONSENT = "renew-consent";
  public static final String ERASURE_DUE = "erasure-due";
  public static final String REVIEW_KEPT_DATA = "review-kept-data";

  /** Of a duty: to see what a Consent says since somebody else has recorded a withdrawal. */
  public static final String CONSENT_CHANGED = "consent-changed";

  private static final String MARK =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-task-mark";
  public static final String CONSENT_REVOKED = "consent-revoked";
  static final String TRANSFERRED = "transferred-abroad";

  /** What is said of a Task by nobody but the exchange, which alone knows whether it is so. */
  private static final Set<String> OURS = Set.of(CONSENT_REVOKED, TRANSFERRED);

  /** Of {@code sc-status-reason}: time alone has ended what was permitted. */
  public static final String EXPIRED = "expired";

  private static final Map<String, String> SHOWN =
      Map.of(
          "received", "received",
          "accepted", "accepted",
          "in-progress", "accepted",
          "on-hold", "accepted",
          "rejected", "declined",
          "cancelled", "cancelled",
          "failed", "cancelled",
          "completed", "completed");

  private static final Pattern RESULT = Pattern.compile("(output|note)\\b");

  private TaskViews() {}

  /**
   * Whether an element of a Task is something that has come of it, which whoever asked for it may
   * be shown: a result or a note.
   *
   * @param path from the Task, without its name
   */
  public static boolean isResult(String path) {
    return RESULT.matcher(path).lookingAt();
  }

  /** The business status that a requester is shown, or null where there is none yet. */
  public static String shownStatus(Task task) {
    boolean revoked = CONSENT_REVOKED.equals(businessStatus(task));
    return revoked ? CONSENT_REVOKED : SHOWN.get(task.hasStatus() ? task.getStatus().toCode() : "");
  }

  /** The code of the exchange's own that the owner has set, or null. */
  public static String businessStatus(Task task) {
    return businessStatuses(task).findFirst().orElse(null);
  }

  private static Stream<String> businessStatuses(Task task) {
    return task.getBusinessStatus().getCoding().stream()
        .filter(coding -> BUSINESS_STATUS.equals(coding.getSystem()))
        .map(Coding::getCode)
        .filter(Objects::nonNull);
  }

  /**
   * Nobody else says that a person has withdrawn, or was taken over abroad: on that word a
   * requester gives up, and another exchange erases.
   *
   * @param stored what the Task was before; an empty one where it is new
   * @throws ExchangeException transition-not-allowed
   */
  public static void requireSayable(Task stored, Task sent) {
    Set<String> before = businessStatuses(stored).collect(Collectors.toSet());
    if (businessStatuses(sent).anyMatch(code -> OURS.contains(code) && !before.contains(code))) {
      throw ExchangeException.at(
          ErrorCode.TRANSITION_NOT_ALLOWED,
          "Task.businessStatus",
          "This business status is set by the exchange alone.");
    }
  }

  /**
   * What the exchange asks for itself is asked by nobody else in its words, wherever in a Task they
   * stand.
   *
   * @param stored what the Task was before; an empty one where it is new
   * @throws ExchangeException profile-violation
   */
  public static void requireOwnVoice(Task stored, Task sent) {
    Set<String> before = duties(stored).collect(Collectors.toSet());
    if (duties(sent).anyMatch(code -> !before.contains(code))) {
      boolean asCode = sent.getCode().getCoding().stream().anyMatch(TaskViews::isDuty);
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          asCode ? "Task.code" : "Task",
          "What the exchange itself asks for is said by the exchange alone.");
    }
  }

  /** Wherever they stand: what was done about a duty may be told as an output of its code. */
  private static Stream<String> duties(Task task) {
    return codings(task).filter(TaskViews::isDuty).map(Coding::getCode);
  }

  private static Stream<Coding> codings(Base element) {
    Stream<Coding> below =
        element.children().stream()
            .flatMap(child -> child.getValues().stream())
            .flatMap(TaskViews::codings);
    return element instanceof Coding coding ? Stream.concat(Stream.of(coding), below) : below;
  }

  private static boolean isDuty(Coding coding) {
    return DUTY.equals(coding.getSystem());
  }

  /** What nobody has released to a requester. Changes the Task in place. */
  public static void reduceForRequester(Task task) {
    task.setOutput(null);
    reduceToResults(task);
  }

  /** The same where its results are released. Changes the Task in place. */
  public static void reduceToResults(Task task) {
    String shown = shownStatus(task);
    task.setExecutionPeriod(null);
    task.setLastModified(null);
    task.setBusinessStatus(
        shown == null ? null : new CodeableConcept(new Coding(BUSINESS_STATUS, shown, null)));
  }

  /**
   * What stays with its owner where consent permits nothing of a Task: that there is one, how far
   * it is, and what the owner has made of it. Why it was asked for and what came with it is about
   * the person. Changes the Task in place.
   */
  public static void reduceForOwner(Task task) {
    task.setReasonCode(null);
    task.setReasonReference(null);
    task.setInput(null);
  }

  /**
   * What its owner has made of a Task: how far it is, its results and notes. Call where only the
   * owner's texts were put back.
   */
  public static Task ofOwner(Task task) {
    Task part = new Task();
    part.setId(task.getIdElement());
    part.setMeta(task.hasMeta() ? task.getMeta() : null);
    part.setIntent(task.getIntent())
        .setStatus(task.getStatus())
        .setStatusReason(task.hasStatusReason() ? task.getStatusReason() : null)
        .setBusinessStatus(task.hasBusinessStatus() ? task.getBusinessStatus() : null)
        .setFor(task.hasFor() ? task.getFor() : null)
        .setOwner(task.getOwner())
        .setExecutionPeriod(task.hasExecutionPeriod() ? task.getExecutionPeriod() : null)
        .setLastModifiedElement(task.hasLastModified() ? task.getLastModifiedElement() : null)
        .setNote(task.hasNote() ? task.getNote() : null)
        .setOutput(task.hasOutput() ? task.getOutput() : null);
    return part;
  }

  /** The mark on a Task that has waited for an answer for too long; in its meta, never stored. */
  public static Coding unanswered() {
    return new Coding(MARK, "unanswered", null);
  }

  /** Whether a requester sees a difference between two versions of a Task. */
  public static boolean differForRequester(Task before, Task after) {
    return before.getStatus() != after.getStatus()
        || !before.getStatusReason().equalsDeep(after.getStatusReason())
        || !Objects.equals(shownStatus(before), shownStatus(after));
  }

  /** Changes the Task in place. */
  public static void addReference(Task task, String reference) {
    task.addIdentifier(new Identifier().setSystem(REFERENCE_SYSTEM).setValue(reference));
  }

  /**
   * Points to what the exchange has put on record of the Task's steps; changes the Task in place.
   *
   * @param provenances references, the first step first
   */
  public static void addSteps(Task task, List<String> provenances) {
    provenances.forEach(step -> task.addRelevantHistory(new Reference(step)));
  }

  /** What the exchange adds is not stored when a sender gives it back, or makes it up. */
  public static void removeAdded(Task task) {
    task.getIdentifier().removeIf(identifier -> REFERENCE_SYSTEM.equals(identifier.getSystem()));
    task.setRelevantHistory(null);
  }
}
