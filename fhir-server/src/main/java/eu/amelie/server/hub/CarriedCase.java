/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static eu.amelie.server.hub.CarriedConsent.coded;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * An offer as the referral that the other exchange is sent.
 *
 * <p>Guaranteed: built anew of a list of elements, of what the asked coordinator is shown; no id,
 * identifier or reference of the first exchange is in it, nor anything that is masked; of the same
 * views it is the same again. Not guaranteed: that the other exchange takes it, or that the words
 * of a released text do not identify.
 *
 * @param submitter reference in the other exchange of the organisation that submits
 * @param coordinator reference in the other exchange of the one who is asked
 * @param testData whether persons are labelled as made up
 */
record CarriedCase(String submitter, String coordinator, boolean testData) {
  private static final String PERSON = "urn:uuid:5c0a0001-0000-4000-8000-000000000001";
  private static final String CONSENT = "urn:uuid:5c0a0002-0000-4000-8000-000000000002";
  private static final String REQUEST = "urn:uuid:5c0a0003-0000-4000-8000-000000000003";
  private static final String TASK = "urn:uuid:5c0a0004-0000-4000-8000-000000000004";
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final String OWN =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-";

  private static final String DESTINATION = OWN + "destination-country";

  /** Empty where what is shown is too little for a referral. */
  Optional<Bundle> of(Offer offer, List<Consent> consents) {
    if (offer.person().isEmpty() || offer.request().isEmpty()) {
      return Optional.empty();
    }
    String key = offer.key();
    return consents.stream()
        .flatMap(one -> CarriedConsent.of(one, submitter, coordinator, PERSON, key).stream())
        .min(
            Comparator.comparing(
                one -> one.getProvision().getPeriod().getEndElement().getValueAsString()))
        .map(
            consent -> {
              consent.addIdentifier(offer.shownMark());
              Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
              add(bundle, PERSON, person(offer.person().get()));
              add(bundle, CONSENT, consent);
              add(bundle, REQUEST, request(offer.request().get(), key));
              add(bundle, TASK, task(offer.task(), key));
              return bundle;
            });
  }

  private static void add(Bundle bundle, String url, Resource resource) {
    bundle
        .addEntry()
        .setFullUrl(url)
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
  }

  private Patient person(Patient shown) {
    Patient person = new Patient();
    if (testData) {
      person
          .getMeta()
          .addSecurity(
              new Coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", null));
    }
    extensions(shown, person);
    if (shown.hasActive()) {
      person.setActive(shown.getActive());
    }
    shown.getName().stream().filter(CarriedCase::isShown).forEach(n -> person.addName(n.copy()));
    shown.getTelecom().stream()
        .filter(CarriedCase::isShown)
        .forEach(t -> person.addTelecom(t.copy()));
    if (shown.hasGender()) {
      person.setGender(shown.getGender());
    }
    if (shown.getBirthDateElement().hasValue()) {
      person.setBirthDateElement(shown.getBirthDateElement().copy());
      person.getBirthDateElement().setExtension(null);
    }
    shown.getAddress().stream()
        .filter(CarriedCase::isShown)
        .forEach(a -> person.addAddress(a.copy()));
    shown.getCommunication().stream()
        .filter(CarriedCase::isShown)
        .forEach(c -> person.addCommunication(c.copy()));
    return person;
  }

  private ServiceRequest request(ServiceRequest shown, String key) {
    ServiceRequest request = new ServiceRequest();
    extensions(shown, request);
    request.addIdentifier(HandoverKey.placer(key));
    request.setStatus(ServiceRequestStatus.ACTIVE);
    request.setIntent(shown.getIntent());
    if (shown.hasPriority()) {
      request.setPriority(shown.getPriority());
    }
    if (shown.hasCode()) {
      request.setCode(shown.getCode().copy());
    }
    shown.getReasonCode().forEach(reason -> request.addReasonCode(reason.copy()));
    request.setSubject(new Reference(PERSON));
    if (shown.hasAuthoredOn()) {
      request.setAuthoredOnElement(shown.getAuthoredOnElement().copy());
    }
    request.setRequester(new Reference(submitter));
    shown.getNote().stream()
        .filter(note -> note.getTextElement().hasValue())
        .forEach(note -> request.addNote().setText(note.getText()));
    return request;
  }

  private Task task(Task offer, String key) {
    Task task = new Task();
    extensions(offer, task);
    task.addIdentifier(HandoverKey.placer(key));
    task.setStatus(TaskStatus.REQUESTED);
    task.setIntent(TaskIntent.ORDER);
    if (offer.hasPriority()) {
      task.setPriority(offer.getPriority());
    }
    task.setCode(coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"));
    task.setFocus(new Reference(REQUEST));
    task.setFor(new Reference(PERSON));
    task.setRequester(new Reference(submitter));
    task.setOwner(new Reference(coordinator));
    return task;
  }

  /**
   * Of our own only, and of those none that points anywhere or is masked; nor that a Task is an
   * offer, which it is at home alone.
   */
  private static void extensions(DomainResource shown, DomainResource carried) {
    shown.getExtension().stream()
        .filter(extension -> extension.getUrl().startsWith(OWN))
        .filter(extension -> !pointsAway(extension) && isShown(extension))
        .filter(extension -> !extension.getUrl().equals(DESTINATION))
        .forEach(extension -> carried.addExtension(extension.copy()));
  }

  private static boolean pointsAway(Extension extension) {
    return extension.getValue() instanceof Reference
        || extension.getExtension().stream().anyMatch(CarriedCase::pointsAway);
  }

  /** What is masked, wholly or in any part, stays out. */
  private static boolean isShown(Base element) {
    boolean masked = element instanceof Element one && one.hasExtension(ABSENT);
    return !masked
        && element.children().stream()
            .flatMap(property -> property.getValues().stream())
            .allMatch(CarriedCase::isShown);
  }
}
