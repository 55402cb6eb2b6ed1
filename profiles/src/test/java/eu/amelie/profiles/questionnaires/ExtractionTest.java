/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static eu.amelie.profiles.questionnaires.Responses.NOW;
import static eu.amelie.profiles.questionnaires.Responses.answer;
import static eu.amelie.profiles.questionnaires.Responses.coding;
import static eu.amelie.profiles.questionnaires.Responses.no;
import static eu.amelie.profiles.questionnaires.Responses.signs;
import static eu.amelie.profiles.questionnaires.Responses.to;
import static eu.amelie.profiles.questionnaires.Responses.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.Finding;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.terminology.LocalSystem;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class ExtractionTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final ProfileValidator VALIDATOR =
      ProfileValidator.create(CONTEXT, ProfileCatalog.load(CONTEXT));

  private final Extraction extraction =
      new Extraction(Questionnaires.of(Responses.TERMINOLOGY), Responses.CHECK);

  private static QuestionnaireResponse quickCheck() {
    QuestionnaireResponse response = to("sc-quick-check");
    response.setSubject(new Reference("Patient/fictional-patient").setDisplay("needle"));
    response.setAuthoredElement(new DateTimeType("2026-11-20"));
    answer(response, "alone", yes());
    answer(response, "safe-now", yes());
    answer(response, "urgent-care", no());
    Coding held = coding(LocalSystem.ANSWER, "present").setDisplay("needle");
    return answer(response, "own-papers", held);
  }

  private static List<Observation> observations(Bundle bundle) {
    return bundle.getEntry().stream().map(entry -> (Observation) entry.getResource()).toList();
  }

  @Test
  void everyAnsweredSignBecomesAnObservationThatFitsItsProfile() {
    Bundle bundle = extraction.extract(quickCheck(), NOW);

    assertThat(bundle.getEntry()).hasSize(1);
    Observation sign = (Observation) bundle.getEntryFirstRep().getResource();
    assertThat(sign.getCode().getCodingFirstRep().getCode()).isEqualTo("cd-documents-held");
    assertThat(sign.getValueCodeableConcept().getCodingFirstRep().getCode()).isEqualTo("present");
    assertThat(VALIDATOR.validate(sign)).isEmpty();
  }

  @Test
  void signsWithinGroupsAreFoundAndTheHiddenResultIsNoSign() {
    QuestionnaireResponse response = to("sc-adult-signs");
    response.setSubject(new Reference("Patient/fictional-patient"));
    answer(response, "form", coding(LocalSystem.FORM, "unknown"));
    signs(response, "exploitation", "declined", "ex-low-no-pay", "ex-bad-living");
    answer(response, "result", coding(LocalSystem.ASSESSMENT, "no-suggestion"));

    assertThat(observations(extraction.extract(response, NOW)))
        .extracting(sign -> sign.getCode().getCodingFirstRep().getCode())
        .containsExactly("ex-low-no-pay", "ex-bad-living", "assessment");
  }

  @Test
  void wordsOfTheSenderAreLeftOut() {
    assertThat(
            CONTEXT.newJsonParser().encodeResourceToString(extraction.extract(quickCheck(), NOW)))
        .doesNotContain("needle");
  }

  @Test
  void whatDoesNotFitOrIsNotWholeOrHasNoSubjectIsNotExtracted() {
    QuestionnaireResponse open = quickCheck();
    open.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    QuestionnaireResponse nobody = quickCheck().setSubject(null);
    QuestionnaireResponse unknown = answer(quickCheck(), "anything", yes());
    QuestionnaireResponse foreign =
        quickCheck().setQuestionnaire("http://example.org/Questionnaire/other");

    assertThat(List.of(open, nobody, unknown, foreign))
        .extracting(response -> extraction.obstacles(response).get(0))
        .extracting(Finding::code)
        .containsExactly("status", "required", "unknown-item", "questionnaire");
    assertThatIllegalArgumentException().isThrownBy(() -> extraction.extract(open, NOW));
  }
}
