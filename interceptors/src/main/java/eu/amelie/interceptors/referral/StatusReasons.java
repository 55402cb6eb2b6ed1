/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * Which codes of {@code sc-status-reason} give a reason for which status: its value sets
 * sc-decline-reason, sc-cancel-reason and sc-hold-reason.
 *
 * <p>Guaranteed: a word, a display or a code of any other system is no reason, because whoever
 * asked would not read it. Not guaranteed: that the reason is true.
 */
public final class StatusReasons {
  private static final Set<String> DECLINE =
      Set.of(
          "no-capacity",
          "waitlist",
          "out-of-catchment",
          "age-not-served",
          "gender-not-served",
          "language-unavailable",
          "safety-conflict",
          "needs-not-matched",
          "person-declined",
          "cannot-reach-safely",
          "consent-insufficient",
          "duplicate",
          "insufficient-information",
          "service-suspended",
          "expired");
  private static final Set<String> CANCEL =
      Set.of(
          "expired",
          "person-withdrew",
          "consent-revoked",
          "entered-in-error",
          "moved",
          "found-elsewhere",
          "unsafe",
          "superseded",
          "no-longer-available");
  private static final Set<String> HOLD =
      Set.of("safe-moment", "interpreter", "guardian", "capacity", "identity");

  /** What only the exchange knows to be so; on that word a requester gives up. */
  private static final Set<String> OURS =
      Set.of("consent-revoked", "no-longer-available", TaskViews.EXPIRED);

  private static final Set<TaskStatus> ENDED_BY_US =
      Set.of(TaskStatus.CANCELLED, TaskStatus.FAILED);

  /** What fails was taken on and came to nothing: for what could have kept it from either. */
  private static final Map<TaskStatus, Set<String>> FITTING =
      Map.of(
          TaskStatus.REJECTED,
          DECLINE,
          TaskStatus.CANCELLED,
          CANCEL,
          TaskStatus.ONHOLD,
          HOLD,
          TaskStatus.FAILED,
          union(DECLINE, CANCEL));

  private static final Set<String> ALL = union(union(DECLINE, CANCEL), HOLD);

  private StatusReasons() {}

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** The codes that give a reason for a status; none where it needs no reason. */
  public static Set<String> of(TaskStatus status) {
    return FITTING.getOrDefault(status, Set.of());
  }

  /** Whether one of the codings gives a reason for this status. */
  static boolean fit(CodeableConcept reason, TaskStatus status) {
    return codes(reason).anyMatch(of(status)::contains);
  }

  /**
   * The same for a reason that a party gives. The owner of a Task ends it with no reason that is
   * the exchange's to give.
   */
  static boolean fitSaidBy(TaskActor actor, Task sent) {
    boolean ours =
        actor == TaskActor.OWNER
            && ENDED_BY_US.contains(sent.getStatus())
            && codes(sent.getStatusReason()).anyMatch(OURS::contains);
    return !ours && fit(sent.getStatusReason(), sent.getStatus());
  }

  /** Whether one of the codings is a reason for anything. */
  static boolean hold(CodeableConcept reason) {
    return codes(reason).anyMatch(ALL::contains);
  }

  private static Stream<String> codes(CodeableConcept reason) {
    return reason.getCoding().stream()
        .filter(coding -> TaskViews.STATUS_REASON.equals(coding.getSystem()))
        .map(Coding::getCode)
        .filter(Objects::nonNull);
  }
}
