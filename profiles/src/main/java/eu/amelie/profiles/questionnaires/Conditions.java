/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;

/**
 * Which items of a questionnaire are asked, by the answers of one response ({@code enableWhen}). Of
 * the operators {@code exists}, {@code =} and {@code !=} are known, which are all that ours use.
 */
final class Conditions {
  private final Map<String, List<Type>> answers = new HashMap<>();

  Conditions(QuestionnaireResponse response) {
    response.getItem().forEach(this::gather);
  }

  private void gather(QuestionnaireResponseItemComponent item) {
    for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
      if (answer.hasValue()) {
        answers.computeIfAbsent(item.getLinkId(), id -> new ArrayList<>()).add(answer.getValue());
      }
      answer.getItem().forEach(this::gather);
    }
    item.getItem().forEach(this::gather);
  }

  boolean areMetFor(QuestionnaireItemComponent item) {
    List<QuestionnaireItemEnableWhenComponent> conditions = item.getEnableWhen();
    if (conditions.isEmpty()) {
      return true;
    }
    return item.getEnableBehavior() == EnableWhenBehavior.ANY
        ? conditions.stream().anyMatch(this::isMet)
        : conditions.stream().allMatch(this::isMet);
  }

  private boolean isMet(QuestionnaireItemEnableWhenComponent condition) {
    List<Type> given = answers.getOrDefault(condition.getQuestion(), List.of());
    return switch (condition.getOperator()) {
      case EXISTS ->
          condition.getAnswer() instanceof BooleanType wanted
              && given.isEmpty() != wanted.booleanValue();
      case EQUAL -> given.stream().anyMatch(value -> isSame(value, condition.getAnswer()));
      case NOT_EQUAL ->
          !given.isEmpty()
              && given.stream().noneMatch(value -> isSame(value, condition.getAnswer()));
      default -> throw new IllegalArgumentException("No reading for this operator.");
    };
  }

  private static boolean isSame(Type value, Type wanted) {
    if (value instanceof Coding coding && wanted instanceof Coding other) {
      return other.getSystem().equals(coding.getSystem())
          && other.getCode().equals(coding.getCode());
    }
    return value.equalsDeep(wanted);
  }
}
