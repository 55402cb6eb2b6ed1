/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.IndicatorCatalog;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.records.RecordStanding;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;

/**
 * Answers gathered from Observations.
 *
 * <p>Guaranteed: an Observation that does not stand (see {@link RecordStanding}) answers nothing.
 * Of several answers to one sign the one that says most holds: a later {@code absent} does not undo
 * a {@code present}; who recorded it amends it.
 */
final class Signs {
  private final Map<String, Answer> answers = new HashMap<>();
  private final Set<String> sources = new LinkedHashSet<>();
  private final Set<String> subjects = new LinkedHashSet<>();

  /** The sign it is about, or empty where it names none of the catalogue, or more than one. */
  static Optional<String> code(Observation observation, IndicatorCatalog catalog) {
    return only(observation.getCode(), LocalSystem.INDICATORS)
        .filter(code -> catalog.find(code).isPresent());
  }

  /** Its answer; unknown where it says why there is none, empty where it says nothing known. */
  static Optional<Answer> answer(Observation observation) {
    if (!observation.hasValue()) {
      return observation.hasDataAbsentReason() ? Optional.of(Answer.UNKNOWN) : Optional.empty();
    }
    return observation.getValue() instanceof CodeableConcept value
        ? only(value, LocalSystem.ANSWER).flatMap(Answer::of)
        : Optional.empty();
  }

  private static Optional<String> only(CodeableConcept concept, LocalSystem system) {
    Set<String> codes =
        concept.getCoding().stream()
            .filter(coding -> system.url().equals(coding.getSystem()))
            .filter(Coding::hasCode)
            .map(Coding::getCode)
            .collect(Collectors.toSet());
    return codes.size() == 1 ? codes.stream().findFirst() : Optional.empty();
  }

  void add(String code, Answer answer, Observation observation) {
    if (observation.getSubject().hasReference()) {
      subjects.add(observation.getSubject().getReference());
    }
    if (!RecordStanding.stands(observation)) {
      return;
    }
    answers.merge(code, answer, Answer::or);
    String id = observation.getIdElement().getIdPart();
    if (id != null) {
      sources.add("Observation/" + id);
    }
  }

  Map<String, Answer> answers() {
    return Map.copyOf(answers);
  }

  /** References of those that answered, as far as they have ids. */
  List<String> sources() {
    return List.copyOf(sources);
  }

  /** References of all persons they are about; more than one is a mistake. */
  List<String> subjects() {
    return List.copyOf(subjects);
  }
}
