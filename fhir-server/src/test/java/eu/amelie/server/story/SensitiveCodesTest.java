/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Who denies by a label is spared all that tells of it, in whichever edition a hospital codes and
 * wherever the code stands.
 */
@ExchangeServer
class SensitiveCodesTest {
  private static final String FORM = "https://fhir.example.org/supportive-care/CodeSystem/sc-form";

  @LocalServerPort private int port;

  /** A diagnosis as German hospitals code it, a reason for the visit as Italian ones do, a form. */
  private static Bundle telling(Bundle referral) {
    Referrals.one(referral, Condition.class)
        .setCode(coded("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "B24"));
    Referrals.one(referral, Encounter.class)
        .addReasonCode(coded("http://hl7.org/fhir/sid/icd-10-it", "Z20.6"));
    Referrals.one(referral, ServiceRequest.class).addReasonCode(coded(FORM, "sexual"));
    return referral;
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  private static Bundle denying(Bundle referral, String label) {
    ProvisionComponent root = Referrals.one(referral, Consent.class).getProvision();
    ProvisionComponent deny = new ProvisionComponent().setType(ConsentProvisionType.DENY);
    deny.addActor(root.getProvisionFirstRep().getActorFirstRep().copy());
    deny.addSecurityLabel()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
        .setCode(label);
    root.addProvision(deny);
    return referral;
  }

  private static List<String> seen(Case story) {
    Answer all = story.service().get("/fhir/Patient/" + story.person() + "/$everything");
    assertThat(all.status()).as(all.body()).isEqualTo(200);
    return all.as(Bundle.class).getEntry().stream()
        .map(entry -> entry.getResource().fhirType())
        .distinct()
        .toList();
  }

  @Test
  void whoDeniesNothingLetsAllOfItBeSeen() {
    assertThat(seen(Case.submit(port, SensitiveCodesTest::telling)))
        .contains("Condition", "Encounter", "Observation", "ServiceRequest");
  }

  @Test
  void aDenyByHivHidesTheDiagnosisAndTheReasonForTheVisit() {
    Case story = Case.submit(port, referral -> denying(telling(referral), "HIV"));

    assertThat(seen(story))
        .contains("Observation", "ServiceRequest")
        .doesNotContain("Condition", "Encounter");
    assertThat(
            story
                .service()
                .get("/fhir/Condition?patient=Patient/" + story.person())
                .entries(Condition.class))
        .isEmpty();
  }

  /** Of the request the form is told no less than by a sign; the Task alone stays its owner's. */
  @Test
  void aDenyOfWhatWasDoneToHerHidesSignsAndTheRequestThatNamesTheForm() {
    Case story = Case.submit(port, referral -> denying(telling(referral), "SDV"));

    assertThat(seen(story)).contains("Condition", "Encounter").doesNotContain("ServiceRequest");
    assertThat(
            story
                .service()
                .get("/fhir/Observation?patient=Patient/" + story.person())
                .entries(Observation.class))
        .as("signs, and what has a code of the hospital's own")
        .isEmpty();
    assertThat(story.task().hasStatus()).isTrue();
  }

  /** The record keeps neither the evidence of a diagnosis nor a code that is the hospital's own. */
  private static Bundle tellingInWhatGoesToTheVault(Bundle referral) {
    Condition condition = Referrals.one(referral, Condition.class);
    condition.setCode(coded("http://hl7.org/fhir/sid/icd-10", "R53"));
    condition.addEvidence().addCode(coded("http://hl7.org/fhir/sid/icd-10", "B20"));
    Referrals.one(referral, Encounter.class).setReasonCode(null);
    Observation test = new Observation();
    test.setStatus(Observation.ObservationStatus.FINAL)
        .setCode(coded("https://hospital-be.example.org/codes", "fictional-test"))
        .setSubject(Referrals.one(referral, Condition.class).getSubject().copy())
        .setValue(new BooleanType(true));
    referral
        .addEntry()
        .setFullUrl("urn:uuid:5c0000aa-0000-4000-8000-0000000000aa")
        .setResource(test)
        .getRequest()
        .setMethod(Bundle.HTTPVerb.POST)
        .setUrl("Observation");
    return referral;
  }

  @Test
  void aDenyByLabelCountsWhatLiesInTheVaultAsWell() {
    Case open = Case.submit(port, SensitiveCodesTest::tellingInWhatGoesToTheVault);
    Case denied =
        Case.submit(port, referral -> denying(tellingInWhatGoesToTheVault(referral), "HIV"));

    assertThat(seen(open)).contains("Condition");
    assertThat(seen(denied)).contains("Encounter", "Observation").doesNotContain("Condition");
    assertThat(observations(open))
        .as("the test, and what the shipped referral has in a code of the hospital's own")
        .isEqualTo(observations(denied) + 2);
  }

  private static int observations(Case story) {
    return story
        .service()
        .get("/fhir/Observation?patient=Patient/" + story.person())
        .entries(Observation.class)
        .size();
  }

  /** Consent permits nothing of the Task then; that there is one, its owner has to know. */
  @Test
  void whyItWasAskedForGoesWithTheConsentAndTheTaskStays() {
    Case story =
        Case.submit(
            port,
            referral -> {
              Task task = Referrals.one(referral, Task.class);
              task.setReasonCode(coded("http://hl7.org/fhir/sid/icd-10", "B20"));
              task.addInput()
                  .setType(coded(FORM, "sexual"))
                  .setValue(coded("http://hl7.org/fhir/sid/icd-10", "B20"));
              return referral;
            });
    assertThat(story.task().hasReasonCode()).isTrue();
    assertThat(story.task().hasInput()).isTrue();

    assertThat(story.withdraw().status()).isEqualTo(200);

    Task left = story.task();
    assertThat(left.getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
    assertThat(left.hasReasonCode()).isFalse();
    assertThat(left.hasInput()).isFalse();
    assertThat(story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class).hasInput())
        .as("its sender's own")
        .isTrue();
  }

  @Test
  void aDenyByLabelTakesWhatATaskSaysOfItWhileTheTaskIsWorked() {
    Case story =
        Case.submit(
            port,
            referral -> {
              Referrals.one(referral, Task.class)
                  .setReasonCode(coded("http://hl7.org/fhir/sid/icd-10", "B20"));
              return denying(referral, "HIV");
            });

    assertThat(story.task().hasReasonCode()).isFalse();
    assertThat(story.accepted().task().getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
  }
}
