/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.LocalSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/** The answered signs of a response as Observations of profile {@code sc-indicator}. */
final class SignDrafts {
  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";
  private static final String SOURCE = DEFINITIONS + "sc-information-source";

  private final Map<String, QuestionnaireItemComponent> items = new HashMap<>();
  private final QuestionnaireResponse response;
  private final List<Observation> signs = new ArrayList<>();

  private SignDrafts(Questionnaire questionnaire, QuestionnaireResponse response) {
    this.response = response;
    index(questionnaire.getItem());
  }

  /**
   * New ones each time, in the order of the response.
   *
   * @param response that fits the questionnaire
   */
  static List<Observation> of(Questionnaire questionnaire, QuestionnaireResponse response) {
    SignDrafts drafts = new SignDrafts(questionnaire, response);
    drafts.gather(response.getItem());
    return List.copyOf(drafts.signs);
  }

  private void index(List<QuestionnaireItemComponent> asked) {
    for (QuestionnaireItemComponent item : asked) {
      items.put(item.getLinkId(), item);
      index(item.getItem());
    }
  }

  private void gather(List<QuestionnaireResponseItemComponent> given) {
    for (QuestionnaireResponseItemComponent item : given) {
      QuestionnaireItemComponent question = items.get(item.getLinkId());
      if (question.hasCode() && item.getAnswerFirstRep().getValue() instanceof Coding answer) {
        signs.add(sign(question.getCodeFirstRep(), answer));
      }
      gather(item.getItem());
    }
  }

  private Observation sign(Coding code, Coding answer) {
    Observation sign = new Observation();
    sign.getMeta().addProfile(DEFINITIONS + "sc-indicator");
    sign.setStatus(ObservationStatus.FINAL);
    sign.setCode(new CodeableConcept(Extraction.bare(code)));
    sign.setSubject(response.getSubject().copy().setDisplay(null));
    sign.setValue(new CodeableConcept(Extraction.bare(answer)));
    sign.addExtension(
        new Extension(
            SOURCE, new CodeableConcept(new Coding(LocalSystem.SOURCE.url(), "screening", null))));
    if (response.hasAuthored()) {
      sign.setEffective(response.getAuthoredElement().copy());
    }
    return sign;
  }
}
