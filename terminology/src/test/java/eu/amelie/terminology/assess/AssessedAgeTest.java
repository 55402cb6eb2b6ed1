/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import static eu.amelie.terminology.assess.Assessments.ENOUGH;
import static eu.amelie.terminology.assess.Assessments.NOW;
import static eu.amelie.terminology.assess.Assessments.OPERATION;
import static eu.amelie.terminology.assess.Assessments.asked;
import static eu.amelie.terminology.assess.Assessments.assess;
import static eu.amelie.terminology.assess.Assessments.extension;
import static eu.amelie.terminology.assess.Assessments.notes;
import static eu.amelie.terminology.assess.Assessments.present;
import static eu.amelie.terminology.assess.Assessments.sign;
import static eu.amelie.terminology.assess.Assessments.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As an adult or as a child: whoever is not sure to be of age is one. */
class AssessedAgeTest {
  /** Enough for a child only: no means. */
  private static final List<Observation> WORK = present(ENOUGH.subList(2, 6));

  @Test
  void needsNoMeansUnder18() {
    List<Observation> signs = present(ENOUGH.subList(2, 6));

    assertThat(value(assess("adult", "forced-labour", signs))).isEqualTo("no-suggestion");
    assertThat(value(assess("child", "forced-labour", signs)))
        .isEqualTo("further-assessment-suggested");
  }

  @Test
  void whoeverIsNotSureToBeOfAgeIsAssessedAsAChild() {
    List<Observation> signs = new ArrayList<>(present(ENOUGH.subList(2, 6)));
    signs.add(sign("ch-age-uncertain", "present"));
    Observation answer = assess("adult", "forced-labour", signs);

    assertThat(value(answer)).isEqualTo("further-assessment-suggested");
    assertThat(answer.getMethod().getCodingFirstRep().getCode()).isEqualTo("child-labour");
    assertThat(notes(answer)).contains("under 18");
    assertThat(extension(answer, "sc-shown")).containsExactly("ch-age-uncertain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspected", "unknown", "declined", "not-asked", "absent"})
  void anyOtherAnswerAboutTheCertaintyOfTheAgeLeavesAnAdultOne(String answer) {
    List<Observation> signs = new ArrayList<>(present(ENOUGH.subList(2, 6)));
    signs.add(sign("ch-age-uncertain", answer));
    Observation assessed = assess("adult", "forced-labour", signs);

    assertThat(value(assessed)).isEqualTo("no-suggestion");
    assertThat(assessed.getMethod().getCodingFirstRep().getCode()).isEqualTo("adult-labour");
    assertThat(notes(assessed)).doesNotContain("under 18");
  }

  @Test
  void whoeverIsNotSureToBeOfAgeGetsNoWeightsOfAdultsWhereThereAreNoneForChildren() {
    List<Observation> signs = new ArrayList<>(present(ENOUGH));
    signs.add(sign("ch-age-uncertain", "present"));
    Observation answer = assess("adult", "sexual", signs);

    assertThat(answer.getMethod().getCodingFirstRep().getCode()).isEqualTo("no-profile");
    assertThat(notes(answer)).contains("under 18", "no suggestion means nothing");
  }

  @Test
  void whoeverIsRecordedAsUnder18OrNotSureIsAssessedAsAChild() {
    Observation answer = OPERATION.answer(asked("adult", "forced-labour"), true, WORK, NOW);

    assertThat(value(answer)).isEqualTo("further-assessment-suggested");
    assertThat(notes(answer)).contains("under 18");
  }

  @Test
  void whoeverIsNotIsAssessedAsTheCallerSays() {
    assertThat(value(OPERATION.answer(asked("adult", "forced-labour"), false, WORK, NOW)))
        .isEqualTo("no-suggestion");
    Observation child = OPERATION.answer(asked("child", "forced-labour"), false, WORK, NOW);
    assertThat(value(child)).isEqualTo("further-assessment-suggested");
    assertThat(notes(child)).doesNotContain("under 18");
  }
}
