/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import eu.amelie.server.testing.Referrals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;

/** The shipped referral with one resource of every further type that a referrer may submit. */
final class EveryType {
  static final Set<String> ALL =
      Set.of(
          "Appointment",
          "Condition",
          "Consent",
          "DocumentReference",
          "Encounter",
          "Observation",
          "Patient",
          "Practitioner",
          "PractitionerRole",
          "Procedure",
          "Provenance",
          "QuestionnaireResponse",
          "RelatedPerson",
          "ServiceRequest",
          "Task");

  private static final String LOCAL_CODES = "https://hospital-be.example.org/codes";
  private static final String SC = "https://fhir.example.org/supportive-care/CodeSystem/";

  private EveryType() {}

  static Bundle addTo(Bundle bundle) {
    String person =
        bundle.getEntry().stream()
            .filter(entry -> entry.getResource() instanceof Patient)
            .map(BundleEntryComponent::getFullUrl)
            .findFirst()
            .orElseThrow();
    for (Resource resource :
        List.of(
            relatedPerson(person),
            document(person),
            answers(person),
            appointment(person),
            procedure(person),
            provenance(person),
            new Practitioner()
                .addName(new org.hl7.fhir.r4.model.HumanName().setText("Nurse Plainly")),
            new PractitionerRole()
                .setOrganization(new Reference("Organization/hospital-be").setDisplay("Ward 7")))) {
      bundle
          .addEntry()
          .setFullUrl("urn:uuid:" + UUID.randomUUID())
          .setResource(resource)
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl(resource.fhirType());
    }
    Task task = Referrals.one(bundle, Task.class);
    task.setDescription("Described by the hospital");
    task.addNote().setText("Noted by the hospital");
    task.addInput()
        .setType(new CodeableConcept().setText("Named by the hospital"))
        .setValue(new StringType("Said by the hospital"));
    return bundle;
  }

  /** Nothing of identity for anybody. */
  static Bundle withoutIdentity(Bundle bundle) {
    Referrals.one(bundle, Consent.class)
        .getProvision()
        .getProvision()
        .removeIf(ProvisionComponent::hasSecurityLabel);
    return bundle;
  }

  /** What is permitted to the shelter is permitted to another too, for a purpose of its own. */
  static Bundle permit(Bundle bundle, String organisation, String purpose) {
    ProvisionComponent root = Referrals.one(bundle, Consent.class).getProvision();
    ProvisionComponent permit = root.getProvisionFirstRep().copy();
    permit.getActorFirstRep().getReference().setReference("Organization/" + organisation);
    permit.getPurpose().clear();
    permit.addPurpose(new Coding(SC + "sc-purpose", purpose, null));
    root.addProvision(permit);
    return bundle;
  }

  private static CodeableConcept local(String code) {
    return new CodeableConcept(new Coding(LOCAL_CODES, code, null)).setText("In words: " + code);
  }

  private static Resource relatedPerson(String person) {
    RelatedPerson related = new RelatedPerson();
    related.setPatient(new Reference(person));
    related.addName().setFamily("Tantevoorbeeld");
    return related;
  }

  private static Resource document(String person) {
    DocumentReference document = new DocumentReference();
    document
        .setStatus(DocumentReferenceStatus.CURRENT)
        .setDescription("What happened on the third floor")
        .setType(local("letter"))
        .setSubject(new Reference(person));
    document
        .addContent()
        .setAttachment(
            new Attachment()
                .setContentType("application/pdf")
                .setData("%PDF-1.4 invented".getBytes(StandardCharsets.UTF_8)));
    return document;
  }

  private static Resource answers(String person) {
    QuestionnaireResponse answers = new QuestionnaireResponse();
    answers
        .setStatus(QuestionnaireResponseStatus.COMPLETED)
        .setQuestionnaire("https://hospital-be.example.org/Questionnaire/intake")
        .setSubject(new Reference(person));
    answers.addItem().setLinkId("slept-well").addAnswer().setValue(new BooleanType(false));
    answers.addItem().setLinkId("says").addAnswer().setValue(new StringType("Not much"));
    return answers;
  }

  private static Resource appointment(String person) {
    Appointment appointment = new Appointment();
    appointment.setStatus(Appointment.AppointmentStatus.BOOKED);
    appointment.setDescription("Back door, third bell");
    appointment.getStartElement().setValueAsString("2025-11-20T10:15:00Z");
    appointment.getEndElement().setValueAsString("2025-11-20T10:45:00Z");
    appointment
        .addParticipant()
        .setActor(new Reference(person))
        .setStatus(Appointment.ParticipationStatus.ACCEPTED);
    return appointment;
  }

  private static Resource procedure(String person) {
    Procedure procedure = new Procedure();
    procedure
        .setStatus(Procedure.ProcedureStatus.COMPLETED)
        .setCode(local("dressing"))
        .setSubject(new Reference(person));
    procedure.addNote().setText("Calm throughout");
    return procedure;
  }

  private static Resource provenance(String person) {
    Provenance provenance = new Provenance();
    provenance.addTarget(new Reference(person));
    provenance.getRecordedElement().setValueAsString("2025-11-18T10:31:17.123Z");
    provenance.addAgent().setWho(new Reference("Organization/hospital-be").setDisplay("Ward 7"));
    return provenance;
  }
}
