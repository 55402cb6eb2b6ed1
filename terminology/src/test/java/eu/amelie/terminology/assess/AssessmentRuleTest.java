/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.Indicator;
import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.LocalCode;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rule over the catalogue that ships, against the oracle that reads the file itself. */
class AssessmentRuleTest {
  private static final TerminologyCatalog CATALOG = TerminologyCatalog.load();
  private static final AssessmentRule RULE = new AssessmentRule(CATALOG.indicators());
  private static final Oracle ORACLE = new Oracle();

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"ADULT,forced-labour,6", "CHILD,forced-labour,7", "ADULT,sexual,8"})
  void givesTheResultsOfTheOracleForAnyAnswers(AgeGroup age, String form, int column) {
    SplittableRandom random = new SplittableRandom(column);
    int[] suggestions = new int[2];
    for (int i = 0; i < 2_000; i++) {
      Map<String, String> answers = randomAnswers(random);
      Assessment assessment = RULE.assess(coded(answers), age, form);

      for (Dimension dimension : Dimension.values()) {
        assertThat(assessment.dimensions().get(dimension).code())
            .as("%s with %s", dimension, answers)
            .isEqualTo(ORACLE.result(dimension.code(), column, answers));
      }
      assertThat(assessment.suggested())
          .as(answers.toString())
          .isEqualTo(ORACLE.suggests(column, answers));
      assertThat(assessment.suspected())
          .extracting(Indicator::code)
          .allMatch(code -> answers.get(code).equals("suspected"))
          .hasSize((int) answers.values().stream().filter("suspected"::equals).count());
      suggestions[assessment.suggested() ? 1 : 0]++;
    }
    assertThat(suggestions[0]).isPositive();
    assertThat(suggestions[1]).isPositive();
  }

  private static Map<String, String> randomAnswers(SplittableRandom random) {
    List<Answer> likely = List.of(Answer.PRESENT, Answer.ABSENT, Answer.ABSENT);
    int present = 1 + random.nextInt(30);
    Map<String, String> answers = new HashMap<>();
    for (String code : ORACLE.codes()) {
      Answer answer =
          random.nextInt(present) == 0
              ? Answer.values()[random.nextInt(Answer.values().length)]
              : likely.get(random.nextInt(likely.size()));
      answers.put(code, answer.code());
    }
    return answers;
  }

  private static Map<String, Answer> coded(Map<String, String> answers) {
    return answers.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> Answer.of(entry.getValue()).orElseThrow()));
  }

  @Test
  void weightsAreTakenForTheSituationsTheyWereMadeForOnly() {
    Map<String, Optional<Profile>> adults =
        Map.of(
            "forced-labour", Optional.of(Profile.ADULT_LABOUR),
            "domestic-servitude", Optional.of(Profile.ADULT_LABOUR),
            "sexual", Optional.of(Profile.ADULT_SEXUAL));
    Map<String, Optional<Profile>> children =
        Map.of(
            "forced-labour", Optional.of(Profile.CHILD_LABOUR),
            "domestic-servitude", Optional.of(Profile.CHILD_LABOUR));
    for (LocalCode form : CATALOG.codes(LocalSystem.FORM)) {
      assertThat(WeightProfiles.of(AgeGroup.ADULT, form.code()))
          .isEqualTo(adults.getOrDefault(form.code(), Optional.empty()));
      assertThat(WeightProfiles.of(AgeGroup.CHILD, form.code()))
          .isEqualTo(children.getOrDefault(form.code(), Optional.empty()));
    }
  }

  @ParameterizedTest
  @CsvSource({"CHILD,sexual", "ADULT,forced-begging", "ADULT,unknown", "CHILD,other"})
  void withoutWeightsNoDimensionCanBeJudgedWhateverIsPresent(AgeGroup age, String form) {
    Assessment assessment = RULE.assess(all(Answer.PRESENT), age, form);

    assertThat(assessment.profile()).isEmpty();
    assertThat(assessment.dimensions().values()).containsOnly(DimensionResult.INSUFFICIENT);
    assertThat(assessment.suggested()).isFalse();
    assertThat(assessment.shown()).hasSize(123);
  }

  @Test
  void aDimensionWithoutWeightsInTheProfileIsInsufficient() {
    Assessment sexual = RULE.assess(all(Answer.ABSENT), AgeGroup.ADULT, "sexual");

    assertThat(sexual.dimensions())
        .containsEntry(Dimension.ABUSE_VULNERABILITY_DESTINATION, DimensionResult.INSUFFICIENT)
        .containsEntry(Dimension.EXPLOITATION, DimensionResult.NEGATIVE);
  }

  @Test
  void unconfirmedWeightsMakeTheResultExperimental() {
    assertThat(RULE.assess(Map.of(), AgeGroup.ADULT, "sexual").experimental()).isTrue();
    assertThat(RULE.assess(Map.of(), AgeGroup.ADULT, "forced-labour").experimental()).isFalse();
    assertThat(RULE.assess(Map.of(), AgeGroup.CHILD, "forced-labour").experimental()).isFalse();
  }

  @Test
  void whatIsOnlyShownIsNeverCounted() {
    Map<String, Answer> shown = all(Answer.ABSENT);
    CATALOG.indicators().all().stream()
        .filter(indicator -> indicator.role() != Indicator.Role.DELPHI)
        .forEach(indicator -> shown.put(indicator.code(), Answer.PRESENT));
    Assessment assessment = RULE.assess(shown, AgeGroup.CHILD, "forced-labour");

    assertThat(assessment.dimensions().values()).containsOnly(DimensionResult.NEGATIVE);
    assertThat(assessment.shown()).hasSize(56);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPECTED", "UNKNOWN", "DECLINED", "NOT_ASKED"})
  void whatIsNotKnownCountsNeitherAsPresentNorAsAbsent(Answer answer) {
    assertThat(RULE.assess(all(answer), AgeGroup.ADULT, "forced-labour").dimensions())
        .isEqualTo(RULE.assess(Map.of(), AgeGroup.ADULT, "forced-labour").dimensions());
    assertThat(RULE.assess(all(answer), AgeGroup.ADULT, "forced-labour").dimensions().values())
        .containsOnly(DimensionResult.INSUFFICIENT);
  }

  @Test
  void allAbsentIsNegativeAndAllPresentIsPositive() {
    assertThat(
            RULE.assess(all(Answer.ABSENT), AgeGroup.ADULT, "forced-labour").dimensions().values())
        .containsOnly(DimensionResult.NEGATIVE);
    for (AgeGroup age : AgeGroup.values()) {
      Assessment present = RULE.assess(allOfSureAge(), age, "forced-labour");
      assertThat(present.age()).isEqualTo(age);
      assertThat(present.dimensions().values()).containsOnly(DimensionResult.POSITIVE);
      assertThat(present.suggested()).isTrue();
    }
  }

  @Test
  void codesAreThoseOfTheCatalogue() {
    assertThat(Arrays.stream(Dimension.values()))
        .allMatch(dimension -> CATALOG.contains(LocalSystem.DIMENSION, dimension.code()));
    assertThat(Arrays.stream(DimensionResult.values()))
        .allMatch(result -> CATALOG.contains(LocalSystem.ASSESSMENT, result.code()));
    assertThat(CATALOG.codes(LocalSystem.ANSWER))
        .extracting(LocalCode::code)
        .containsExactlyInAnyOrder(
            Arrays.stream(Answer.values()).map(Answer::code).toArray(String[]::new));
    assertThat(CATALOG.indicators().all())
        .filteredOn(indicator -> indicator.role() == Indicator.Role.DELPHI)
        .extracting(Indicator::dimension)
        .containsOnly(
            Arrays.stream(Dimension.values()).map(Dimension::code).toArray(String[]::new));
  }

  private static Map<String, Answer> allOfSureAge() {
    Map<String, Answer> answers = all(Answer.PRESENT);
    answers.put("ch-age-uncertain", Answer.ABSENT);
    return answers;
  }

  @Test
  void whoeverIsNotSureToBeOfAgeIsAChildWhateverWasAsked() {
    for (LocalCode form : CATALOG.codes(LocalSystem.FORM)) {
      Assessment asAdult = RULE.assess(all(Answer.PRESENT), AgeGroup.ADULT, form.code());

      assertThat(asAdult.age()).isEqualTo(AgeGroup.CHILD);
      assertThat(asAdult).isEqualTo(RULE.assess(all(Answer.PRESENT), AgeGroup.CHILD, form.code()));
      assertThat(RULE.assess(allOfSureAge(), AgeGroup.ADULT, form.code()).age())
          .isEqualTo(AgeGroup.ADULT);
    }
  }

  private static Map<String, Answer> all(Answer answer) {
    Map<String, Answer> answers = new HashMap<>();
    CATALOG.indicators().all().forEach(indicator -> answers.put(indicator.code(), answer));
    return answers;
  }
}
