/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.Tasks;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** shelter-be, which works a case of hospital-be, asks counselling-be to help as well. */
public final class SubReferral {
  static final String THIRD = "counselling-be";

  private SubReferral() {}

  /** With an Observation of the shelter's own, a Consent that names the third party, and a Task. */
  static Bundle bundle(Case story) {
    return bundle(story, consent("shelter-be", "Patient/" + story.person(), THIRD));
  }

  /**
   * @param consent null for none
   */
  static Bundle bundle(Case story, Consent consent) {
    Bundle shipped = Referrals.fresh();
    String person = "Patient/" + story.person();
    ServiceRequest request = Referrals.one(shipped, ServiceRequest.class);
    request.getIdentifierFirstRep().setSystem("https://shelter-be.example.org/referrals");
    request.setSubject(new Reference(person)).setRequester(self()).setEncounter(null);
    request.setReasonReference(null).setSupportingInfo(null);
    Observation observation = Referrals.one(shipped, Observation.class);
    observation.setSubject(new Reference(person)).setEncounter(null);
    observation.setPerformer(List.of(self()));
    Task task = Referrals.one(shipped, Task.class);
    task.setFor(new Reference(person)).setRequester(self()).setEncounter(null);
    task.setOwner(new Reference("Organization/" + THIRD));

    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    String focus = add(bundle, request);
    add(bundle, task.setFocus(new Reference(focus)));
    add(bundle, observation);
    if (consent != null) {
      add(bundle, consent);
    }
    return bundle;
  }

  private static Reference self() {
    return new Reference("Organization/shelter-be");
  }

  private static String add(Bundle bundle, Resource resource) {
    String url = "urn:uuid:" + UUID.randomUUID();
    bundle.addEntry().setFullUrl(url).setResource(resource).getRequest();
    bundle
        .getEntry()
        .get(bundle.getEntry().size() - 1)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
    return url;
  }

  /** What a person permits to another party of what one custodian has submitted. */
  static Consent consent(String custodian, String person, String party) {
    Consent consent = Referrals.one(Referrals.shipped(), Consent.class);
    consent.setPatient(new Reference(person));
    consent.setOrganization(List.of(new Reference("Organization/" + custodian)));
    consent
        .getExtension()
        .forEach(
            capture ->
                capture.getExtension().stream()
                    .filter(part -> part.getUrl().equals("capturedBy"))
                    .forEach(part -> part.setValue(new Reference("Organization/" + custodian))));
    consent
        .getProvision()
        .getProvision()
        .forEach(
            permit ->
                permit.getActorFirstRep().setReference(new Reference("Organization/" + party)));
    return consent;
  }

  /**
   * The shelter submits that a person permits the hospital what the shelter has made of the case.
   *
   * @param purpose of v3-ActReason
   * @param released types of resources, and {@code TEXT}
   * @return its id, the shelter's
   */
  public static String permitResults(Case story, String purpose, String... released) {
    Consent consent = results("shelter-be", "Patient/" + story.person(), purpose, released);
    Answer answer = story.service().post("/fhir/Consent", consent);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.as(Consent.class).getIdElement().getIdPart();
  }

  static Consent results(String custodian, String person, String purpose, String... released) {
    Consent consent = consent(custodian, person, "hospital-be");
    ProvisionComponent permit = consent.getProvision().getProvisionFirstRep();
    consent.getProvision().setProvision(List.of(permit));
    permit.setPurpose(
        List.of(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", purpose, null)));
    permit.setClass_(null);
    for (String one : released) {
      if (one.equals("TEXT")) {
        permit.addSecurityLabel(
            new Coding("https://fhir.example.org/supportive-care/CodeSystem/sc-label", one, null));
      } else {
        permit.addClass_(new Coding("http://hl7.org/fhir/resource-types", one, null));
      }
    }
    return consent;
  }

  /** What the third party has of the Task that was submitted, which the shelter has as well. */
  static Task task(FhirClient third, Case story, Bundle submitted) {
    Answer shelters = story.service().get("/fhir/Task/" + Referrals.id(submitted, "Task"));
    return Tasks.find(third, Tasks.reference(shelters.as(Task.class)));
  }

  static Answer move(FhirClient party, Task task, Task.TaskStatus status) {
    String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
    task.setStatus(status);
    return party.put(task, etag);
  }
}
