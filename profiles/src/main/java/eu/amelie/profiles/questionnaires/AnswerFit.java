/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;

/**
 * Whether one answer is of the type that its question asks for, and among its options.
 *
 * <p>Not guaranteed: anything about options that a value set of others lists, which is not known
 * here; the questions of the exchange's own questionnaires name none.
 *
 * @param members system and code of every member, by value set
 */
record AnswerFit(Map<String, Set<String>> members) {

  static boolean isOfType(QuestionnaireItemComponent question, Type value) {
    if (question.getType() == null) {
      return false;
    }
    return switch (question.getType()) {
      case CHOICE -> value instanceof Coding || isLikeAnOption(question, value);
      case OPENCHOICE ->
          value instanceof Coding || value instanceof StringType || isLikeAnOption(question, value);
      case BOOLEAN -> value instanceof BooleanType;
      case DECIMAL -> value instanceof DecimalType;
      case INTEGER -> value instanceof IntegerType;
      case DATE -> value instanceof DateType;
      case DATETIME -> value instanceof DateTimeType;
      case TIME -> value instanceof TimeType;
      case STRING, TEXT -> value instanceof StringType;
      case URL -> value instanceof UriType;
      case ATTACHMENT -> value instanceof Attachment;
      case REFERENCE -> value instanceof Reference;
      case QUANTITY -> value instanceof Quantity;
      default -> false;
    };
  }

  private static boolean isLikeAnOption(QuestionnaireItemComponent question, Type value) {
    return value != null
        && question.getAnswerOption().stream()
            .anyMatch(option -> option.getValue().getClass() == value.getClass());
  }

  /** Where the question has options; an open choice takes own words beside them. */
  boolean isAnOption(QuestionnaireItemComponent question, Type value) {
    if (question.getType() == QuestionnaireItemType.OPENCHOICE && value instanceof StringType) {
      return true;
    }
    List<QuestionnaireItemAnswerOptionComponent> options = question.getAnswerOption();
    if (!options.isEmpty()) {
      return options.stream().anyMatch(option -> isSame(value, option.getValue()));
    }
    Set<String> set = members.get(question.getAnswerValueSet());
    return set == null
        || !(value instanceof Coding coding)
        || set.contains(ResponseCheck.option(coding.getSystem(), coding.getCode()));
  }

  /** Whether they say the same, whatever words or extensions stand beside it. */
  static boolean isSame(Type value, Type wanted) {
    if (value instanceof Coding coding && wanted instanceof Coding other) {
      return other.hasCode()
          && Objects.equals(other.getSystem(), coding.getSystem())
          && Objects.equals(other.getCode(), coding.getCode());
    }
    if (value instanceof Reference reference && wanted instanceof Reference other) {
      return other.hasReference() && other.getReference().equals(reference.getReference());
    }
    if (value.isPrimitive() && wanted.isPrimitive()) {
      return value.getClass() == wanted.getClass()
          && Objects.equals(value.primitiveValue(), wanted.primitiveValue());
    }
    return value.equalsDeep(wanted);
  }
}
