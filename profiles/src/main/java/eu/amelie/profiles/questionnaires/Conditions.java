/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire.EnableWhenBehavior;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.TimeType;
import org.hl7.fhir.r4.model.Type;

/**
 * Which items of a questionnaire are asked, by the answers of one response ({@code enableWhen}).
 * What cannot be compared meets no condition.
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
    Type wanted = condition.getAnswer();
    if (condition.getOperator() == null || wanted == null) {
      return false;
    }
    return switch (condition.getOperator()) {
      case EXISTS ->
          wanted instanceof BooleanType exists && given.isEmpty() != exists.booleanValue();
      case EQUAL -> given.stream().anyMatch(value -> AnswerFit.isSame(value, wanted));
      case NOT_EQUAL ->
          !given.isEmpty() && given.stream().noneMatch(value -> AnswerFit.isSame(value, wanted));
      case GREATER_THAN -> isSome(given, wanted, order -> order > 0);
      case LESS_THAN -> isSome(given, wanted, order -> order < 0);
      case GREATER_OR_EQUAL -> isSome(given, wanted, order -> order >= 0);
      case LESS_OR_EQUAL -> isSome(given, wanted, order -> order <= 0);
      case NULL -> false;
    };
  }

  private static boolean isSome(List<Type> given, Type wanted, IntPredicate order) {
    return given.stream().flatMapToInt(value -> compared(value, wanted).stream()).anyMatch(order);
  }

  private static OptionalInt compared(Type value, Type wanted) {
    Optional<BigDecimal> number = number(value);
    Optional<BigDecimal> other = number(wanted);
    if (number.isPresent() && other.isPresent()) {
      return isOfOneUnit(value, wanted)
          ? OptionalInt.of(number.get().compareTo(other.get()))
          : OptionalInt.empty();
    }
    if (value instanceof BaseDateTimeType day && wanted instanceof BaseDateTimeType limit) {
      return day.hasValue() && limit.hasValue()
          ? OptionalInt.of(day.getValue().compareTo(limit.getValue()))
          : OptionalInt.empty();
    }
    return value instanceof TimeType time
            && wanted instanceof TimeType limit
            && time.hasValue()
            && limit.hasValue()
        ? OptionalInt.of(time.getValueAsString().compareTo(limit.getValueAsString()))
        : OptionalInt.empty();
  }

  private static Optional<BigDecimal> number(Type value) {
    if (value instanceof Quantity quantity) {
      return Optional.ofNullable(quantity.getValue());
    }
    return value instanceof IntegerType || value instanceof DecimalType
        ? Optional.ofNullable(value.primitiveValue()).map(BigDecimal::new)
        : Optional.empty();
  }

  /** Nothing is converted. */
  private static boolean isOfOneUnit(Type value, Type wanted) {
    return value instanceof Quantity one && wanted instanceof Quantity other
        ? Objects.equals(one.getCode(), other.getCode())
            && Objects.equals(one.getSystem(), other.getSystem())
        : !(value instanceof Quantity) && !(wanted instanceof Quantity);
  }
}
