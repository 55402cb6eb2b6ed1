/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.referral.Handover;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** What two scripted exchanges hold of one handover, under ids that end with its name. */
record ScriptedCase(ScriptedExchange home, ScriptedExchange abroad, String name) {

  /** The offer at home, as the asked coordinator sees it. */
  ScriptedCase offered(TaskStatus status) {
    Bundle shipped = Referrals.shipped();
    Patient person = Referrals.one(shipped, Patient.class);
    person.setId("Patient/" + name);
    person.getMeta().setVersionId("p1");
    ServiceRequest request = Referrals.one(shipped, ServiceRequest.class);
    request.setId("ServiceRequest/" + name);
    request.getMeta().setVersionId("r1");
    Task original = Referrals.one(shipped, Task.class);
    original.setFor(new Reference("Patient/" + name));
    original.setFocus(new Reference("ServiceRequest/" + name));
    Task task = Handover.offer(original, "Organization/centre-be", "Organization/centre-de", "DE");
    task.setId("Task/" + name);
    task.getMeta().setVersionId("t1");
    task.setStatus(status);
    Handover.addConsent(task, "Consent/" + name);
    Consent consent = Referrals.one(shipped, Consent.class);
    consent.setId("Consent/" + name);
    consent
        .getProvision()
        .getProvision()
        .forEach(permit -> permit.getPurposeFirstRep().setCode("sc-coordination"));
    home.holds(task, person, request, consent);
    return this;
  }

  /** The person's Consent says until when otherwise, in a version of its own. */
  void permittedUntil(String day) {
    home.held("Consent/" + name, Consent.class)
        .getProvision()
        .getPeriod()
        .setEndElement(new DateTimeType(day));
    Handover.addVersions(atHome(), List.of("until-" + day));
  }

  /** The same carried, and answered there. */
  ScriptedCase carried(TaskStatus status) {
    Bundle referral =
        new CarriedCase("Organization/hub-be", "Organization/centre-de", true)
            .of(offer(), List.of(home.held("Consent/" + name, Consent.class)))
            .orElseThrow();
    Patient person = Referrals.one(referral, Patient.class);
    person.setId("Patient/abroad-" + name);
    Consent consent = Referrals.one(referral, Consent.class);
    consent.setId("Consent/abroad-" + name);
    consent.setPatient(new Reference("Patient/abroad-" + name));
    ServiceRequest request = Referrals.one(referral, ServiceRequest.class);
    request.setId("ServiceRequest/abroad-" + name);
    Task task = Referrals.one(referral, Task.class);
    task.setId("Task/abroad-" + name);
    task.getMeta().setVersionId("1");
    task.setFocus(new Reference("ServiceRequest/abroad-" + name));
    task.setStatus(status);
    abroad.holds(person, consent, request, task);
    return this;
  }

  Offer offer() {
    return new Offer(
        home.held("Task/" + name, Task.class),
        Optional.of(home.held("Patient/" + name, Patient.class)),
        Optional.of(home.held("ServiceRequest/" + name, ServiceRequest.class)));
  }

  Task atHome() {
    return home.held("Task/" + name, Task.class);
  }

  Task there() {
    return abroad.held("Task/abroad-" + name, Task.class);
  }

  boolean isPermittedThere() {
    Consent consent = abroad.held("Consent/abroad-" + name, Consent.class);
    return consent != null && consent.getStatus() == ConsentState.ACTIVE;
  }

  boolean isErasedThere() {
    return !abroad.isHeld("Patient/abroad-" + name);
  }

  /** Withdrawn at home: the person is not shown any longer. */
  void withdrawn() {
    home.forgets("Patient/" + name);
  }
}
