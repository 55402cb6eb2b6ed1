/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both rules over everything that can be put to them, as far as counts of four go. */
class RulesTest {
  private static final List<Counts> ALL = counts();

  private static List<Counts> counts() {
    List<Counts> all = new ArrayList<>();
    for (int i = 0; i < 125; i++) {
      all.add(new Counts(i / 25, i / 5 % 5, i % 5));
    }
    return all;
  }

  @Test
  void aDimensionIsPositiveWhereItHoldsOneOfTheSmallestSets() {
    for (Counts present : ALL) {
      assertThat(DimensionRule.isPositive(present))
          .as(present.toString())
          .isEqualTo(Oracle.positive(present.strong(), present.medium(), present.weak()));
    }
  }

  @Test
  void aDimensionIsInsufficientWhereWhatIsOpenCouldMakeItPositive() {
    for (Counts present : ALL) {
      for (Counts open : ALL) {
        assertThat(DimensionRule.apply(present, open).code())
            .as("%s, open %s", present, open)
            .isEqualTo(Oracle.result(present, open));
      }
    }
  }

  @Test
  void oneMorePresentNeverMakesItFalse() {
    for (Counts present : ALL) {
      for (Counts more : List.of(new Counts(1, 0, 0), new Counts(0, 1, 0), new Counts(0, 0, 1))) {
        assertThat(DimensionRule.isPositive(present.plus(more)))
            .isIn(true, DimensionRule.isPositive(present));
      }
    }
  }

  @Test
  void countsBelowZeroAreNone() {
    assertThatThrownBy(() -> new Counts(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCaseRuleHoldsForEveryCombinationOfDimensions() {
    for (int i = 0; i < 729; i++) {
      Map<Dimension, DimensionResult> dimensions = dimensions(i);
      List<String> positive =
          dimensions.entrySet().stream()
              .filter(entry -> entry.getValue() == DimensionResult.POSITIVE)
              .map(entry -> entry.getKey().code())
              .toList();
      boolean core = positive.containsAll(List.of("exploitation", "coercion-destination"));
      boolean means =
          positive.contains("deceptive-recruitment")
              || positive.contains("coercive-recruitment")
              || positive.contains("abuse-vulnerability-recruitment");

      assertThat(CaseRule.suggestsAssessment(AgeGroup.CHILD, dimensions)).isEqualTo(core);
      assertThat(CaseRule.suggestsAssessment(AgeGroup.ADULT, dimensions)).isEqualTo(core && means);
    }
  }

  @Test
  void hardshipUsedAtThePlaceIsNoMeansForAnAdult() {
    Map<Dimension, DimensionResult> dimensions =
        new EnumMap<>(
            Map.of(
                Dimension.EXPLOITATION, DimensionResult.POSITIVE,
                Dimension.COERCION_DESTINATION, DimensionResult.POSITIVE,
                Dimension.ABUSE_VULNERABILITY_DESTINATION, DimensionResult.POSITIVE));

    assertThat(CaseRule.suggestsAssessment(AgeGroup.ADULT, dimensions)).isFalse();
    dimensions.put(Dimension.ABUSE_VULNERABILITY_RECRUITMENT, DimensionResult.POSITIVE);
    assertThat(CaseRule.suggestsAssessment(AgeGroup.ADULT, dimensions)).isTrue();
  }

  @Test
  void nothingAtAllSuggestsNothing() {
    assertThat(CaseRule.suggestsAssessment(AgeGroup.CHILD, Map.of())).isFalse();
  }

  private static Map<Dimension, DimensionResult> dimensions(int number) {
    Map<Dimension, DimensionResult> dimensions = new EnumMap<>(Dimension.class);
    int rest = number;
    for (Dimension dimension : Dimension.values()) {
      dimensions.put(dimension, DimensionResult.values()[rest % 3]);
      rest /= 3;
    }
    return dimensions;
  }
}
