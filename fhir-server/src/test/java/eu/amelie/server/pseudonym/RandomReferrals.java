/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;

/**
 * Referrals in which a needle stands in every place where a sender could write something of its
 * own: names, contacts, addresses, notes, attachments, displays, unknown codes and systems, made-up
 * extensions, element ids, contained persons.
 */
final class RandomReferrals {
  private static final String OURS =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-";
  private static final int EXTRAS = 8;

  private final Needles needles;
  private final Bundle bundle;
  private final Reference person;

  private RandomReferrals(Needles needles) {
    this.needles = needles;
    this.bundle = Referrals.shipped();
    this.person =
        new Reference(
            bundle.getEntry().stream()
                .filter(entry -> entry.getResource() instanceof Patient)
                .map(BundleEntryComponent::getFullUrl)
                .findFirst()
                .orElseThrow());
  }

  /** From hospital-be to shelter-be; accepted as it is. */
  static Bundle next(Needles needles) {
    return new RandomReferrals(needles).build();
  }

  private Bundle build() {
    keepFewSigns();
    rename(Referrals.one(bundle, Patient.class));
    decorate(Referrals.one(bundle, Consent.class));
    decorate(Referrals.one(bundle, ServiceRequest.class));
    decorate(Referrals.one(bundle, Task.class));
    decorate(Referrals.one(bundle, Condition.class));
    decorate(Referrals.one(bundle, Encounter.class));
    add(observation());
    int first = needles.random().nextInt(EXTRAS);
    add(extra(first));
    add(extra((first + 1 + needles.random().nextInt(EXTRAS - 1)) % EXTRAS));
    return bundle;
  }

  /** One of the six signs: the others hold nothing that differs. */
  private void keepFewSigns() {
    Observation first = Referrals.one(bundle, Observation.class);
    bundle.getEntry().removeIf(entry -> entry.getResource() instanceof Observation o && o != first);
    Referrals.one(bundle, ServiceRequest.class).getSupportingInfo().clear();
    first.addNote().setText(needles.sentence());
    first.getCode().setText(needles.word()).getCodingFirstRep().setDisplay(needles.word());
  }

  void rename(Patient patient) {
    patient.getName().clear();
    patient.addName().setFamily(needles.word()).addGiven(needles.word());
    patient.getIdentifier().clear();
    patient.addIdentifier().setSystem("urn:x:" + needles.plain()).setValue(needles.digits());
    patient.getTelecom().clear();
    patient
        .addTelecom()
        .setSystem(ContactPoint.ContactPointSystem.PHONE)
        .setValue(needles.digits());
    patient
        .addTelecom()
        .setSystem(ContactPoint.ContactPointSystem.EMAIL)
        .setValue(needles.plain() + "@mail.example");
    patient.getAddress().clear();
    patient
        .addAddress()
        .addLine(needles.sentence())
        .setCity(needles.word())
        .setPostalCode(needles.digits())
        .setCountry("BE");
    patient.getBirthDateElement().setValueAsString(needles.birthDate());
    patient.getBirthDateElement().addExtension("urn:x:" + needles.plain(), text());
    patient.addContact().getName().setText(needles.word());
    patient.addPhoto(attachment("image/png"));
    patient.addExtension(OURS + needles.plain(), new org.hl7.fhir.r4.model.BooleanType(true));
    patient.addExtension("urn:x:" + needles.plain(), text());
    narrate(patient);
  }

  private StringType text() {
    return new StringType(needles.sentence());
  }

  private void narrate(org.hl7.fhir.r4.model.DomainResource resource) {
    resource
        .getText()
        .setStatus(org.hl7.fhir.r4.model.Narrative.NarrativeStatus.GENERATED)
        .setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + needles.word() + "</div>");
  }

  private Attachment attachment(String type) {
    return new Attachment()
        .setContentType(type)
        .setTitle(needles.word())
        .setData(needles.attachment());
  }

  private Coding unknown() {
    return new Coding("urn:x:" + needles.plain(), needles.plain(), needles.word());
  }

  private void decorate(Consent consent) {
    consent.addIdentifier().setValue(needles.digits());
    consent.getScope().setText(needles.sentence());
    consent.getPolicyRule().addCoding(unknown());
    consent.addVerification().setVerified(true).getVerifiedWith().setDisplay(needles.word());
    consent.setSource(attachment("application/pdf"));
  }

  private void decorate(ServiceRequest request) {
    request.getIdentifierFirstRep().setValue(needles.plain());
    request.getNote().clear();
    request.addNote().setText(needles.sentence()).setAuthor(new StringType(needles.word()));
    request.getRequester().setDisplay(needles.word());
    request.setPatientInstruction(needles.sentence());
    request.getReasonCodeFirstRep().setText(needles.sentence()).addCoding(unknown());
    mark(request.getCode());
  }

  /** An element's own id and an extension on it. */
  private void mark(Element element) {
    element.setId(needles.plain());
    element.addExtension("urn:x:" + needles.plain(), text());
  }

  private void decorate(Task task) {
    task.setDescription(needles.sentence());
    task.addNote().setText(needles.sentence());
    task.addInput()
        .setType(new CodeableConcept(unknown()).setText(needles.word()))
        .setValue(new StringType(needles.sentence()));
    task.getOwner().setDisplay(needles.word());
  }

  private void decorate(Condition condition) {
    condition.addNote().setText(needles.sentence());
    condition.getCode().setText(needles.sentence()).addCoding(unknown());
    condition.addEvidence().addCode().setText(needles.word());
  }

  private void decorate(Encounter encounter) {
    encounter.getServiceProvider().setDisplay(needles.word());
    encounter.addReasonCode().setText(needles.sentence());
  }

  private void add(Resource resource) {
    bundle
        .addEntry()
        .setFullUrl(
            "urn:uuid:"
                + UUID.nameUUIDFromBytes(
                    needles.plain().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
  }

  /** With a contained person, an unknown code and a unit in words. */
  private Observation observation() {
    Observation observation = new Observation();
    Practitioner contained = new Practitioner();
    contained.setId("p");
    contained.addName().setText(needles.word());
    observation.addContained(contained);
    observation.addPerformer(new Reference("#p").setDisplay(needles.word()));
    observation
        .setStatus(Observation.ObservationStatus.FINAL)
        .setCode(new CodeableConcept(unknown()).setText(needles.sentence()))
        .setSubject(person.copy().setDisplay(needles.word()))
        .setValue(new Quantity().setValue(4).setUnit(needles.word()));
    observation.addComponent().setCode(new CodeableConcept(unknown())).setValue(text());
    narrate(observation);
    return observation;
  }

  private Resource extra(int kind) {
    return switch (kind) {
      case 0 -> relatedPerson();
      case 1 -> document();
      case 2 -> answers();
      case 3 ->
          new Practitioner().addName(new org.hl7.fhir.r4.model.HumanName().setText(needles.word()));
      case 4 -> appointment();
      case 5 -> procedure();
      case 6 -> provenance();
      default -> observation();
    };
  }

  private Resource relatedPerson() {
    RelatedPerson related = new RelatedPerson();
    related.setPatient(person.copy());
    related.addName().setFamily(needles.word());
    related
        .addTelecom()
        .setSystem(ContactPoint.ContactPointSystem.PHONE)
        .setValue(needles.digits());
    related.addRelationship().setText(needles.word()).addCoding(unknown());
    return related;
  }

  private Resource document() {
    DocumentReference document = new DocumentReference();
    document
        .setStatus(org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus.CURRENT)
        .setDescription(needles.sentence())
        .setType(new CodeableConcept(unknown()))
        .setSubject(person.copy());
    document.addContent().setAttachment(attachment("application/pdf"));
    return document;
  }

  private Resource answers() {
    QuestionnaireResponse answers = new QuestionnaireResponse();
    answers
        .setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED)
        .setQuestionnaire("https://hospital-be.example.org/" + needles.plain())
        .setSubject(person.copy());
    var item = answers.addItem().setLinkId(needles.plain()).setText(needles.sentence());
    item.setDefinition("https://hospital-be.example.org/" + needles.plain());
    item.addAnswer().setValue(text()).addItem().setLinkId(needles.word());
    answers.addItem().setLinkId(needles.word()).addAnswer().setValue(unknown());
    return answers;
  }

  private Resource appointment() {
    Appointment appointment = new Appointment();
    appointment.setStatus(Appointment.AppointmentStatus.PROPOSED);
    appointment.setDescription(needles.sentence()).setComment(needles.sentence());
    appointment
        .addParticipant()
        .setActor(person.copy())
        .setStatus(Appointment.ParticipationStatus.ACCEPTED);
    return appointment;
  }

  private Resource procedure() {
    Procedure procedure = new Procedure();
    procedure
        .setStatus(Procedure.ProcedureStatus.COMPLETED)
        .setCode(new CodeableConcept(unknown()).setText(needles.word()))
        .setSubject(person.copy());
    procedure.addNote().setText(needles.sentence());
    return procedure;
  }

  private Resource provenance() {
    var provenance = new org.hl7.fhir.r4.model.Provenance();
    provenance.addTarget(person.copy());
    provenance.getRecordedElement().setValueAsString("2025-11-18T10:30:00Z");
    provenance
        .addAgent()
        .setWho(new Reference("Organization/hospital-be").setDisplay(needles.word()));
    provenance.addPolicy("https://hospital-be.example.org/" + needles.plain());
    return provenance;
  }

  /** The same person under other names. */
  static void rename(Patient patient, Needles needles) {
    new RandomReferrals(needles).rename(patient);
  }

  static List<String> refusedAddresses(Needles needles) {
    return List.of(
        "/fhir/Patient/" + needles.plain(),
        "/fhir/Patient?name=" + needles.plain(),
        "/fhir/Patient?" + needles.plain() + "=1",
        "/fhir/" + needles.plain(),
        "/fhir/Observation?code=" + needles.plain(),
        "/fhir/Task?status=" + needles.plain(),
        "/fhir/Patient?identifier=urn:x%7C" + needles.plain());
  }
}
