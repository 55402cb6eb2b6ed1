/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.Indicator;
import eu.amelie.terminology.Indicator.Profile;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * Writes an assessment as an Observation of profile {@code sc-assessment}.
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
  private static final String LIMIT =
      "Signs only: neither their presence nor their absence is conclusive, and this is no finding"
          + " about a person.";
  private static final String WITHOUT_WEIGHTS =
      "There are no weights for this age group and form: no dimension can be judged, and that there"
          + " is no suggestion means nothing.";
  private static final String EXPERIMENTAL =
      "Weights of this profile are not confirmed: the result is experimental.";
  private static final String BESIDE =
      "What is only suspected is reported beside the result and not counted.";
  private static final String AS_A_CHILD =
      "The age is not certain, or is recorded as under 18: this is the assessment of somebody under"
          + " 18.";

  Observation toObservation() {
    Observation observation = new Observation();
    observation.getMeta().addProfile(PROFILE);
    observation.setStatus(ObservationStatus.FINAL);
    observation.addCategory().addCoding(new Coding(CATEGORY, "survey", "Survey"));
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
    observation.addNote().setText(LIMIT);
    if (assessment.age() != asked) {
      observation.addNote().setText(AS_A_CHILD);
    }
    if (assessment.profile().isEmpty()) {
      observation.addNote().setText(WITHOUT_WEIGHTS);
    }
    if (assessment.experimental()) {
      observation.addNote().setText(EXPERIMENTAL);
    }
    if (!assessment.suspected().isEmpty()) {
      observation.addNote().setText(BESIDE);
    }
  }

  private CodeableConcept method() {
    String profile = assessment.profile().map(Profile::code).orElse(NO_PROFILE);
    CodeableConcept method = concept(LocalSystem.ASSESSMENT, profile);
    method.setText("Rule %s, profile %s".formatted(AssessmentRule.VERSION, profile));
    method.addExtension(RULE_VERSION, new CodeType(AssessmentRule.VERSION));
    return method;
  }

  /** Its display carries the topic and stands in the catalogue for whoever needs it. */
  private static CodeableConcept concept(Indicator sign) {
    return new CodeableConcept(new Coding(LocalSystem.INDICATORS.url(), sign.code(), null));
  }

  private CodeableConcept concept(LocalSystem system, String code) {
    String display =
        catalog.find(system.url(), code).map(found -> found.displays().english()).orElse(null);
    return new CodeableConcept(new Coding(system.url(), code, display));
  }
}
