/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Which reason is one for which status: each code beside each status that needs one. */
class StatusReasonsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
  private static final Set<String> DECLINE =
      words(
          "no-capacity waitlist out-of-catchment age-not-served gender-not-served"
              + " language-unavailable safety-conflict needs-not-matched person-declined"
              + " cannot-reach-safely consent-insufficient duplicate insufficient-information"
              + " service-suspended expired");
  private static final Set<String> CANCEL =
      words(
          "expired person-withdrew consent-revoked entered-in-error moved found-elsewhere unsafe"
              + " superseded no-longer-available");
  private static final Set<String> HOLD =
      words("safe-moment interpreter guardian capacity identity");
  private static final Set<String> NONE = words("no-such-reason NO-CAPACITY");

  /** What the exchange alone says of what has ended. */
  private static final Set<String> OURS = words("consent-revoked expired no-longer-available");

  private static final Set<TaskStatus> ENDED = Set.of(TaskStatus.CANCELLED, TaskStatus.FAILED);

  private static final Map<TaskStatus, List<Set<String>>> FITTING =
      Map.of(
          TaskStatus.REJECTED, List.of(DECLINE),
          TaskStatus.CANCELLED, List.of(CANCEL),
          TaskStatus.ONHOLD, List.of(HOLD),
          TaskStatus.FAILED, List.of(DECLINE, CANCEL));

  private static Set<String> words(String words) {
    return new TreeSet<>(Arrays.asList(words.split(" ")));
  }

  static Stream<Arguments> everyStatusWithEveryCode() {
    return FITTING.keySet().stream()
        .flatMap(
            status ->
                Stream.of(DECLINE, CANCEL, HOLD, NONE)
                    .flatMap(Set::stream)
                    .distinct()
                    .map(code -> Arguments.of(status, code)));
  }

  private static Coding ours(String code) {
    return new Coding(TaskViews.STATUS_REASON, code, null);
  }

  private static Task change(TaskStatus to, CodeableConcept reason) {
    TaskStatus from = to == TaskStatus.REJECTED ? TaskStatus.RECEIVED : TaskStatus.ACCEPTED;
    Task sent = new Task().setStatus(to).setStatusReason(reason);
    return TaskChange.apply(
        new Task().setStatus(from),
        sent,
        TaskActor.OWNER,
        List.of(),
        () -> new ModeRules(Set.of(), Set.of()),
        TODAY);
  }

  private static ErrorCode refusal(TaskStatus to, CodeableConcept reason) {
    return catchThrowableOfType(ExchangeException.class, () -> change(to, reason)).code();
  }

  @ParameterizedTest(name = "{0} because of {1}")
  @MethodSource("everyStatusWithEveryCode")
  void aReasonIsTakenExactlyWhereItFits(TaskStatus status, String code) {
    CodeableConcept reason = new CodeableConcept(ours(code));
    boolean fits =
        FITTING.get(status).stream().anyMatch(group -> group.contains(code))
            && !(ENDED.contains(status) && OURS.contains(code));

    if (fits) {
      assertThat(change(status, reason).getStatusReason().getCodingFirstRep().getCode())
          .isEqualTo(code);
    } else {
      assertThat(refusal(status, reason)).isEqualTo(ErrorCode.REASON_REQUIRED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskStatus.class,
      names = {"REJECTED", "CANCELLED", "ONHOLD", "FAILED"})
  void whatTheRequesterWouldNotReadIsNoReason(TaskStatus status) {
    String code =
        FITTING.get(status).get(0).stream()
            .filter(one -> !OURS.contains(one))
            .findFirst()
            .orElseThrow();
    CodeableConcept foreign =
        new CodeableConcept(new Coding("https://shelter.example.org/reasons", code, null));
    CodeableConcept displayed = new CodeableConcept(new Coding(null, null, "No place is free"));
    CodeableConcept systemless = new CodeableConcept(new Coding(null, code, null));
    CodeableConcept codeless =
        new CodeableConcept(new Coding(TaskViews.STATUS_REASON, null, "No place is free"));
    CodeableConcept worded = new CodeableConcept().setText("No place is free");

    for (CodeableConcept reason :
        List.of(foreign, displayed, systemless, codeless, worded, new CodeableConcept())) {
      assertThat(refusal(status, reason)).isEqualTo(ErrorCode.REASON_REQUIRED);
    }
    foreign.addCoding(ours(code));
    assertThat(change(status, foreign).getStatus()).as("beside one that fits").isEqualTo(status);
  }

  @Test
  void besideAReasonOfTheExchangesNoOtherServesTheOwner() {
    CodeableConcept both = new CodeableConcept(ours("unsafe"));
    both.addCoding(ours("consent-revoked"));

    assertThat(refusal(TaskStatus.CANCELLED, both)).isEqualTo(ErrorCode.REASON_REQUIRED);
    assertThat(change(TaskStatus.REJECTED, new CodeableConcept(ours("expired"))).getStatus())
        .as("an answer that comes too late is the owner's to give")
        .isEqualTo(TaskStatus.REJECTED);
  }

  @Test
  void theReasonOfAHoldIsOverWithItAndMayBeGivenAgain() {
    CodeableConcept reason = new CodeableConcept(ours("capacity"));
    Task held = new Task().setStatus(TaskStatus.ONHOLD).setStatusReason(reason.copy());
    Task resumed = step(held, new Task().setStatus(TaskStatus.INPROGRESS).setStatusReason(reason));

    assertThat(resumed.hasStatusReason()).isFalse();
    Task again = new Task().setStatus(TaskStatus.ONHOLD).setStatusReason(reason);
    assertThat(step(resumed, again).getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("capacity");
  }

  @Test
  void theSameReasonIsTakenWhereAnEarlierStepHasLeftIt() {
    CodeableConcept reason = new CodeableConcept(ours("capacity"));
    Task left = new Task().setStatus(TaskStatus.INPROGRESS).setStatusReason(reason.copy());

    assertThat(step(left, new Task().setStatus(TaskStatus.ONHOLD).setStatusReason(reason)))
        .extracting(Task::getStatus)
        .isEqualTo(TaskStatus.ONHOLD);
    Task unreasoned = new Task().setStatus(TaskStatus.ONHOLD);
    assertThat(
            catchThrowableOfType(
                    ExchangeException.class,
                    () -> step(new Task().setStatus(TaskStatus.INPROGRESS), unreasoned))
                .code())
        .isEqualTo(ErrorCode.REASON_REQUIRED);
  }

  private static Task step(Task whole, Task sent) {
    return TaskChange.apply(
        whole, sent, TaskActor.OWNER, List.of(), () -> new ModeRules(Set.of(), Set.of()), TODAY);
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskStatus.class,
      mode = Mode.EXCLUDE,
      names = {"REJECTED", "CANCELLED", "ONHOLD", "FAILED"})
  void noOtherStatusHasReasons(TaskStatus status) {
    assertThat(StatusReasons.of(status)).isEmpty();
  }

  @Test
  void whatTheExchangeSaysItselfFitsToo() {
    Task revoked = TaskChange.revoke(new Task(), TODAY);
    Task expired = TaskChange.expire(new Task(), TODAY);
    Task lapsed = TaskChange.lapse(new Task(), TODAY);
    Task handedOver = TaskChange.handOver(new Task(), TODAY);

    for (Task task : List.of(revoked, expired, lapsed, handedOver)) {
      assertThat(StatusReasons.fit(task.getStatusReason(), task.getStatus())).isTrue();
    }
  }
}
