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
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ServiceRequest;
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
    return change(whole, sent, ModeRules.of(recorded, new ServiceRequest()));
  }

  private static Task change(Task whole, Task sent, ModeRules rules) {
    return TaskChange.apply(whole, sent, TaskActor.OWNER, List.of(), () -> rules, TODAY);
  }

  private static <T extends DomainResource> T saying(T resource, String... switching) {
    Extension delivery =
        resource.addExtension().setUrl(ROOT + "StructureDefinition/sc-delivery-mode");
    delivery.addExtension("mode", coded("sc-mode", "in-person"));
    for (String code : switching) {
      delivery.addExtension("switch", coded("sc-mode", code));
    }
    return resource;
  }

  private static ErrorCode refusal(Task whole, Task sent, String rules) {
    return catchThrowableOfType(ExchangeException.class, () -> change(whole, sent, rules)).code();
  }

  @ParameterizedTest
  @CsvSource({
    "video,phone-time-window",
    "phone,phone-time-window",
    "phone,call-no-voicemail interpreter-required",
    "hybrid,call-no-voicemail email-safe",
    "chat,text-neutral-only",
    "chat,text-neutral-only post-not-safe",
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
    "video,no-such-rule",
    "video,via-referrer",
    "phone,via-referrer phone-time-window",
    "chat,via-referrer text-neutral-only",
    "hybrid,via-referrer",
    "phone,via-trusted-person",
    "video,email-safe",
    "phone,post-not-safe",
    "chat,email-safe",
    "chat,call-no-voicemail text-neutral-only",
    "phone,code-word-required",
    "chat,phone-time-window",
    "by-pigeon,phone-time-window"
  })
  void aWayThatIsNotSafeIsRefused(String mode, String rules) {
    assertThat(refusal(task(), switchedTo(mode), rules))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
  }

  @Test
  void whereTheTaskCallsSwitchingNotSafeNothingIsSwitched() {
    Task unsafe = saying(task(), "switch-not-safe");
    Task safe = saying(task(), "switch-allowed");

    assertThat(refusal(unsafe, switchedTo("in-person"), "email-safe"))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    assertThat(change(safe, switchedTo("in-person"), "email-safe").getOutput()).hasSize(1);
  }

  @Test
  void whereTheReferralCallsSwitchingNotSafeNothingIsSwitched() {
    Set<String> contact = Set.of("text-neutral-only");
    ModeRules unsafe = ModeRules.of(contact, saying(new ServiceRequest(), "switch-not-safe"));
    ModeRules both =
        ModeRules.of(contact, saying(new ServiceRequest(), "switch-allowed", "switch-not-safe"));
    ModeRules safe = ModeRules.of(contact, saying(new ServiceRequest(), "switch-allowed"));

    for (ModeRules rules : List.of(unsafe, both)) {
      for (String mode : List.of("chat", "in-person")) {
        assertThat(
                catchThrowableOfType(
                        ExchangeException.class, () -> change(task(), switchedTo(mode), rules))
                    .code())
            .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
      }
    }
    assertThat(change(task(), switchedTo("chat"), safe).getOutput()).hasSize(1);
  }

  @Test
  void aChangeThatIsNoSwitchAsksForNoRules() {
    Task sent = task().setStatus(TaskStatus.ONHOLD);
    sent.setStatusReason(coded("sc-status-reason", "interpreter"));

    Task changed =
        TaskChange.apply(
            task(),
            sent,
            TaskActor.OWNER,
            List.of(),
            () -> {
              throw new AssertionError("not asked");
            },
            TODAY);

    assertThat(changed.getStatus()).isEqualTo(TaskStatus.ONHOLD);
  }

  @Test
  void theReasonOfTheHoldItIsInIsNoneForASwitch() {
    Task held = task().setStatus(TaskStatus.ONHOLD);
    held.setStatusReason(coded("sc-status-reason", "safe-moment"));
    Task same = switchedTo("chat").setStatus(TaskStatus.ONHOLD);
    Task another = switchedTo("chat").setStatus(TaskStatus.ONHOLD);
    another.setStatusReason(coded("sc-status-reason", "interpreter"));

    assertThat(refusal(held, same, "text-neutral-only")).isEqualTo(ErrorCode.REASON_REQUIRED);
    assertThat(change(held, another, "text-neutral-only").getOutput()).hasSize(1);
  }

  @Test
  void theSameReasonServesForAnotherSwitch() {
    Task before = switchedTo("chat");
    Task again = switchedTo("chat");
    again.addOutput(switchedTo("in-person").getOutputFirstRep());

    assertThat(change(before, again, "text-neutral-only").getOutput()).hasSize(2);
  }

  @Test
  void aSwitchHasAModeAReasonAndItsStatus() {
    Task unreasoned = switchedTo("chat").setStatusReason(null);
    Task unsaid = switchedTo("chat").setBusinessStatus(null);
    Task modeless = switchedTo("chat").setOutput(null);

    assertThat(refusal(task(), unreasoned, "text-neutral-only"))
        .isEqualTo(ErrorCode.REASON_REQUIRED);
    assertThat(refusal(task(), unsaid, "text-neutral-only"))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    assertThat(refusal(task(), modeless, "text-neutral-only"))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
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
