/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static eu.amelie.profiles.questionnaires.Responses.NOW;
import static eu.amelie.profiles.questionnaires.Responses.answer;
import static eu.amelie.profiles.questionnaires.Responses.coding;
import static eu.amelie.profiles.questionnaires.Responses.findings;
import static eu.amelie.profiles.questionnaires.Responses.signs;
import static eu.amelie.profiles.questionnaires.Responses.to;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.terminology.LocalSystem;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the signs of a form come to: worked out when it is extracted, held against when it is given.
 */
class SignResultTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final String SUGGESTED = "further-assessment-suggested";
  private static final String NONE = "no-suggestion";

  private final Extraction extraction =
      new Extraction(Questionnaires.of(Responses.TERMINOLOGY), Responses.CHECK);

  /** Conditions and pressure at the place, twice strong for everybody. */
  private static QuestionnaireResponse withoutMeans(String questionnaire, String form) {
    QuestionnaireResponse response = to(questionnaire);
    response.setSubject(new Reference("Patient/fictional-patient").setDisplay("needle"));
    response.setAuthoredElement(new DateTimeType("2026-11-20"));
    if (questionnaire.equals("sc-minor-signs")) {
      answer(response, "age-status", coding(LocalSystem.MINOR_STATUS, "minor"));
      answer(response, "with-guardian", Responses.no());
    }
    answer(response, "form", coding(LocalSystem.FORM, form));
    signs(response, "exploitation", "present", "ex-excessive-hours", "ex-low-no-pay");
    return signs(response, "coercion-destination", "present", "cd-violence", "cd-documents-held");
  }

  private static QuestionnaireResponse withMeans(String form) {
    return signs(
        withoutMeans("sc-adult-signs", form),
        "deceptive-recruitment",
        "present",
        "dr-work-nature",
        "dr-pay");
  }

  private Observation result(QuestionnaireResponse response) {
    List<BundleEntryComponent> entries = extraction.extract(response, NOW).getEntry();
    return (Observation) entries.get(entries.size() - 1).getResource();
  }

  private static String value(Observation result) {
    return result.getValueCodeableConcept().getCodingFirstRep().getCode();
  }

  @Test
  void signsOfAnAdultAreWeighedAsOfAnAdultAndThoseOfAMinorAsOfAChild() {
    assertThat(value(result(withoutMeans("sc-adult-signs", "forced-labour")))).isEqualTo(NONE);
    assertThat(value(result(withMeans("forced-labour")))).isEqualTo(SUGGESTED);
    Observation minor = result(withoutMeans("sc-minor-signs", "forced-labour"));
    assertThat(value(minor)).isEqualTo(SUGGESTED);
    assertThat(minor.getMethod().getCodingFirstRep().getCode()).isEqualTo("child-labour");
  }

  @Test
  void theResultNamesItsSignsAndFitsItsProfileAndRepeatsNoWords() {
    Bundle bundle = extraction.extract(withMeans("forced-labour"), NOW);
    Observation result = (Observation) bundle.getEntry().get(6).getResource();

    assertThat(bundle.getEntry()).hasSize(7);
    assertThat(result.getDerivedFrom())
        .hasSize(6)
        .extracting(Reference::getReference)
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(
            bundle.getEntry().subList(0, 6).stream()
                .map(BundleEntryComponent::getFullUrl)
                .toList());
    assertThat(result.getSubject().getReference()).isEqualTo("Patient/fictional-patient");
    assertThat(result.getIssued()).isEqualTo(NOW);
    assertThat(ProfileValidator.create(CONTEXT, ProfileCatalog.load(CONTEXT)).validate(bundle))
        .isEmpty();
    assertThat(CONTEXT.newJsonParser().encodeResourceToString(bundle)).doesNotContain("needle");
  }

  @Test
  void withoutAnySignAnsweredNothingIsSuggestedAboutTheSubject() {
    QuestionnaireResponse response = to("sc-adult-signs");
    response.setSubject(new Reference("Patient/fictional-patient"));
    answer(response, "form", coding(LocalSystem.FORM, "forced-labour"));

    assertThat(value(result(response))).isEqualTo(NONE);
    assertThat(result(response).getSubject().getReference()).isEqualTo("Patient/fictional-patient");
    assertThat(result(response).hasDerivedFrom()).isFalse();
  }

  @Test
  void otherFormsAreNotAssessed() {
    QuestionnaireResponse response = to("sc-safe-contact-form");
    response.setSubject(new Reference("Patient/fictional-patient"));
    answer(response, "contact", coding(LocalSystem.CONTACT, "email-safe"));
    answer(response, "still", coding(LocalSystem.ANSWER, "present"));
    answer(response, "record-written", Responses.no());

    assertThat(result(response).getCode().getCodingFirstRep().getCode())
        .isEqualTo("ls-still-in-situation");
  }

  @ParameterizedTest
  @CsvSource({
    "forced-labour, further-assessment-suggested",
    "sexual, no-suggestion",
    "other, no-suggestion"
  })
  void aResultThatFollowsFromTheAnswersIsTaken(String form, String result) {
    assertThat(findings(answer(withMeans(form), "result", coding(LocalSystem.ASSESSMENT, result))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "forced-labour, no-suggestion",
    "sexual, further-assessment-suggested",
    "other, further-assessment-suggested"
  })
  void aResultThatDoesNotFollowIsRefused(String form, String result) {
    assertThat(findings(answer(withMeans(form), "result", coding(LocalSystem.ASSESSMENT, result))))
        .containsExactly("result QuestionnaireResponse.item[4].answer[0].value");
  }

  @Test
  void aResultMayBeLeftOut() {
    assertThat(findings(withMeans("forced-labour"))).isEmpty();
    assertThat(findings(answer(withMeans("forced-labour"), "result"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SUGGESTED, NONE})
  void aResultBeforeTheSituationIsNamedIsRefusedWhateverItSays(String result) {
    QuestionnaireResponse response = to("sc-adult-signs");
    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    signs(response, "exploitation", "present", "ex-excessive-hours");
    assertThat(findings(response)).isEmpty();

    assertThat(findings(answer(response, "result", coding(LocalSystem.ASSESSMENT, result))))
        .containsExactly("result QuestionnaireResponse.item[1].answer[0].value");
  }

  @Test
  void aResponseWithAFalseResultIsNotExtracted() {
    QuestionnaireResponse response =
        answer(withMeans("forced-labour"), "result", coding(LocalSystem.ASSESSMENT, NONE));

    assertThat(extraction.obstacles(response)).hasSize(1);
  }
}
