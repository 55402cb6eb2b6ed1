/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Indicator;
import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import eu.amelie.terminology.Translations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * Writes an assessment as an Observation of profile {@code sc-assessment}: in English, and beside
 * each of its words the translations.
 *
 * @param asked whom the caller asked about, which may be another than it was made for
 */
record AssessmentObservation(
    TerminologyCatalog catalog, Assessment assessment, AgeGroup asked, Signs signs, Instant now) {
  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";
  private static final String PROFILE = DEFINITIONS + "sc-assessment";
  private static final String RULE_VERSION = DEFINITIONS + "sc-rule-version";
  private static final String SUSPECTED = DEFINITIONS + "sc-suspected";
  private static final String SHOWN = DEFINITIONS + "sc-shown";
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";

  private static final String KIND = "assessment";
  private static final String NO_PROFILE = "no-profile";

  Observation toObservation() {
    Observation observation = new Observation();
    observation.getMeta().addProfile(PROFILE);
    observation.setStatus(ObservationStatus.FINAL);
    observation.addCategory().addCoding(new Coding(CATEGORY, "survey", null));
    observation.setCode(concept(LocalSystem.ASSESSMENT, KIND));
    if (signs.subjects().size() == 1) {
      observation.setSubject(new Reference(signs.subjects().get(0)));
    }
    observation.setEffective(new DateTimeType(now.truncatedTo(ChronoUnit.SECONDS).toString()));
    observation.setIssuedElement(new InstantType(now.truncatedTo(ChronoUnit.SECONDS).toString()));
    observation.setValue(
        concept(
            LocalSystem.ASSESSMENT,
            assessment.suggested() ? "further-assessment-suggested" : "no-suggestion"));
    observation.setMethod(method());
    assessment
        .dimensions()
        .forEach(
            (dimension, result) ->
                observation
                    .addComponent()
                    .setCode(concept(LocalSystem.DIMENSION, dimension.code()))
                    .setValue(concept(LocalSystem.ASSESSMENT, result.code())));
    signs.sources().forEach(source -> observation.addDerivedFrom(new Reference(source)));
    assessment.suspected().forEach(sign -> observation.addExtension(SUSPECTED, concept(sign)));
    assessment.shown().forEach(sign -> observation.addExtension(SHOWN, concept(sign)));
    addNotes(observation);
    return observation;
  }

  private void addNotes(Observation observation) {
    note(observation, "limit");
    if (assessment.age() != asked) {
      note(observation, "as-a-child");
    }
    if (assessment.profile().isEmpty()) {
      note(observation, "without-weights");
    }
    if (assessment.experimental()) {
      note(observation, "experimental");
    }
    if (!assessment.suspected().isEmpty()) {
      note(observation, "beside");
    }
  }

  private void note(Observation observation, String id) {
    observation.addNote().setTextElement(in(new MarkdownType(), catalog.assessmentNote(id)));
  }

  private CodeableConcept method() {
    String profile = assessment.profile().map(Profile::code).orElse(NO_PROFILE);
    CodeableConcept method = concept(LocalSystem.ASSESSMENT, profile);
    Displays words =
        catalog
            .assessmentNote("method")
            .mapped((language, text) -> text.formatted(AssessmentRule.VERSION, profile));
    method.setTextElement(in(new StringType(), words));
    method.addExtension(RULE_VERSION, new CodeType(AssessmentRule.VERSION));
    return method;
  }

  /** Its display carries the topic and stands in the catalogue for whoever needs it. */
  private static CodeableConcept concept(Indicator sign) {
    return new CodeableConcept(new Coding(LocalSystem.INDICATORS.url(), sign.code(), null));
  }

  private CodeableConcept concept(LocalSystem system, String code) {
    Coding coding = new Coding(system.url(), code, null);
    catalog
        .find(system.url(), code)
        .ifPresent(found -> coding.setDisplayElement(in(new StringType(), found.displays())));
    return new CodeableConcept(coding);
  }

  private static <T extends StringType> T in(T text, Displays words) {
    text.setValue(words.english());
    Translations.add(text, words);
    return text;
  }
}
