/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class InstrumentScoreTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final ProfileValidator VALIDATOR =
      ProfileValidator.create(CONTEXT, ProfileCatalog.load(CONTEXT));
  private static final Instrument INSTRUMENT = Invented.instrument();

  private static QuestionnaireResponse answers(String lighthouse, String boats) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire(INSTRUMENT.canonical());
    response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference("Patient/fictional").setDisplay("needle"));
    response.setAuthoredElement(new DateTimeType("2026-11-20"));
    answer(response, "lighthouse", lighthouse);
    answer(response, "boats", boats);
    response.addItem().setLinkId("remark").addAnswer().setValue(new StringType("needle"));
    return response;
  }

  private static void answer(QuestionnaireResponse response, String question, String option) {
    response
        .addItem()
        .setLinkId(question)
        .addAnswer()
        .setValue(new Coding(Invented.SYSTEM, option, "needle"));
  }

  private static Observation score(QuestionnaireResponse response, Integer age) {
    return InstrumentScore.score(INSTRUMENT, response, Optional.ofNullable(age), false);
  }

  private static String interpretation(Observation score) {
    return score.getInterpretationFirstRep().getCodingFirstRep().getCode();
  }

  @Test
  void pointsAreAddedUpAndHeldAgainstTheThreshold() {
    for (String[] one :
        new String[][] {
          {"dark", "none", "0", "below-cut-off"},
          {"lit", "none", "1", "below-cut-off"},
          {"dark", "many", "2", "at-or-above-cut-off"},
          {"lit", "many", "3", "at-or-above-cut-off"}
        }) {
      Observation score = score(answers(one[0], one[1]), 30);

      assertThat(score.getValueIntegerType().getValueAsString()).isEqualTo(one[2]);
      assertThat(interpretation(score)).isEqualTo(one[3]);
    }
  }

  @Test
  void forWhomItWasNotMadeAndForUnknownAgeThereIsNoNumber() {
    for (Integer age : new Integer[] {17, 66, null}) {
      Observation score = score(answers("lit", "many"), age);

      assertThat(score.hasValue()).isFalse();
      assertThat(interpretation(score)).isEqualTo("out-of-population");
    }
  }

  @Test
  void whereItWasMadeForSomeOfAnAgeOnlyThereIsANumberForWhoIsConfirmedToBeOneOfThem() {
    Instrument narrower =
        InstrumentReader.read(Invented.madeForSomeOnly("focus")).instrument().orElseThrow();
    QuestionnaireResponse response = answers("lit", "many");

    Observation unconfirmed = InstrumentScore.score(narrower, response, Optional.of(30), false);
    assertThat(unconfirmed.hasValue()).isFalse();
    assertThat(interpretation(unconfirmed)).isEqualTo("out-of-population");
    Observation confirmed = InstrumentScore.score(narrower, response, Optional.of(30), true);
    assertThat(confirmed.getValueIntegerType().getValueAsString()).isEqualTo("3");
    assertThat(interpretation(confirmed)).isEqualTo("at-or-above-cut-off");
  }

  @Test
  void noConfirmationMakesUpForTheAge() {
    for (Integer age : new Integer[] {17, 66, null}) {
      Observation score =
          InstrumentScore.score(INSTRUMENT, answers("lit", "many"), Optional.ofNullable(age), true);

      assertThat(interpretation(score)).isEqualTo("out-of-population");
    }
  }

  @Test
  void aScoreFitsItsProfileAndRepeatsNoWords() {
    for (Integer age : new Integer[] {30, null}) {
      Observation score = score(answers("lit", "many"), age);

      assertThat(VALIDATOR.validate(score)).isEmpty();
      assertThat(CONTEXT.newJsonParser().encodeResourceToString(score)).doesNotContain("needle");
    }
  }

  @Test
  void whatIsNotWholeIsNotCounted() {
    QuestionnaireResponse open = answers("lit", "many");
    open.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    QuestionnaireResponse missing = answers("lit", "many");
    missing.getItem().remove(1);
    QuestionnaireResponse twice = answers("lit", "many");
    answer(twice, "boats", "none");
    QuestionnaireResponse nobody = answers("lit", "many").setSubject(null);
    QuestionnaireResponse never = answers("lit", "many").setAuthored(null);

    for (QuestionnaireResponse response :
        List.of(open, missing, twice, answers("lit", "other"), nobody, never)) {
      assertThat(InstrumentScore.obstacles(INSTRUMENT, response)).hasSize(1);
      assertThatIllegalArgumentException().isThrownBy(() -> score(response, 30));
    }
    assertThat(InstrumentScore.obstacles(INSTRUMENT, answers("lit", "many"))).isEmpty();
  }
}
