/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import static eu.amelie.profiles.questionnaires.Responses.NOW;
import static eu.amelie.profiles.questionnaires.Responses.answer;
import static eu.amelie.profiles.questionnaires.Responses.coding;
import static eu.amelie.profiles.questionnaires.Responses.no;
import static eu.amelie.profiles.questionnaires.Responses.to;
import static eu.amelie.profiles.questionnaires.Responses.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.terminology.LocalSystem;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferralDraftTest {
  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final ProfileValidator VALIDATOR =
      ProfileValidator.create(CONTEXT, ProfileCatalog.load(CONTEXT));

  private final Extraction extraction =
      new Extraction(Questionnaires.of(Responses.TERMINOLOGY), Responses.CHECK);

  /** What has to be answered. */
  private static QuestionnaireResponse least(Type interpreter) {
    QuestionnaireResponse response = to("sc-referral-form");
    response.setSubject(new Reference("Patient/fictional-patient").setDisplay("needle"));
    answer(response, "service", coding(LocalSystem.SERVICE, "legal-aid").setDisplay("needle"));
    answer(response, "reason", coding(LocalSystem.REASON, "person-requested"));
    answer(response, "addressee", new Reference("Organization/shelter-be").setDisplay("needle"));
    return answer(response, "interpreter", interpreter);
  }

  /** All that can be answered. */
  private static QuestionnaireResponse whole() {
    QuestionnaireResponse response = least(yes());
    response.setAuthoredElement(new DateTimeType("2026-11-20"));
    answer(response, "language", new StringType("needle"));
    response.getItem().get(1).addAnswer().setValue(coding(LocalSystem.REASON, "no-safe-place"));
    answer(response, "stage", coding(LocalSystem.STAGE, "detection"));
    answer(
        response, "mode", coding(LocalSystem.MODE, "phone"), coding(LocalSystem.MODE, "in-person"));
    answer(response, "mode-switch", coding(LocalSystem.MODE, "switch-not-safe"));
    return answer(response, "note", new StringType("needle"));
  }

  private ServiceRequest draft(QuestionnaireResponse response) {
    return (ServiceRequest) extraction.extract(response, NOW).getEntryFirstRep().getResource();
  }

  private static List<String> codes(List<CodeableConcept> concepts) {
    return concepts.stream().map(concept -> concept.getCodingFirstRep().getCode()).toList();
  }

  private static Coding inside(Extension extension) {
    return ((CodeableConcept) extension.getValue()).getCodingFirstRep();
  }

  @Test
  void everyAnswerButFreeTextStandsInTheDraft() {
    ServiceRequest draft = draft(whole());

    assertThat(draft.getStatus().toCode()).isEqualTo("draft");
    assertThat(draft.getIntent().toCode()).isEqualTo("proposal");
    assertThat(draft.getSubject().getReference()).isEqualTo("Patient/fictional-patient");
    assertThat(draft.getAuthoredOnElement().getValueAsString()).isEqualTo("2026-11-20");
    assertThat(draft.getCode().getCodingFirstRep())
        .extracting(Coding::getSystem, Coding::getCode)
        .containsExactly(LocalSystem.SERVICE.url(), "legal-aid");
    assertThat(codes(draft.getReasonCode())).containsExactly("person-requested", "no-safe-place");
    assertThat(draft.getPerformer())
        .extracting(Reference::getReference)
        .containsExactly("Organization/shelter-be");
    assertThat(inside(draft.getExtensionByUrl(DEFINITIONS + "sc-stage")).getCode())
        .isEqualTo("detection");
    assertThat(draft.getExtensionByUrl(DEFINITIONS + "sc-delivery-mode").getExtension())
        .extracting(Extension::getUrl, part -> inside(part).getCode())
        .containsExactly(
            tuple("mode", "phone"), tuple("mode", "in-person"), tuple("switch", "switch-not-safe"));
    assertThat(needed(draft)).containsExactly("true");
  }

  private static List<String> needed(ServiceRequest draft) {
    return draft.getExtensionsByUrl(DEFINITIONS + "sc-interpreter").stream()
        .flatMap(interpreter -> interpreter.getExtension().stream())
        .filter(part -> part.getUrl().equals("needed"))
        .map(part -> part.getValue().primitiveValue())
        .toList();
  }

  @Test
  void aDraftFitsItsProfileAndRepeatsNoWords() {
    for (QuestionnaireResponse response : List.of(whole(), least(no()))) {
      assertThat(VALIDATOR.validate(draft(response))).isEmpty();
      assertThat(CONTEXT.newJsonParser().encodeResourceToString(draft(response)))
          .doesNotContain("needle");
    }
  }

  @Test
  void whatIsNotAnsweredIsNotThere() {
    ServiceRequest draft = draft(least(no()));

    assertThat(needed(draft)).containsExactly("false");
    assertThat(draft.getExtension()).hasSize(1);
    assertThat(draft.hasAuthoredOn()).isFalse();
    assertThat(draft.hasNote()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not-sure", "rather-not-say"})
  void whereItIsNotSaidWhetherAnInterpreterIsNeededNothingIsSaidOfIt(String answer) {
    assertThat(draft(least(coding(LocalSystem.YES_NO, answer))).hasExtension()).isFalse();
  }
}
