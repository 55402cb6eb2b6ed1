/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;

/**
 * The time in which a person may recover and reflect, as an output of a Task: of the type {@code
 * sc-stage} {@code reflection-period}, its value a Period of whole days.
 *
 * <p>Guaranteed: a last day that somebody has given stays; the exchange gives one only where the
 * first is known to the day and a country's rules are. It is the owner's like every output: nobody
 * else learns of it but by a permit. Not guaranteed: that an authority counts the same days.
 */
public final class RecoveryPeriod {
  private static final String STAGE =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-stage";
  private static final String CODE = "reflection-period";
  private static final int DAY_LENGTH = 10;

  private RecoveryPeriod() {}

  /** Whether this is what an output says. */
  public static boolean isOne(TaskOutputComponent output) {
    return output.getType().getCoding().stream()
        .anyMatch(type -> STAGE.equals(type.getSystem()) && CODE.equals(type.getCode()));
  }

  /** Whether a Task says since when, and not until when; only then rules are needed. */
  public static boolean isOpen(Task task) {
    return task.getOutput().stream().anyMatch(RecoveryPeriod::isOpen);
  }

  private static boolean isOpen(TaskOutputComponent output) {
    return isOne(output)
        && output.getValue() instanceof Period period
        && !period.hasEnd()
        && day(period.getStartElement()).isPresent();
  }

  /**
   * Begins one under the rules of a country that takes over, where the Task does not say itself
   * since when; changes the Task in place.
   */
  public static void begin(Task task, CountryRules rules, LocalDate first) {
    if (task.getOutput().stream().noneMatch(RecoveryPeriod::isOne)) {
      task.addOutput()
          .setType(new CodeableConcept(new Coding(STAGE, CODE, null)))
          .setValue(new Period().setStartElement(new DateTimeType(first.toString())));
    }
    complete(task, rules);
  }

  /** Says until when, by the rules of a country; changes the Task in place. */
  public static void complete(Task task, CountryRules rules) {
    for (TaskOutputComponent output : task.getOutput()) {
      if (isOpen(output)) {
        Period period = (Period) output.getValue();
        LocalDate first = day(period.getStartElement()).orElseThrow();
        period.setEndElement(new DateTimeType(rules.recoveryEnds(first).toString()));
      }
    }
  }

  /** The last day that a Task says; of several the last. */
  public static Optional<LocalDate> end(Task task) {
    return task.getOutput().stream()
        .filter(RecoveryPeriod::isOne)
        .map(TaskOutputComponent::getValue)
        .flatMap(
            value ->
                value instanceof Period period
                    ? day(period.getEndElement()).stream()
                    : Optional.<LocalDate>empty().stream())
        .max(LocalDate::compareTo);
  }

  /** Empty where less than a day is said. */
  private static Optional<LocalDate> day(DateTimeType time) {
    String text = time.getValueAsString();
    if (text == null || text.length() < DAY_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.substring(0, DAY_LENGTH)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
