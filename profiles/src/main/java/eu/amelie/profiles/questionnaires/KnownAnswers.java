/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.records.RecordStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;

/**
 * What resources about one person answer: the latest word on each sign, and a few coded facts; only
 * what stands (see {@link RecordStanding}) answers anything.
 */
final class KnownAnswers {
  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";
  private static final String ASKED_EACH_TIME = "sc-quick-check";

  private final Map<String, Coding> signs = new HashMap<>();
  private final List<Resource> seen;

  KnownAnswers(List<? extends Resource> seen) {
    this.seen = seen.stream().filter(RecordStanding::stands).map(Resource.class::cast).toList();
    of(Observation.class)
        .sorted(Comparator.comparing(KnownAnswers::when).thenComparing(Resource::getId, NULLS))
        .forEach(this::take);
  }

  private static final Comparator<String> NULLS = Comparator.nullsFirst(Comparator.naturalOrder());

  /** Without a time it comes first: anything dated is newer. */
  private static Instant when(Observation observation) {
    Type effective = observation.getEffective();
    if (effective instanceof Period period) {
      return instant(period.getStartElement());
    }
    return effective instanceof BaseDateTimeType time ? instant(time) : Instant.MIN;
  }

  private static Instant instant(BaseDateTimeType time) {
    return time.hasValue() ? time.getValue().toInstant() : Instant.MIN;
  }

  private void take(Observation observation) {
    Optional<Coding> answer =
        observation.getValue() instanceof CodeableConcept value
            ? coding(value, LocalSystem.ANSWER)
            : Optional.empty();
    coding(observation.getCode(), LocalSystem.INDICATORS)
        .ifPresent(sign -> answer.ifPresent(known -> signs.put(sign.getCode(), known)));
  }

  /** New values each time. */
  List<Type> to(String questionnaire, QuestionnaireItemComponent question) {
    if (questionnaire.equals(ASKED_EACH_TIME) || questionnaire.equals(ConsentDraft.QUESTIONNAIRE)) {
      return List.of();
    }
    if (question.hasCode()) {
      return Optional.ofNullable(signs.get(question.getCodeFirstRep().getCode())).stream()
          .<Type>map(Coding::copy)
          .toList();
    }
    return switch (questionnaire + "#" + question.getLinkId()) {
      case "sc-minor-signs#age-status" ->
          extensions(Patient.class, "sc-minor-status", LocalSystem.MINOR_STATUS);
      case "sc-safe-contact-form#contact" ->
          extensions(Patient.class, "sc-safe-contact", LocalSystem.CONTACT);
      case "sc-referral-form#stage" ->
          extensions(ServiceRequest.class, "sc-stage", LocalSystem.STAGE);
      case "sc-referral-form#mode" -> parts("mode");
      case "sc-referral-form#mode-switch" -> parts("switch");
      case "sc-referral-form#interpreter" -> interpreter();
      case "sc-outcome#status" -> businessStatus();
      default -> List.of();
    };
  }

  private <T extends Resource> Stream<T> of(Class<T> type) {
    return seen.stream().filter(type::isInstance).map(type::cast);
  }

  private List<Type> extensions(
      Class<? extends DomainResource> type, String extension, LocalSystem system) {
    return latest(type).stream()
        .flatMap(one -> one.getExtensionsByUrl(DEFINITIONS + extension).stream())
        .flatMap(one -> coded(one, system).stream())
        .toList();
  }

  private List<Type> parts(String part) {
    return latest(ServiceRequest.class).stream()
        .flatMap(one -> one.getExtensionsByUrl(DEFINITIONS + "sc-delivery-mode").stream())
        .flatMap(mode -> mode.getExtensionsByUrl(part).stream())
        .flatMap(one -> coded(one, LocalSystem.MODE).stream())
        .toList();
  }

  private static Optional<Type> coded(Extension extension, LocalSystem system) {
    return extension.getValue() instanceof CodeableConcept value
        ? coding(value, system).map(Type.class::cast)
        : Optional.empty();
  }

  private List<Type> interpreter() {
    List<DomainResource> speak = new ArrayList<>(latest(ServiceRequest.class).stream().toList());
    speak.addAll(latest(Patient.class).stream().toList());
    return speak.stream()
        .map(one -> one.getExtensionByUrl(DEFINITIONS + "sc-interpreter"))
        .filter(extension -> extension != null)
        .flatMap(extension -> extension.getExtensionsByUrl("needed").stream())
        .filter(needed -> needed.getValue() instanceof BooleanType)
        .<Type>map(
            needed ->
                new Coding(
                    LocalSystem.YES_NO.url(),
                    ((BooleanType) needed.getValue()).booleanValue() ? "yes" : "no",
                    null))
        .limit(1)
        .toList();
  }

  private List<Type> businessStatus() {
    return latest(Task.class).stream()
        .flatMap(task -> coding(task.getBusinessStatus(), LocalSystem.BUSINESS_STATUS).stream())
        .<Type>map(Type.class::cast)
        .toList();
  }

  /** By when it was written; of a person there is one. */
  private <T extends DomainResource> Optional<T> latest(Class<T> type) {
    return of(type).max(Comparator.comparing(KnownAnswers::written));
  }

  private static Instant written(DomainResource resource) {
    if (resource instanceof ServiceRequest request) {
      return instant(request.getAuthoredOnElement());
    }
    return resource instanceof Task task ? instant(task.getAuthoredOnElement()) : Instant.MIN;
  }

  private static Optional<Coding> coding(CodeableConcept concept, LocalSystem system) {
    return concept.getCoding().stream()
        .filter(one -> system.url().equals(one.getSystem()) && one.hasCode())
        .map(Extraction::bare)
        .findFirst();
  }
}
