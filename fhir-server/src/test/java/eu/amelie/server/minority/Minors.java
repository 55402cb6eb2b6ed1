/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.minority;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.Tasks;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** Plainly fictional young persons, made of the shipped referral. */
final class Minors {
  static final String ROOT = "https://fhir.example.org/supportive-care/";

  /** Takes on everybody, by the directory of the sandbox. */
  static final String FOR_ALL = "health-be";

  /** Takes on adults only. */
  static final String FOR_ADULTS = "shelter-be";

  private Minors() {}

  /** To health-be, of a person of this status, with a Consent that was given in these ways. */
  static Bundle referral(String status, String... methods) {
    Bundle bundle = Referrals.fresh();
    Patient person = Referrals.one(bundle, Patient.class);
    status(person, status);
    person.setBirthDateElement(null);
    capture(Referrals.one(bundle, Consent.class), methods);
    address(Referrals.one(bundle, Consent.class), FOR_ALL);
    Referrals.one(bundle, Task.class).setOwner(new Reference("Organization/" + FOR_ALL));
    return bundle;
  }

  static Bundle born(Bundle bundle, String date) {
    Referrals.one(bundle, Patient.class).setBirthDateElement(new DateType(date));
    return bundle;
  }

  static void status(Patient person, String code) {
    String url = ROOT + "StructureDefinition/sc-minor-status";
    person.getExtension().removeIf(extension -> url.equals(extension.getUrl()));
    if (code != null) {
      person.addExtension(
          url, new CodeableConcept(new Coding(ROOT + "CodeSystem/sc-minor-status", code, null)));
    }
  }

  static void capture(Consent consent, String... methods) {
    Extension capture = consent.getExtensionByUrl(ROOT + "StructureDefinition/sc-consent-capture");
    capture.getExtension().removeIf(part -> part.getUrl().equals("method"));
    for (String method : methods) {
      capture
          .addExtension()
          .setUrl("method")
          .setValue(
              new CodeableConcept(new Coding(ROOT + "CodeSystem/sc-capture-method", method, null)));
    }
  }

  static void address(Consent consent, String organisation) {
    consent
        .getProvision()
        .getProvision()
        .forEach(
            permit ->
                permit
                    .getActor()
                    .forEach(
                        actor ->
                            actor.setReference(new Reference("Organization/" + organisation))));
  }

  /** A Consent of its own, for a person who is there. */
  static Consent consent(String person, String organisation, String... methods) {
    Consent consent = Referrals.one(Referrals.shipped(), Consent.class);
    consent.setPatient(new Reference("Patient/" + person));
    capture(consent, methods);
    address(consent, organisation);
    return consent;
  }

  /** A Task of its own, under the request of a referral. */
  static Task task(Bundle response, String organisation) {
    Task task = Referrals.one(Referrals.shipped(), Task.class);
    task.setFor(new Reference("Patient/" + Referrals.id(response, "Patient")));
    task.setFocus(new Reference("ServiceRequest/" + Referrals.id(response, "ServiceRequest")));
    task.setEncounter(null);
    task.setIdentifier(null);
    task.setOwner(new Reference("Organization/" + organisation));
    return task;
  }

  static Bundle submitted(FhirClient hospital, Bundle bundle) {
    Answer answer = hospital.post("/fhir", bundle);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(Bundle.class);
  }

  static Answer accept(FhirClient service, Task task) {
    task.setStatus(Task.TaskStatus.ACCEPTED);
    return service.put(task, etag(task));
  }

  /** The Task of a referral as its service sees it now. */
  static Task seenBy(FhirClient service, FhirClient hospital, Bundle response) {
    Answer own = hospital.get("/fhir/Task/" + Referrals.id(response, "Task"));
    return Tasks.find(service, Tasks.reference(own.as(Task.class)));
  }

  static String etag(Task task) {
    return "W/\"" + task.getMeta().getVersionId() + "\"";
  }

  /** What the exchange itself has asked of the hospital about this person. */
  static List<Task> duties(FhirClient hospital, String person) {
    return hospital
        .all("/fhir/Task?owner=hospital-be&status=requested&_count=200", Task.class)
        .stream()
        .filter(task -> ("Patient/" + person).equals(task.getFocus().getReference()))
        .toList();
  }

  static void assertRefused(Answer answer, String code, String place) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo(code);
    assertThat(answer.body()).contains(place);
  }
}
