/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * How long a referral may wait. Guaranteed: the more urgent of two priorities counts, a word that
 * is no priority counts as routine, and a Task never closes by itself before its answer was due.
 *
 * @param stat until an answer is due
 * @param asap until an answer is due
 * @param urgent until an answer is due
 * @param routine until an answer is due
 * @param closing until a referral that nobody has accepted closes, where it does not say itself
 */
public record Deadlines(
    Duration stat, Duration asap, Duration urgent, Duration routine, Duration closing) {
  private static final List<String> BY_URGENCY = List.of("stat", "asap", "urgent", "routine");

  public Deadlines {
    if (List.of(stat, asap, urgent, routine, closing).stream()
        .anyMatch(time -> time.isNegative() || time.isZero())) {
      throw new IllegalArgumentException("A deadline is later than the request.");
    }
  }

  /**
   * Whether a Task in this status still waits for an answer. That it has arrived is none: software
   * may say so by itself, and nobody has read it.
   */
  public static boolean waitsForAnswer(String status) {
    return isAhead(status, TaskEffect.ANSWER);
  }

  /** Whether a Task in this status can still close by itself. */
  public static boolean mayClose(String status) {
    return isAhead(status, TaskEffect.SETTLE);
  }

  private static boolean isAhead(String status, TaskEffect effect) {
    return TaskTransitions.isAhead(TaskStatus.fromCode(status), effect);
  }

  /**
   * @param priorities FHIR codes; of the Task and of the ServiceRequest that it is about
   */
  public Instant answerDue(Set<String> priorities, Instant requested) {
    String most = BY_URGENCY.stream().filter(priorities::contains).findFirst().orElse("routine");
    return requested.plus(
        switch (most) {
          case "stat" -> stat;
          case "asap" -> asap;
          case "urgent" -> urgent;
          default -> routine;
        });
  }

  /**
   * At the end of the last day on which the Task itself wants to be worked, or by configuration.
   */
  public Instant closes(Task task, Instant requested, Instant answerDue) {
    Instant own =
        lastDay(task.getRestriction().getPeriod())
            .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
            .orElse(requested.plus(closing));
    return own.isBefore(answerDue) ? answerDue : own;
  }

  private static Optional<LocalDate> lastDay(Period period) {
    return period.hasEnd()
        ? Optional.of(LocalDate.ofInstant(period.getEnd().toInstant(), ZoneOffset.UTC))
        : Optional.empty();
  }
}
