/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class TaskTransitionsTest {
  /**
   * The contract's table, one step a line, unchanged statuses of the owner and what the exchange
   * itself ends included. Written here once more: the shipped table is held against it.
   */
  private static final Set<String> TABLE =
      """
      OWNER requested requested
      OWNER requested received
      OWNER requested accepted
      OWNER requested rejected
      OWNER received received
      OWNER received accepted
      OWNER received rejected
      OWNER accepted accepted
      OWNER accepted in-progress
      OWNER accepted on-hold
      OWNER accepted failed
      OWNER accepted cancelled
      OWNER in-progress in-progress
      OWNER in-progress on-hold
      OWNER in-progress completed
      OWNER in-progress failed
      OWNER in-progress cancelled
      OWNER on-hold on-hold
      OWNER on-hold in-progress
      OWNER on-hold failed
      OWNER on-hold cancelled
      REQUESTER requested cancelled
      REQUESTER received cancelled
      REQUESTER accepted cancelled
      REQUESTER in-progress cancelled
      REQUESTER on-hold cancelled
      EXCHANGE requested cancelled
      EXCHANGE received cancelled
      EXCHANGE accepted cancelled
      EXCHANGE in-progress cancelled
      EXCHANGE on-hold cancelled
      """
          .lines()
          .collect(Collectors.toUnmodifiableSet());

  static Stream<Arguments> everyStep() {
    return Arrays.stream(TaskActor.values())
        .flatMap(
            actor ->
                statuses().flatMap(from -> statuses().map(to -> Arguments.of(actor, from, to))));
  }

  private static Stream<TaskStatus> statuses() {
    return Arrays.stream(TaskStatus.values()).filter(status -> status != TaskStatus.NULL);
  }

  @ParameterizedTest(name = "{0} takes {1} to {2}")
  @MethodSource("everyStep")
  void aStepIsAllowedExactlyWhereTheTableNamesIt(TaskActor actor, TaskStatus from, TaskStatus to) {
    boolean named = TABLE.contains(actor + " " + from.toCode() + " " + to.toCode());

    Transition transition = TaskTransitions.check(from, to, actor, true, true);

    if (named) {
      assertThat(transition).isInstanceOf(Transition.Allowed.class);
    } else {
      assertThat(refused(transition)).isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    }
  }

  @Test
  void theMatrixIsComplete() {
    assertThat(everyStep()).hasSize(4 * 12 * 12);
    assertThat(TABLE).hasSize(31);
    assertThat(TaskTransitions.rules()).hasSize(31);
  }

  @ParameterizedTest(name = "{0} takes {1} to {2}")
  @MethodSource("everyStep")
  void aStepToAStatusThatNeedsAReasonIsRefusedWithoutOne(
      TaskActor actor, TaskStatus from, TaskStatus to) {
    boolean named = TABLE.contains(actor + " " + from.toCode() + " " + to.toCode());
    boolean needsReason =
        Set.of("rejected", "cancelled", "on-hold", "failed").contains(to.toCode());

    Transition transition = TaskTransitions.check(from, to, actor, false, true);

    if (!named) {
      assertThat(refused(transition)).isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    } else if (needsReason) {
      assertThat(refused(transition)).isEqualTo(ErrorCode.REASON_REQUIRED);
    } else {
      assertThat(transition).isInstanceOf(Transition.Allowed.class);
    }
  }

  @Test
  void completedNeedsAnOutput() {
    Transition without =
        TaskTransitions.check(
            TaskStatus.INPROGRESS, TaskStatus.COMPLETED, TaskActor.OWNER, false, false);
    Transition with =
        TaskTransitions.check(
            TaskStatus.INPROGRESS, TaskStatus.COMPLETED, TaskActor.OWNER, false, true);

    assertThat(refused(without)).isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    assertThat(((Transition.Refused) without).expression()).isEqualTo("Task.output");
    assertThat(with).isInstanceOf(Transition.Allowed.class);
  }

  @ParameterizedTest
  @EnumSource(value = TaskStatus.class, mode = Mode.EXCLUDE, names = "COMPLETED")
  void noOtherStatusNeedsAnOutput(TaskStatus to) {
    assertThat(
            TaskTransitions.check(TaskStatus.INPROGRESS, to, TaskActor.OWNER, true, false)
                instanceof Transition.Allowed)
        .isEqualTo(TABLE.contains("OWNER in-progress " + to.toCode()));
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertThat(
            refused(TaskTransitions.check(null, TaskStatus.ACCEPTED, TaskActor.OWNER, true, true)))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    assertThat(
            refused(TaskTransitions.check(TaskStatus.REQUESTED, null, TaskActor.OWNER, true, true)))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
    assertThat(
            refused(
                TaskTransitions.check(TaskStatus.REQUESTED, TaskStatus.ACCEPTED, null, true, true)))
        .isEqualTo(ErrorCode.TRANSITION_NOT_ALLOWED);
  }

  private static ErrorCode refused(Transition transition) {
    assertThat(transition).isInstanceOf(Transition.Refused.class);
    return ((Transition.Refused) transition).code();
  }
}
