/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rule by example; its laws are in the tests beside. */
class SuppressionTest {

  @Test
  void elevenArePublishedAndTenAreNot() {
    Dimension dimension = Tables.flat("rest", "a", "b");

    assertThat(publish(dimension, Map.of("rest", 11L, "a", 11L, "b", 11L)))
        .isEqualTo(Map.of("all", 33L, "rest", 11L, "a", 11L, "b", 11L));
    assertThat(publish(dimension, Map.of("rest", 11L, "a", 11L, "b", 10L)))
        .isEqualTo(Map.of("all", 32L, "a", 11L));
  }

  @Test
  void aTotalBelowElevenIsLikeNobodyAtAll() {
    Dimension dimension = Tables.flat("rest", "a", "b");

    assertThat(publish(dimension, Map.of("a", 10L))).isEmpty();
    assertThat(publish(dimension, Map.of())).isEmpty();
    assertThat(publish(dimension, Map.of("a", 11L))).isEqualTo(Map.of("all", 11L));
  }

  @Test
  void nobodyInACategoryLooksLikeTen() {
    Dimension dimension = Tables.flat("rest", "a", "b");

    assertThat(publish(dimension, Map.of("rest", 20L, "a", 30L)))
        .isEqualTo(publish(dimension, Map.of("rest", 15L, "a", 30L, "b", 5L)));
  }

  @Test
  void theFirstThatIsLargeEnoughIsGivenUpHoweverLargeItIs() {
    Dimension dimension = Tables.flat("rest", "a", "b");

    assertThat(publish(dimension, Map.of("rest", 900L, "a", 12L, "b", 3L)))
        .isEqualTo(Map.of("all", 915L, "a", 12L));
    assertThat(publish(dimension, Map.of("rest", 2L, "a", 900L, "b", 12L)))
        .isEqualTo(Map.of("all", 914L, "b", 12L));
  }

  @Test
  void whatIsGivenUpToHideAnotherKeepsAPartBackToo() {
    Dimension dimension = Tables.nested();

    // c is small, so g is given up; of g, a: else g would follow from its parts, and c from g.
    assertThat(publish(dimension, Map.of("a", 20L, "b", 30L, "c", 4L)))
        .isEqualTo(Map.of("all", 54L, "b", 30L));
  }

  @Test
  void otherGroupingsAddUpFromWhatIsPublishedOrNotAtAll() {
    Dimension dimension = Tables.nested();
    Table table = Suppression.protect(dimension, Map.of("a", 20L, "b", 3L, "c", 40L));

    assertThat(table.total()).isEqualTo(OptionalLong.of(63));
    assertThat(table.sum(Set.of("a", "b"))).isEqualTo(OptionalLong.of(23));
    assertThat(table.sum(Set.of("a", "b", "c"))).isEqualTo(OptionalLong.of(63));
    assertThat(table.sum(Set.of("b"))).isEmpty();
    assertThat(table.sum(Set.of("b", "c"))).isEmpty();
    assertThat(table.sum(Set.of())).isEmpty();
  }

  @Test
  void whatIsNotListedCountsAsTheRest() {
    Tally tally = new Tally(ReferralDimensions.ALL);
    for (int i = 0; i < 11; i++) {
      tally.add(Map.of("sex", "female", "form", "a code of somebody's own"));
    }

    assertThat(tally.publish())
        .allMatch(
            table ->
                table
                    .persons()
                    .equals(
                        table.dimension().within().isPresent() ? Map.of() : Map.of("*all", 11L)))
        .hasSize(8);
  }

  @Test
  void ofADimensionWithinALeafNothingIsPublishedWhereTheLeafIsNot() {
    Tally some = new Tally(ReferralDimensions.ALL);
    for (int i = 0; i < 12; i++) {
      some.add(Map.of("outcome", "received"));
      some.add(Map.of("outcome", "accepted", "course", "completed"));
      some.add(Map.of("outcome", "accepted", "course", "cancelled"));
      some.add(Map.of("outcome", "cancelled"));
      some.add(Map.of("outcome", "declined"));
    }
    assertThat(table(some, ReferralDimensions.OUTCOME))
        .isEqualTo(
            Map.of(
                "*all", 60L, "received", 12L, "accepted", 24L, "cancelled", 12L, "declined", 12L));
    assertThat(table(some, ReferralDimensions.COURSE))
        .isEqualTo(Map.of("*all", 24L, "completed", 12L));

    Tally hidden = new Tally(ReferralDimensions.ALL);
    for (int i = 0; i < 24; i++) {
      hidden.add(Map.of("outcome", "accepted", "course", i % 2 == 0 ? "completed" : "cancelled"));
    }
    hidden.add(Map.of("outcome", "declined"));
    assertThat(table(hidden, ReferralDimensions.OUTCOME)).isEqualTo(Map.of("*all", 25L));
    assertThat(table(hidden, ReferralDimensions.COURSE)).isEmpty();
  }

  private static Map<String, Long> table(Tally tally, Dimension dimension) {
    return tally.publish().get(ReferralDimensions.ALL.indexOf(dimension)).persons();
  }

  @Test
  void onlyLeavesAreCounted() {
    assertThatThrownBy(() -> publish(Tables.nested(), Map.of("g", 12L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> publish(Tables.nested(), Map.of("a", -1L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Category.of("g", "one")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tables.flat("a", "a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPeriodIsAQuarterAndIsOverOnceItHasSettled() {
    Quarter quarter =
        Quarter.between(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 12, 31)).orElseThrow();

    assertThat(quarter.code()).isEqualTo("2026-Q4");
    assertThat(quarter.isClosed(quarter.end().plusSeconds(86_400 * 30), Duration.ofDays(30)))
        .isTrue();
    assertThat(quarter.isClosed(quarter.end().plusSeconds(86_399), Duration.ofDays(1))).isFalse();
    assertThat(Quarter.between(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 12, 30))).isEmpty();
    assertThat(Quarter.between(LocalDate.of(2026, 11, 1), LocalDate.of(2027, 1, 31))).isEmpty();
    assertThat(Quarter.between(LocalDate.of(2026, 10, 2), LocalDate.of(2026, 12, 31))).isEmpty();
  }

  private static Map<String, Long> publish(Dimension dimension, Map<String, Long> counts) {
    return Suppression.protect(dimension, counts).persons();
  }
}
