/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;

/**
 * Whether support may be delivered another way than so far. The owner says so by the business
 * status {@code mode-switched}, with the new mode as an output of that type, which its requester
 * does not see, and a coded reason of its own.
 *
 * <p>Guaranteed: no switch where the referral or the Task calls switching not safe, and none to a
 * way from a distance unless a rule recorded for the person names that way as safe and none
 * excludes it ({@link RemoteWays}). Appointments stay as they are. Not guaranteed: that the way is
 * safe; only that it was recorded so.
 */
final class ModeSwitch {
  private static final String SWITCHED = "mode-switched";
  private static final Set<String> NEAR = Set.of("in-person", "outreach");
  private static final String MODE = "https://fhir.example.org/supportive-care/CodeSystem/sc-mode";

  private ModeSwitch() {}

  /** Whether an output is the work's, and not a mode or a time to recover. */
  static boolean isWork(TaskOutputComponent output) {
    return !isSwitch(output) && !RecoveryPeriod.isOne(output);
  }

  /**
   * @param whole as it is stored
   * @param recorded asked where the change is a switch, and only there
   * @throws ExchangeException transition-not-allowed or reason-required
   */
  static void require(Task whole, Task sent, Supplier<ModeRules> recorded) {
    List<TaskOutputComponent> switches =
        sent.getOutput().stream()
            .filter(ModeSwitch::isSwitch)
            .filter(output -> whole.getOutput().stream().noneMatch(output::equalsDeep))
            .toList();
    boolean said = SWITCHED.equals(TaskViews.businessStatus(sent));
    boolean saidBefore = SWITCHED.equals(TaskViews.businessStatus(whole));
    if (switches.isEmpty() && (!said || saidBefore)) {
      return;
    }
    if (!said || switches.size() != 1 || mode(switches.get(0)).size() != 1) {
      throw refused("A switch is the business status mode-switched with one new mode as output.");
    }
    if (!hasReasonOfItsOwn(whole, sent)) {
      throw ExchangeException.at(
          ErrorCode.REASON_REQUIRED,
          "Task.statusReason",
          "A switch needs a coded statusReason of its own.");
    }
    ModeRules rules = recorded.get();
    if (rules.forbidSwitching(whole) || !isSafe(mode(switches.get(0)).get(0), rules.contact())) {
      throw refused("This way of contact is not safe for the person.");
    }
  }

  private static boolean isSafe(String mode, Set<String> rules) {
    return NEAR.contains(mode) || RemoteWays.areSafe(mode, rules);
  }

  /** What is said of the hold that a Task is in is not said of the switch. */
  private static boolean hasReasonOfItsOwn(Task whole, Task sent) {
    boolean ofTheStatus =
        !StatusReasons.of(whole.getStatus()).isEmpty()
            && sent.getStatusReason().equalsDeep(whole.getStatusReason());
    return StatusReasons.hold(sent.getStatusReason()) && !ofTheStatus;
  }

  private static boolean isSwitch(TaskOutputComponent output) {
    return output.getType().getCoding().stream()
        .anyMatch(
            coding ->
                TaskViews.BUSINESS_STATUS.equals(coding.getSystem())
                    && SWITCHED.equals(coding.getCode()));
  }

  private static List<String> mode(TaskOutputComponent output) {
    return output.getValue() instanceof CodeableConcept concept
        ? concept.getCoding().stream()
            .filter(coding -> MODE.equals(coding.getSystem()) && coding.hasCode())
            .map(Coding::getCode)
            .toList()
        : List.of();
  }

  private static ExchangeException refused(String message) {
    return ExchangeException.at(ErrorCode.TRANSITION_NOT_ALLOWED, "Task.output", message);
  }
}
