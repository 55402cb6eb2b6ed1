/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.instruments;

import eu.amelie.profiles.Finding;
import eu.amelie.terminology.LocalSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;

/**
 * Counts responses to instruments: an Observation of profile {@code sc-screening-score}.
 *
 * <p>Guaranteed: pure; every counted question is answered, or there is no score; outside the ages
 * the instrument was made for, where the age is not known, and where it was made for fewer than all
 * of an age and nobody confirms that the person is one of them, there is no number but {@code
 * out-of-population}; no word of the response is repeated. Not guaranteed: what a score means, and
 * that what the sender confirms is so. It is no finding about a person.
 */
public final class InstrumentScore {
  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";

  private InstrumentScore() {}

  /** What keeps the response from being counted; empty where nothing does. */
  public static List<Finding> obstacles(Instrument instrument, QuestionnaireResponse response) {
    List<Finding> obstacles = new ArrayList<>();
    if (!response.getSubject().hasReference()) {
      obstacles.add(missing("QuestionnaireResponse.subject", "It needs a subject."));
    }
    if (!response.hasAuthored()) {
      obstacles.add(missing("QuestionnaireResponse.authored", "It needs a time."));
    }
    if (response.getStatus() != QuestionnaireResponseStatus.COMPLETED
        && response.getStatus() != QuestionnaireResponseStatus.AMENDED) {
      obstacles.add(
          Finding.error(
              "QuestionnaireResponse.status", "status", "Only a whole response is counted."));
    }
    Map<String, List<String>> given = given(response);
    instrument
        .points()
        .forEach(
            (question, options) -> {
              List<String> answers = given.getOrDefault(question, List.of());
              if (answers.size() != 1 || !options.containsKey(answers.get(0))) {
                obstacles.add(
                    missing(
                        "QuestionnaireResponse.item",
                        "Each counted question has one answer, out of its options."));
              }
            });
    return obstacles.stream().distinct().toList();
  }

  private static Finding missing(String place, String message) {
    return Finding.error(place, "required", message);
  }

  /**
   * @param age in whole years; empty where it is not known
   * @param confirmed whether the sender says that the person is of those it was made for
   * @throws IllegalArgumentException where there are {@link #obstacles}
   */
  public static Observation score(
      Instrument instrument,
      QuestionnaireResponse response,
      Optional<Integer> age,
      boolean confirmed) {
    if (!obstacles(instrument, response).isEmpty()) {
      throw new IllegalArgumentException("The response cannot be counted.");
    }
    Observation score = new Observation();
    score.getMeta().addProfile(DEFINITIONS + "sc-screening-score");
    score.addExtension(
        new Extension(DEFINITIONS + "sc-instrument", new CanonicalType(instrument.canonical())));
    score.setStatus(ObservationStatus.FINAL);
    score.addCategory(
        new CodeableConcept(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/observation-category", "survey", null)));
    score.setCode(coded("screening-score"));
    score.setSubject(response.getSubject().copy().setDisplay(null));
    score.setEffective(response.getAuthoredElement().copy());
    if (age.filter(years -> instrument.isMadeFor(years, confirmed)).isEmpty()) {
      return score.addInterpretation(coded("out-of-population"));
    }
    int sum = sum(instrument, response);
    score.setValue(new IntegerType(sum));
    return score.addInterpretation(
        coded(sum >= instrument.cutOff() ? "at-or-above-cut-off" : "below-cut-off"));
  }

  private static int sum(Instrument instrument, QuestionnaireResponse response) {
    Map<String, List<String>> given = given(response);
    return instrument.points().entrySet().stream()
        .mapToInt(question -> question.getValue().get(given.get(question.getKey()).get(0)))
        .sum();
  }

  private static CodeableConcept coded(String code) {
    return new CodeableConcept(new Coding(LocalSystem.ASSESSMENT.url(), code, null));
  }

  private static Map<String, List<String>> given(QuestionnaireResponse response) {
    Map<String, List<String>> given = new HashMap<>();
    response.getItem().forEach(item -> gather(item, given));
    return given;
  }

  private static void gather(
      QuestionnaireResponseItemComponent item, Map<String, List<String>> given) {
    for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
      given
          .computeIfAbsent(item.getLinkId(), id -> new ArrayList<>())
          .add(answer.getValue() instanceof Coding coding ? Instrument.option(coding) : "");
      answer.getItem().forEach(inner -> gather(inner, given));
    }
    item.getItem().forEach(inner -> gather(inner, given));
  }
}
