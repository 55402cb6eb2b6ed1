/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Switching between in person and online, each way beside what speaks against it. */
class ModeSwitchTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final LocalDate TODAY = LocalDate.parse("2026-11-26");

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(ROOT + "CodeSystem/" + system, code, null));
  }

  private static Task task() {
    return new Task().setStatus(TaskStatus.INPROGRESS);
  }

  private static Task switchedTo(String mode) {
    Task task = task();
    task.setBusinessStatus(coded("sc-business-status", "mode-switched"));
    task.setStatusReason(coded("sc-status-reason", "safe-moment"));
    task.addOutput()
        .setType(coded("sc-business-status", "mode-switched"))
        .setValue(coded("sc-mode", mode));
    return task;
  }

  private static Task change(Task whole, Task sent, String rules) {
    Set<String> recorded =
        Arrays.stream(rules.split(" ", -1))
            .filter(rule -> !rule.isEmpty())
            .collect(Collectors.toSet());
    return TaskChange.apply(whole, sent, TaskActor.OWNER, List.of(), recorded, TODAY);
  }

  private static ErrorCode refusal(Task whole, Task sent, String rules) {
    return catchThrowableOfType(ExchangeException.class, () -> change(whole, sent, rules)).code();
  }

  @ParameterizedTest
  @CsvSource({
    "video,email-safe",
    "phone,phone-time-window",
    "chat,text-neutral-only",
    "in-person,in-person-only",
    "in-person,do-not-contact",
    "outreach,unknown"
  })
  void aWayThatNothingSpeaksAgainstIsTaken(String mode, String rules) {
    Task changed = change(task(), switchedTo(mode), rules);

    assertThat(changed.getOutput()).hasSize(1);
    assertThat(TaskViews.businessStatus(changed)).isEqualTo("mode-switched");
  }

  @ParameterizedTest
  @CsvSource({
    "video,text-neutral-only",
    "phone,text-neutral-only",
    "hybrid,text-neutral-only",
    "video,in-person-only",
    "chat,in-person-only",
    "video,do-not-contact",
    "chat,email-safe unknown",
    "video,''",
    "video,no-such-rule"
  })
  void aWayThatIsNotSafeIsRefused(String mode, String rules) {
    assertThat(refusal(task(), switchedTo(mode), rules))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
  }

  @Test
  void whereSwitchingItselfIsNotSafeNothingIsSwitched() {
    Task whole = task();
    whole
        .addExtension()
        .setUrl(ROOT + "StructureDefinition/sc-delivery-mode")
        .addExtension("switch", coded("sc-mode", "switch-not-safe"));

    assertThat(refusal(whole, switchedTo("in-person"), "email-safe"))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
  }

  @Test
  void aSwitchHasAModeAReasonAndItsStatus() {
    Task unreasoned = switchedTo("chat").setStatusReason(null);
    Task unsaid = switchedTo("chat").setBusinessStatus(null);
    Task modeless = switchedTo("chat").setOutput(null);

    assertThat(refusal(task(), unreasoned, "email-safe")).isEqualTo(ErrorCode.REASON_REQUIRED);
    assertThat(refusal(task(), unsaid, "email-safe")).isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    assertThat(refusal(task(), modeless, "email-safe")).isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
  }

  @Test
  void whatWasSwitchedBeforeIsNotAskedAgain() {
    Task whole = switchedTo("video");
    Task sent = switchedTo("video").setStatusReason(null);

    assertThat(change(whole, sent, "text-neutral-only").getOutput()).hasSize(1);
  }

  @Test
  void aModeIsNoResultOfTheWork() {
    Task done = switchedTo("video").setStatus(TaskStatus.COMPLETED);

    assertThat(refusal(switchedTo("video"), done, "email-safe"))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    done.addOutput().setType(coded("sc-service", "legal-aid"));
    assertThat(change(switchedTo("video"), done, "email-safe").getStatus())
        .isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void theRequesterDoesNotSeeTheMode() {
    Task switched = switchedTo("video");
    TaskViews.reduceForRequester(switched);

    assertThat(switched.getOutput()).isEmpty();
    assertThat(TaskViews.businessStatus(switched)).isEqualTo("accepted");
  }
}
