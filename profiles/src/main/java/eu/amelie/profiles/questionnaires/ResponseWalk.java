/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.profiles.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Type;

/** One walk over a response and its questionnaire side by side. */
final class ResponseWalk {
  private static final Set<QuestionnaireResponseStatus> WHOLE =
      Set.of(QuestionnaireResponseStatus.COMPLETED, QuestionnaireResponseStatus.AMENDED);

  private final QuestionnaireResponse response;
  private final AnswerFit fit;
  private final Conditions conditions;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param options system and code of every member, by value set
   */
  ResponseWalk(QuestionnaireResponse response, Map<String, Set<String>> options) {
    this.response = response;
    this.fit = new AnswerFit(options);
    this.conditions = new Conditions(response);
  }

  List<Finding> check(Questionnaire questionnaire) {
    items(questionnaire.getItem(), response.getItem(), "QuestionnaireResponse");
    return List.copyOf(findings);
  }

  private void items(
      List<QuestionnaireItemComponent> asked,
      List<QuestionnaireResponseItemComponent> given,
      String path) {
    Map<String, QuestionnaireItemComponent> byLinkId = new HashMap<>();
    asked.forEach(item -> byLinkId.put(item.getLinkId(), item));
    Set<String> answered = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      QuestionnaireResponseItemComponent item = given.get(i);
      String place = path + ".item[" + i + "]";
      QuestionnaireItemComponent question = byLinkId.get(item.getLinkId());
      if (question == null) {
        find(place + ".linkId", "unknown-item", "The questionnaire does not ask this here.");
      } else {
        boolean again = !answered.add(item.getLinkId()) && !isRepeatedGroup(question);
        item(question, item, again, place);
      }
    }
    for (QuestionnaireItemComponent question : asked) {
      if (question.getRequired() && !answered.contains(question.getLinkId())) {
        requireUnlessOff(question, path + ".item");
      }
    }
  }

  /** A group comes again as an item of its own, a question with further answers. */
  private static boolean isRepeatedGroup(QuestionnaireItemComponent question) {
    return question.getType() == QuestionnaireItemType.GROUP && question.getRepeats();
  }

  private void item(
      QuestionnaireItemComponent question,
      QuestionnaireResponseItemComponent item,
      boolean again,
      String place) {
    if (again) {
      find(place + ".linkId", "too-many", "This is answered in more than one place.");
    }
    if (!conditions.areMetFor(question) && (item.hasAnswer() || item.hasItem())) {
      find(place, "not-enabled", "This is not asked after the answers before.");
      return;
    }
    if (question.getType() == QuestionnaireItemType.GROUP) {
      if (item.hasAnswer()) {
        find(place + ".answer", "not-allowed", "A group has no answer of its own.");
      }
      items(question.getItem(), item.getItem(), place);
      return;
    }
    if (item.hasItem()) {
      find(place + ".item", "not-allowed", "Further items stand within the answer.");
    }
    answers(question, item, place);
  }

  private void answers(
      QuestionnaireItemComponent question, QuestionnaireResponseItemComponent item, String place) {
    List<QuestionnaireResponseItemAnswerComponent> answers = item.getAnswer();
    if (answers.isEmpty() && question.getRequired()) {
      requireUnlessOff(question, place + ".answer");
    }
    if (answers.size() > 1 && !question.getRepeats()) {
      find(place + ".answer", "too-many", "This takes one answer.");
    }
    for (int i = 0; i < answers.size(); i++) {
      String answer = place + ".answer[" + i + "]";
      value(question, answers.get(i).getValue(), answer + ".value");
      items(question.getItem(), answers.get(i).getItem(), answer);
    }
  }

  private void value(QuestionnaireItemComponent question, Type value, String place) {
    if (!AnswerFit.isOfType(question, value)) {
      find(place, "wrong-type", "The answer is not of the type that is asked for.");
    } else if (!fit.isAnOption(question, value)) {
      find(place, "code", "The answer is not one of the options.");
    }
  }

  /** In a response that is not complete yet, answers may still be missing. */
  private void requireUnlessOff(QuestionnaireItemComponent question, String place) {
    if (WHOLE.contains(response.getStatus()) && conditions.areMetFor(question)) {
      find(place, "required", "A required answer is missing.");
    }
  }

  private void find(String place, String code, String message) {
    findings.add(Finding.error(place, code, message));
  }
}
