/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.IdentityLabel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Section E of the list of disclosure channels, place by place as its lines name them: what stands
 * there is not in the record. {@link RecordLawsTest} says so of every place there is.
 */
class WithheldPlacesTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final String WORDS = "Nadia Example";
  private static final byte[] BYTES = WORDS.getBytes(StandardCharsets.UTF_8);
  private static final RecordShapes SHAPES =
      RecordShapes.load(CONTEXT, (system, code) -> "urn:s".equals(system));

  private record Place(String name, Resource resource) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Place> words() {
    CodeableConcept reason = new CodeableConcept().setText(WORDS);
    Coding displayed = new Coding("urn:s", "known", WORDS);
    return Stream.of(
        new Place("narrative", narrated(new Observation())),
        new Place("note", new Task().addNote(new Annotation().setText(WORDS))),
        new Place(
            "who noted", new Task().addNote(new Annotation().setAuthor(new StringType(WORDS)))),
        new Place("description", new Task().setDescription(WORDS)),
        new Place("comment", new Appointment().setComment(WORDS)),
        new Place("instruction", new ServiceRequest().setPatientInstruction(WORDS)),
        new Place("reason in words", new ServiceRequest().addReasonCode(reason)),
        new Place("code in words", new Observation().setCode(reason.copy())),
        new Place("answer in words", new Observation().setValue(new StringType(WORDS))),
        new Place(
            "display of a known code", new Observation().setCode(new CodeableConcept(displayed))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("words")
  void e3WordsAreNotInTheRecordWhereverTheyStand(Place place) {
    Split split = SHAPES.split(place.resource());

    assertThat(text(split.record())).doesNotContain("Nadia");
    assertThat(split.identity())
        .extracting(IdentityElement::label)
        .containsOnly(IdentityLabel.TEXT);
    assertThat(text(SHAPES.join(split.record(), split.identity())))
        .isEqualTo(text(place.resource()));
  }

  static Stream<Place> attachments() {
    Patient photographed = new Patient();
    photographed.addPhoto(attachment());
    DocumentReference document = new DocumentReference();
    document.addContent().setAttachment(attachment());
    QuestionnaireResponse answered = new QuestionnaireResponse();
    answered.addItem().addAnswer().setValue(attachment());
    Provenance signed = new Provenance();
    signed.addSignature().setData(BYTES);
    Observation contains = new Observation();
    contains.addContained(new Binary().setContentType("text/nadia").setData(BYTES).setId("#b"));
    return Stream.of(
        new Place("photo", photographed),
        new Place("document", document),
        new Place("source of a Consent", new Consent().setSource(attachment())),
        new Place("answer", answered),
        new Place("signature", signed),
        new Place("contained Binary", contains));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attachments")
  void e4OfAnAttachmentNothingIsInTheRecordNotEvenItsTypeOrHash(Place place) {
    Split split = SHAPES.split(place.resource());

    assertThat(text(split.record()))
        .doesNotContainIgnoringCase("nadia")
        .doesNotContain(Base64.getEncoder().encodeToString(BYTES), "attachment", "1234567");
    assertThat(text(SHAPES.join(split.record(), split.identity())))
        .isEqualTo(text(place.resource()));
  }

  static Stream<Resource> holders() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle
        .addEntry()
        .setFullUrl("https://hospital.example.org/Patient/nadia-example")
        .setResource(named())
        .getRequest()
        .setUrl("Patient?name=Nadia")
        .setIfNoneExist("name=Nadia");
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("nadia").setResource(named());
    Composition composition = new Composition().setTitle(WORDS);
    composition.addSection().setTitle(WORDS);
    ListResource list = new ListResource().setTitle(WORDS);
    return Stream.of(bundle, parameters, composition, list);
  }

  @ParameterizedTest
  @MethodSource("holders")
  void e6WhatHoldsOtherResourcesHasNoRecordAndContainedLeavesNone(Resource holder) {
    assertThatThrownBy(() -> SHAPES.split(holder)).isInstanceOf(IllegalArgumentException.class);
    Observation containing = new Observation();
    containing.addContained(holder);

    Observation record = (Observation) SHAPES.split(containing).record();

    assertThat(record.getContained()).isEmpty();
    assertThat(text(record)).doesNotContainIgnoringCase("nadia");
  }

  private static Patient named() {
    Patient patient = new Patient();
    patient.addName().setText(WORDS);
    return patient;
  }

  private static Attachment attachment() {
    return new Attachment()
        .setContentType("text/nadia")
        .setTitle(WORDS)
        .setUrl("https://hospital.example.org/nadia")
        .setHash(BYTES)
        .setSize(1234567)
        .setData(BYTES);
  }

  private static DomainResource narrated(DomainResource resource) {
    resource.getText().setDivAsString("<div>" + WORDS + "</div>");
    return resource;
  }

  private static String text(org.hl7.fhir.instance.model.api.IBaseResource resource) {
    return CONTEXT.newJsonParser().encodeResourceToString(resource);
  }
}
