/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.TaskFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What steps do, and that the decision about the case says the same of the statuses between. */
class TaskEffectsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration FOLLOW_UP = Duration.ofDays(30);

  static Stream<TransitionRule> steps() {
    return TaskTransitions.rules().stream().filter(TransitionRule::isStep);
  }

  static Stream<TransitionRule> everyLine() {
    return TaskTransitions.rules().stream();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void everyStepIsOnRecordAndTold(TransitionRule step) {
    assertThat(step.effects()).contains(TaskEffect.RECORD, TaskEffect.TELL);
  }

  @ParameterizedTest
  @MethodSource("everyLine")
  void whatIsNoStepHasNoEffect(TransitionRule line) {
    assertThat(line.effects().isEmpty()).isEqualTo(!line.isStep());
  }

  @ParameterizedTest
  @MethodSource("everyLine")
  void aReasonIsNeededWhereThereAreReasonsForTheStatus(TransitionRule line) {
    assertThat(line.needs().contains(TaskRequirement.REASON))
        .isEqualTo(!StatusReasons.of(line.to()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("steps")
  void theOwnersSightEndsExactlyWithTheStepsThatSaySo(TransitionRule step) {
    assertThat(live(step.from(), NOW)).isTrue();
    assertThat(live(step.to(), NOW)).isEqualTo(!step.effects().contains(TaskEffect.CLOSE));
    assertThat(live(step.to(), NOW.minus(FOLLOW_UP).minusSeconds(1)))
        .isEqualTo(Set.of("received", "accepted", "in-progress", "on-hold").contains(code(step)));
    assertThat(step.effects().contains(TaskEffect.FOLLOW_UP))
        .isEqualTo(live(step.to(), NOW) && !live(step.to(), NOW.minus(FOLLOW_UP).minusSeconds(1)));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void nothingFollowsExactlyTheStepsThatSaySo(TransitionRule step) {
    boolean ends = step.effects().contains(TaskEffect.END);

    assertThat(TaskTransitions.isFinal(step.to())).isEqualTo(ends);
    assertThat(steps().anyMatch(next -> next.from() == step.to())).isEqualTo(!ends);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void identityWaitsForAcceptanceAndForNothingElse(TransitionRule step) {
    assertThat(step.effects().contains(TaskEffect.IDENTITY))
        .isEqualTo(step.to() == TaskStatus.ACCEPTED);
    assertThat(TaskTransitions.isAhead(step.from(), TaskEffect.IDENTITY))
        .isEqualTo(Set.of("requested", "received").contains(step.from().toCode()));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void anAnswerIsWaitedForUntilItIsGivenAndAnewOnceTheReferralHasArrived(TransitionRule step) {
    assertThat(step.effects().contains(TaskEffect.ACKNOWLEDGE))
        .isEqualTo(step.to() == TaskStatus.RECEIVED);
    assertThat(step.effects().contains(TaskEffect.ANSWER))
        .isEqualTo(
            TaskTransitions.isAhead(step.from(), TaskEffect.ANSWER)
                && !TaskTransitions.isAhead(step.to(), TaskEffect.ANSWER));
    assertThat(step.effects().contains(TaskEffect.SETTLE))
        .isEqualTo(
            TaskTransitions.isAhead(step.from(), TaskEffect.SETTLE)
                && !TaskTransitions.isAhead(step.to(), TaskEffect.SETTLE));
  }

  @Test
  void whatItWasMadeFromEndsWithAnAcceptanceWhateverCameBefore() {
    assertThat(TaskTransitions.comesWith(TaskStatus.ACCEPTED, TaskEffect.HAND_OVER)).isTrue();
    assertThat(Arrays.stream(TaskStatus.values()).filter(status -> status != TaskStatus.ACCEPTED))
        .noneMatch(status -> TaskTransitions.comesWith(status, TaskEffect.HAND_OVER));
  }

  @Test
  void whoeverCancelsItDoesTheSame() {
    for (TransitionRule own : steps().filter(step -> step.actor() == TaskActor.EXCHANGE).toList()) {
      Optional<TransitionRule> requesters =
          steps()
              .filter(step -> step.actor() == TaskActor.REQUESTER)
              .filter(step -> step.from() == own.from() && step.to() == own.to())
              .findFirst();
      assertThat(requesters).map(TransitionRule::effects).contains(own.effects());
    }
  }

  @Test
  void aStepThatTheTableDoesNotNameIsNotStored() {
    assertThat(TaskTransitions.effects(TaskStatus.REQUESTED, TaskStatus.RECEIVED, TaskActor.OWNER))
        .contains(TaskEffect.RECORD);
    assertThat(TaskTransitions.effects(TaskStatus.ACCEPTED, TaskStatus.ACCEPTED, TaskActor.OTHER))
        .isEmpty();
    assertThatThrownBy(
            () ->
                TaskTransitions.effects(
                    TaskStatus.REQUESTED, TaskStatus.RECEIVED, TaskActor.EXCHANGE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                TaskTransitions.effects(
                    TaskStatus.COMPLETED, TaskStatus.CANCELLED, TaskActor.EXCHANGE))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requested\treceived\towner\t-",
        "requested\treceived\tanybody\t-\trecord",
        "requested\treceived\towner\tmoney\trecord",
        "requested\treceived\towner\t-\trecord dance",
        "requested\twherever\towner\t-\trecord"
      })
  void aLineThatIsNotWhollyUnderstoodIsRefused(String line) {
    assertThatThrownBy(() -> TransitionRule.parse(line))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyEffectIsInTheTableAndSaidInWords() {
    assertThat(everyLine().flatMap(line -> line.effects().stream()).distinct())
        .containsExactlyInAnyOrder(TaskEffect.values());
    assertThat(List.of(TaskEffect.values())).extracting(TaskEffect::words).doesNotHaveDuplicates();
  }

  @Test
  void whoAsksThemselvesActsAsOwner() {
    assertThat(TaskActor.of("one", "one", "one")).isEqualTo(TaskActor.OWNER);
    assertThat(TaskActor.of("one", "two", "one")).isEqualTo(TaskActor.REQUESTER);
    assertThat(TaskActor.of("three", "two", "one")).isEqualTo(TaskActor.OTHER);
  }

  private static String code(TransitionRule step) {
    return step.to().toCode();
  }

  /**
   * @param ended when it ended, where it has
   */
  private static boolean live(TaskStatus status, Instant ended) {
    return new TaskFact(
            "shelter-be", status.toCode(), TaskTransitions.isFinal(status) ? ended : null)
        .isLive(NOW, FOLLOW_UP);
  }
}
