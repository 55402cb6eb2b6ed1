/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * As what a referred person counts, by the records that may be counted. What is not among them is
 * not stated. Records hold no identity; the year of birth is the closest that is looked at. Not
 * guaranteed: that a record stands; whoever counts leaves out what was entered in error, is not
 * whole, or carries a modifier.
 */
public final class ReferralValues {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final String CODES = ROOT + "CodeSystem/";
  private static final String EXTENSIONS = ROOT + "StructureDefinition/";
  private static final String FORM = CODES + "sc-form";
  private static final String ANSWER = CODES + "sc-answer";
  private static final int YEAR = 4;

  /** Answers by which a form is in question; all others say that it is not, or nothing. */
  private static final Set<String> IN_QUESTION = Set.of("present", "suspected");

  /** Whose members tell of the person or of the referral. */
  public static final Set<String> TYPES =
      Set.of("Patient", "ServiceRequest", "Observation", "Condition", "QuestionnaireResponse");

  private final Task task;
  private final LocalDate asked;
  private final Optional<LocalDate> accepted;
  private final List<Resource> records;

  private ReferralValues(
      Task task,
      LocalDate asked,
      Optional<LocalDate> accepted,
      Collection<? extends Resource> records) {
    this.task = task;
    this.asked = asked;
    this.accepted = accepted;
    this.records = List.copyOf(records);
  }

  /**
   * @param task of the referral
   * @param asked the day it was sent
   * @param accepted the day it was accepted, where it was
   * @param records of the person that may be counted and that stand, of {@link #TYPES}
   * @return values by name of the dimension in {@link ReferralDimensions}
   */
  public static Map<String, String> of(
      Task task,
      LocalDate asked,
      Optional<LocalDate> accepted,
      Collection<? extends Resource> records) {
    return new ReferralValues(task, asked, accepted, records).values();
  }

  private Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put(ReferralDimensions.OUTCOME.name(), outcome());
    values.put(ReferralDimensions.COURSE.name(), course());
    accepted.ifPresent(day -> values.put(ReferralDimensions.WAITING.name(), waiting(day)));
    form().ifPresent(form -> values.put(ReferralDimensions.FORM.name(), form));
    of(ServiceRequest.class)
        .filter(request -> task.getFocus().getReferenceElement().getIdPart().equals(id(request)))
        .flatMap(request -> codes(request.getCode(), CODES + "sc-service"))
        .findFirst()
        .ifPresent(service -> values.put(ReferralDimensions.SERVICE.name(), service));
    of(Patient.class).findFirst().ifPresent(person -> put(values, person));
    return values;
  }

  private void put(Map<String, String> values, Patient person) {
    if (person.hasGender()) {
      values.put(ReferralDimensions.SEX.name(), person.getGender().toCode());
    }
    age(person).ifPresent(band -> values.put(ReferralDimensions.AGE.name(), band));
    extension(person, "sc-citizenship")
        .ifPresent(group -> values.put(ReferralDimensions.CITIZENSHIP.name(), group));
  }

  private static String id(Resource resource) {
    return resource.getIdElement().getIdPart();
  }

  private <T extends Resource> Stream<T> of(Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast);
  }

  /** Whoever has several counts by the first of them in the list of {@code sc-form}. */
  private Optional<String> form() {
    List<String> forms = new ArrayList<>();
    of(Observation.class).flatMap(ReferralValues::forms).forEach(forms::add);
    of(Condition.class).flatMap(record -> codes(record.getCode(), FORM)).forEach(forms::add);
    of(ServiceRequest.class)
        .flatMap(record -> record.getReasonCode().stream())
        .flatMap(reason -> codes(reason, FORM))
        .forEach(forms::add);
    of(QuestionnaireResponse.class)
        .flatMap(record -> record.getItem().stream())
        .flatMap(ReferralValues::forms)
        .forEach(forms::add);
    List<String> order = ReferralDimensions.FORM.leaves();
    return forms.stream()
        .filter(order::contains)
        .max((a, b) -> order.indexOf(a) - order.indexOf(b));
  }

  private static Stream<String> forms(Observation observation) {
    Optional<CodeableConcept> value =
        observation.getValue() instanceof CodeableConcept concept
            ? Optional.of(concept)
            : Optional.empty();
    boolean inQuestion =
        value.isEmpty()
            || value.stream().flatMap(v -> codes(v, ANSWER)).anyMatch(IN_QUESTION::contains);
    return Stream.concat(
        value.stream().flatMap(v -> codes(v, FORM)),
        inQuestion ? codes(observation.getCode(), FORM) : Stream.of());
  }

  private static Stream<String> forms(QuestionnaireResponseItemComponent item) {
    Stream<String> own =
        item.getAnswer().stream()
            .filter(answer -> answer.getValue() instanceof Coding)
            .map(answer -> (Coding) answer.getValue())
            .filter(coding -> FORM.equals(coding.getSystem()) && coding.hasCode())
            .map(Coding::getCode);
    Stream<QuestionnaireResponseItemComponent> below =
        Stream.concat(
            item.getItem().stream(), item.getAnswer().stream().flatMap(a -> a.getItem().stream()));
    return Stream.concat(own, below.flatMap(ReferralValues::forms));
  }

  /** The band as recorded; else by the age reached in the year she was referred in. */
  private Optional<String> age(Patient person) {
    String birth = person.getBirthDateElement().getValueAsString();
    return extension(person, "sc-age-band")
        .or(
            () ->
                Optional.ofNullable(birth)
                    .filter(date -> date.length() >= YEAR)
                    .map(date -> asked.getYear() - Integer.parseInt(date.substring(0, YEAR)))
                    .flatMap(ReferralValues::band))
        .or(() -> extension(person, "sc-minor-status").flatMap(ReferralValues::presumed));
  }

  private static Optional<String> band(int years) {
    if (years < 0) {
      return Optional.empty();
    }
    if (years < 18) {
      return Optional.of(years < 12 ? "0-11" : years < 15 ? "12-14" : "15-17");
    }
    return Optional.of(years < 25 ? "18-24" : years < 35 ? "25-34" : years < 50 ? "35-49" : "50+");
  }

  private static Optional<String> presumed(String status) {
    return switch (status) {
      case "minor", "minor-presumed" -> Optional.of("minor-presumed");
      case "adult", "adult-presumed" -> Optional.of("adult-presumed");
      default -> Optional.empty();
    };
  }

  private static Optional<String> extension(Patient person, String name) {
    Extension extension = person.getExtensionByUrl(EXTENSIONS + name);
    return extension != null && extension.getValue() instanceof CodeableConcept concept
        ? codes(concept, CODES + name).findFirst()
        : Optional.empty();
  }

  private static Stream<String> codes(CodeableConcept concept, String system) {
    return concept.getCoding().stream()
        .filter(coding -> system.equals(coding.getSystem()))
        .map(Coding::getCode)
        .filter(Objects::nonNull);
  }

  /** An acceptance stays one, whatever came of it. */
  private String outcome() {
    if (accepted.isPresent()) {
      return "accepted";
    }
    return switch (task.getStatus()) {
      case ACCEPTED, INPROGRESS, ONHOLD, COMPLETED -> "accepted";
      case REJECTED -> "declined";
      case CANCELLED, FAILED, ENTEREDINERROR -> "cancelled";
      default -> "received";
    };
  }

  private String course() {
    return switch (task.getStatus()) {
      case COMPLETED -> "completed";
      case CANCELLED, FAILED, ENTEREDINERROR -> "cancelled";
      default -> "accepted";
    };
  }

  private String waiting(LocalDate day) {
    long days = ChronoUnit.DAYS.between(asked, day);
    if (days < 1) {
      return "same-day";
    }
    if (days > 30) {
      return "more-than-30-days";
    }
    return days <= 2 ? "within-2-days" : days <= 7 ? "within-7-days" : "within-30-days";
  }
}
