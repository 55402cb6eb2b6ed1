/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.profiles.Finding;
import eu.amelie.terminology.TerminologyCatalog;
import eu.amelie.terminology.assess.AgeGroup;
import eu.amelie.terminology.assess.AssessOperation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/**
 * What the rule of {@code $assess} makes of the answers to a questionnaire about all signs of a
 * population, for the form of the situation that the response names.
 *
 * <p>Guaranteed: it is the rule's word alone; a response that carries a result carries this one.
 * Not guaranteed: that there is one. Where the form is not answered, or the questionnaire is about
 * something else, there is none, and none may be given.
 */
final class SignResult {
  /** The hidden item that a client may fill beforehand. */
  static final String ITEM = "result";

  private static final String FORM = "form";
  private static final Map<String, AgeGroup> POPULATIONS =
      Map.of("sc-adult-signs", AgeGroup.ADULT, "sc-minor-signs", AgeGroup.CHILD);

  private final AssessOperation rule;

  SignResult(TerminologyCatalog terminology) {
    rule = new AssessOperation(terminology);
  }

  /**
   * An Observation of profile {@code sc-assessment}.
   *
   * @param response that fits the questionnaire
   */
  Optional<Observation> of(
      Questionnaire questionnaire, QuestionnaireResponse response, Instant now) {
    AgeGroup age = POPULATIONS.get(questionnaire.getIdPart());
    Optional<Coding> form = new Given(response).codes(FORM).stream().findFirst();
    if (age == null || form.isEmpty()) {
      return Optional.empty();
    }
    Parameters asked = new Parameters();
    asked.addParameter("ageGroup", new CodeType(age.code()));
    asked.addParameter("form", new CodeType(form.get().getCode()));
    Observation result = rule.answer(asked, SignDrafts.of(questionnaire, response), now);
    return Optional.of(result.setSubject(response.getSubject().copy().setDisplay(null)));
  }

  /**
   * Whether a result that the response carries is what the rule makes of its answers.
   *
   * @param response that fits the questionnaire
   */
  List<Finding> check(Questionnaire questionnaire, QuestionnaireResponse response) {
    List<QuestionnaireResponseItemComponent> items = response.getItem();
    for (int i = 0; i < items.size(); i++) {
      if (ITEM.equals(items.get(i).getLinkId())
          && items.get(i).hasAnswer()
          && POPULATIONS.containsKey(questionnaire.getIdPart())
          && !follows(code(items.get(i)), code(questionnaire, response))) {
        return List.of(
            Finding.error(
                "QuestionnaireResponse.item[%d].answer[0].value".formatted(i),
                ITEM,
                "The result does not follow from the answers; it may be left out."));
      }
    }
    return List.of();
  }

  private static boolean follows(Optional<String> given, Optional<String> computed) {
    return computed.isPresent() && computed.equals(given);
  }

  /** When it is worked out plays no part in what it is. */
  private Optional<String> code(Questionnaire questionnaire, QuestionnaireResponse response) {
    return of(questionnaire, response, Instant.EPOCH)
        .map(result -> result.getValueCodeableConcept().getCodingFirstRep().getCode());
  }

  private static Optional<String> code(QuestionnaireResponseItemComponent given) {
    return given.getAnswerFirstRep().getValue() instanceof Coding coding
        ? Optional.ofNullable(coding.getCode())
        : Optional.empty();
  }
}
