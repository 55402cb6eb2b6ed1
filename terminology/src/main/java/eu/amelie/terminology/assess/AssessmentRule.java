/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.Indicator;
import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.Indicator.Role;
import eu.amelie.terminology.Indicator.Strength;
import eu.amelie.terminology.IndicatorCatalog;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rule over the signs of a catalogue: by dimension first, then over all.
 *
 * <p>Guaranteed: pure; only {@link Answer#PRESENT} counts, and only for signs that have a weight in
 * the profile; whoever is not sure to be of age is weighed as a child; any other sign that is
 * answered as present beside the rest never takes a suggestion away. Not guaranteed: that a
 * suggestion is right, or that its absence is, least of all where there are no weights.
 */
public final class AssessmentRule {
  /** Of the rule itself; it changes whenever the same answers could give another result. */
  public static final String VERSION = "1.1.0";

  private static final String AGE_UNCERTAIN = "ch-age-uncertain";

  private final List<Indicator> indicators;

  public AssessmentRule(IndicatorCatalog catalog) {
    indicators = catalog.all();
  }

  /**
   * @param answers by code of the indicator; what is missing is as good as not asked
   * @param asked the age group as far as known otherwise: a child is one whatever the answers say
   * @param form a code of {@code sc-form}
   */
  public Assessment assess(Map<String, Answer> answers, AgeGroup asked, String form) {
    AgeGroup age = answers.get(AGE_UNCERTAIN) == Answer.PRESENT ? AgeGroup.CHILD : asked;
    Optional<Profile> profile = WeightProfiles.of(age, form);
    Map<Dimension, DimensionResult> dimensions = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      dimensions.put(
          dimension,
          profile
              .map(weights -> result(answers, dimension, weights))
              .orElse(DimensionResult.INSUFFICIENT));
    }
    return new Assessment(
        age,
        profile,
        profile.filter(this::isExperimental).isPresent(),
        dimensions,
        CaseRule.suggestsAssessment(age, dimensions),
        answered(answers, Answer.SUSPECTED, indicator -> true),
        answered(answers, Answer.PRESENT, indicator -> !isCounted(indicator, profile)));
  }

  /** A dimension in which nothing has a weight can neither be positive nor negative. */
  private DimensionResult result(
      Map<String, Answer> answers, Dimension dimension, Profile profile) {
    List<Indicator> counted =
        indicators.stream()
            .filter(indicator -> indicator.dimension().equals(dimension.code()))
            .filter(indicator -> isCounted(indicator, Optional.of(profile)))
            .toList();
    if (counted.isEmpty()) {
      return DimensionResult.INSUFFICIENT;
    }
    return DimensionRule.apply(
        counts(counted, profile, indicator -> answer(answers, indicator) == Answer.PRESENT),
        counts(counted, profile, indicator -> answer(answers, indicator).isOpen()));
  }

  private static Counts counts(
      List<Indicator> counted, Profile profile, Predicate<Indicator> which) {
    List<Strength> weights =
        counted.stream()
            .filter(which)
            .map(indicator -> indicator.weights().get(profile).strength())
            .toList();
    return Counts.of(weights);
  }

  private static Answer answer(Map<String, Answer> answers, Indicator indicator) {
    return answers.getOrDefault(indicator.code(), Answer.NOT_ASKED);
  }

  private static boolean isCounted(Indicator indicator, Optional<Profile> profile) {
    return indicator.role() == Role.DELPHI
        && profile.filter(indicator.weights()::containsKey).isPresent();
  }

  private boolean isExperimental(Profile profile) {
    return indicators.stream()
        .filter(indicator -> isCounted(indicator, Optional.of(profile)))
        .map(indicator -> indicator.weights().get(profile))
        .anyMatch(weight -> !weight.confirmed());
  }

  private List<Indicator> answered(
      Map<String, Answer> answers, Answer answer, Predicate<Indicator> which) {
    return indicators.stream()
        .filter(indicator -> answer(answers, indicator) == answer)
        .filter(which)
        .toList();
  }
}
