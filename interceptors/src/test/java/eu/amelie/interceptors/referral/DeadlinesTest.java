/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
  private static final Instant ASKED = Instant.parse("2026-11-26T10:00:00Z");
  private static final Deadlines DEADLINES =
      new Deadlines(
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(24),
          Duration.ofDays(5),
          Duration.ofDays(30));

  private static Task until(String day) {
    Task task = new Task();
    task.getRestriction().getPeriod().setEndElement(new DateTimeType(day));
    return task;
  }

  @ParameterizedTest
  @CsvSource({"stat,1", "asap,4", "urgent,24", "routine,120", "no-such-priority,120"})
  void eachPriorityHasItsDeadline(String priority, long hours) {
    assertThat(DEADLINES.answerDue(Set.of(priority), ASKED))
        .isEqualTo(ASKED.plus(Duration.ofHours(hours)));
  }

  @Test
  void theMoreUrgentPriorityCountsAndNoneIsRoutine() {
    assertThat(DEADLINES.answerDue(Set.of("routine", "stat"), ASKED))
        .isEqualTo(ASKED.plus(Duration.ofHours(1)));
    assertThat(DEADLINES.answerDue(Set.of(), ASKED)).isEqualTo(ASKED.plus(Duration.ofDays(5)));
  }

  @Test
  void aTaskClosesAfterTheLastDayItNamesOrByConfiguration() {
    Instant due = DEADLINES.answerDue(Set.of("stat"), ASKED);

    assertThat(DEADLINES.closes(until("2026-12-01"), ASKED, due))
        .isEqualTo(Instant.parse("2026-12-02T00:00:00Z"));
    assertThat(DEADLINES.closes(new Task(), ASKED, due)).isEqualTo(ASKED.plus(Duration.ofDays(30)));
  }

  @Test
  void aTaskNeverClosesBeforeItsAnswerWasDue() {
    Instant due = DEADLINES.answerDue(Set.of("routine"), ASKED);

    assertThat(DEADLINES.closes(until("2026-11-20"), ASKED, due)).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"accepted", "in-progress", "on-hold", "completed", "rejected", "cancelled"})
  void whatWasAnsweredNeitherWaitsNorCloses(String status) {
    assertThat(Deadlines.waitsForAnswer(status)).isFalse();
    assertThat(Deadlines.mayClose(status)).isFalse();
  }

  @Test
  void whatWasReceivedStillWaitsAndMayStillClose() {
    assertThat(Deadlines.waitsForAnswer("received")).isTrue();
    assertThat(Deadlines.mayClose("received")).isTrue();
    assertThat(Deadlines.waitsForAnswer("requested")).isTrue();
    assertThat(Deadlines.mayClose("requested")).isTrue();
  }

  @Test
  void aDeadlineOfNothingIsRefused() {
    Duration day = Duration.ofDays(1);

    assertThatThrownBy(() -> new Deadlines(day, day, Duration.ZERO, day, day))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
