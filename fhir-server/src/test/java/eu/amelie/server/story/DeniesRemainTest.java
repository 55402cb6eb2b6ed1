/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.Tasks;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a person denies stays denied: when another party's permit is taken back, where a date is
 * told in words, and without those who are permitted something learning whom or what she denies.
 */
@ExchangeServer
class DeniesRemainTest {
  private static final String OTHER = "counselling-be";
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  @LocalServerPort private int port;

  private static ProvisionComponent provision(Bundle referral) {
    return Referrals.one(referral, Consent.class).getProvision();
  }

  private static ProvisionComponent deny(Bundle referral, String organisation) {
    ProvisionComponent root = provision(referral);
    ProvisionComponent deny = root.addProvision().setType(ConsentProvisionType.DENY);
    deny.addActor(root.getProvisionFirstRep().getActorFirstRep().copy());
    deny.getActorFirstRep().setReference(new Reference("Organization/" + organisation));
    return deny;
  }

  private static Bundle denyingDiagnosesToTheOther(Bundle referral) {
    deny(referral, OTHER)
        .addClass_(new Coding("http://hl7.org/fhir/resource-types", "Condition", null));
    return referral;
  }

  /** By a second Consent and a second Task of the hospital's. */
  private static String personOf(FhirClient other, Case story) {
    Consent second = SubReferral.consent("hospital-be", "Patient/" + story.id("Patient"), OTHER);
    Answer permitted = story.hospital().post("/fhir/Consent", second);
    assertThat(permitted.status()).as(permitted.body()).isEqualTo(201);
    Task again = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    again.setId((String) null);
    again.setOwner(new Reference("Organization/" + OTHER));
    Answer asked = story.hospital().post("/fhir/Task", again);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    String reference = Tasks.reference(asked.as(Task.class));
    return Tasks.find(other, reference).getFor().getReferenceElement().getIdPart();
  }

  private Case submitted(UnaryOperator<Bundle> alteration) {
    return Case.submit(port, alteration);
  }

  @Test
  void whatIsDeniedToOneStaysDeniedWhenAnotherGivesItsOwnPermitBack() {
    Case story = submitted(DeniesRemainTest::denyingDiagnosesToTheOther);
    FhirClient other = FhirClient.of(port, OTHER);
    String person = personOf(other, story);
    story.accepted();
    assertThat(other.get("/fhir/Condition?patient=" + person).entries(Condition.class)).isEmpty();
    String consent = story.consent();

    Parameters own = new Parameters();
    own.addParameter().setName("actor").setValue(new Reference("Organization/shelter-be"));
    Answer withdrawn = story.service().post("/fhir/Consent/" + consent + "/$withdraw", own);

    assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
    assertThat(story.service().get("/fhir/Patient/" + story.person()).status()).isEqualTo(404);
    assertThat(other.get("/fhir/Condition?patient=" + person).entries(Condition.class)).isEmpty();
    assertThat(other.get("/fhir/Observation?patient=" + person).entries(Observation.class))
        .as("what is not denied to it")
        .isNotEmpty();
    String path = "/fhir/Consent/" + story.id("Consent");
    Consent left = story.hospital().get(path).as(Consent.class);
    assertThat(left.getStatus()).isEqualTo(ConsentState.ACTIVE);

    for (Parameters repeated : List.of(own, new Parameters())) {
      Answer again = story.service().post("/fhir/Consent/" + consent + "/$withdraw", repeated);
      assertThat(again.status()).as("said once more: " + again.body()).isEqualTo(200);
    }
    assertThat(story.hospital().get(path).as(Consent.class).getMeta().getVersionId())
        .as("changes nothing, and nothing of others")
        .isEqualTo(left.getMeta().getVersionId());
  }

  @Test
  void withoutADenyTheConsentEndsWithItsLastPermit() {
    Case story = submitted(referral -> referral);
    Parameters shelters = new Parameters();
    shelters.addParameter().setName("actor").setValue(new Reference("Organization/shelter-be"));
    String path = "/fhir/Consent/" + story.id("Consent");
    assertThat(story.hospital().post(path + "/$withdraw", shelters).status()).isEqualTo(200);
    assertThat(story.hospital().get(path).as(Consent.class).getStatus())
        .isEqualTo(ConsentState.INACTIVE);
  }

  @Test
  void e1WhatTheRootDeniesToOthersIsNotToldToARecipient() {
    Case story =
        submitted(
            referral -> {
              ProvisionComponent root = provision(referral);
              root.addActor(root.getProvisionFirstRep().getActorFirstRep().copy());
              root.getActorFirstRep().setReference(new Reference("Organization/" + OTHER));
              root.addSecurityLabel().setSystem(ACT_CODE).setCode("HIV");
              Referrals.one(referral, Consent.class)
                  .addPerformer(new Reference("Organization/health-be"));
              return referral;
            });

    Answer seen = story.service().get("/fhir/Consent?patient=" + story.person());

    assertThat(seen.entries(Consent.class)).hasSize(1);
    assertThat(seen.body()).contains("shelter-be").doesNotContain(OTHER, "HIV", "health-be");
  }

  @Test
  void e1AServiceIsNotToldWhomElseAReferralNames() {
    Case story =
        submitted(
            referral -> {
              Referrals.one(referral, ServiceRequest.class)
                  .addPerformer(new Reference("Organization/shelter-be"))
                  .addPerformer(new Reference("Organization/" + OTHER));
              Referrals.one(referral, Patient.class)
                  .addGeneralPractitioner(new Reference("Organization/health-be"));
              return referral;
            });

    Answer seen =
        story.service().get("/fhir/Patient/" + story.person() + "/$everything?_count=200");

    assertThat(seen.body())
        .contains("Organization/shelter-be", "Organization/hospital-be")
        .doesNotContain(OTHER, "health-be");
    assertThat(story.hospital().get("/fhir/ServiceRequest/" + story.id("ServiceRequest")).body())
        .as("whose it is")
        .contains(OTHER);
  }

  @Test
  void aDenyByDateHoldsOfADiagnosisWhoseOnsetIsToldInWords() {
    Case story =
        submitted(
            referral -> {
              deny(referral, "shelter-be")
                  .addClass_(new Coding("http://hl7.org/fhir/resource-types", "Condition", null))
                  .getDataPeriod()
                  .setStartElement(new DateTimeType("2010"))
                  .setEndElement(new DateTimeType("2015"));
              Referrals.one(referral, Condition.class)
                  .setOnset(new StringType("As a child"))
                  .setRecordedDateElement(new DateTimeType("2025-11-18"));
              return referral;
            });

    assertThat(
            story
                .service()
                .get("/fhir/Condition?patient=" + story.person())
                .entries(Condition.class))
        .isEmpty();
    assertThat(
            story
                .hospital()
                .get("/fhir/Condition/" + story.id("Condition"))
                .as(Condition.class)
                .getRecordedDateElement()
                .getValueAsString())
        .as("whose it is")
        .isEqualTo("2025-11-18");
  }

  @Test
  void aDenyThatNothingHereCouldEverMeetIsNotTaken() {
    Case story = submitted(referral -> referral);
    Consent consent = SubReferral.consent("hospital-be", "Patient/" + story.id("Patient"), OTHER);
    ProvisionComponent deny =
        consent.getProvision().addProvision().setType(ConsentProvisionType.DENY);
    deny.addAction(
        new CodeableConcept(
            new Coding("http://terminology.hl7.org/CodeSystem/consentaction", "disclose", null)));
    assertThat(story.hospital().post("/fhir/Consent", consent).error())
        .isEqualTo("profile-violation");

    deny.setAction(null);
    deny.addClass_(
        new Coding("urn:ietf:rfc:3986", "http://hl7.org/fhir/StructureDefinition/Condition", null));
    assertThat(story.hospital().post("/fhir/Consent", consent).error())
        .isEqualTo("profile-violation");

    deny.setClass_(null);
    deny.addClass_(new Coding("http://hl7.org/fhir/resource-types", "Condition", null));
    assertThat(story.hospital().post("/fhir/Consent", consent).status()).isEqualTo(201);
  }

  /** As by {@code $withdraw}. */
  @Test
  void whatAnUpdateTookBackIsGrantedByANewConsentAlone() {
    Case story =
        submitted(
            referral -> {
              ProvisionComponent root = provision(referral);
              ProvisionComponent another = root.getProvisionFirstRep().copy();
              another.getActorFirstRep().setReference(new Reference("Organization/" + OTHER));
              root.addProvision(another);
              return referral;
            });
    String path = "/fhir/Consent/" + story.id("Consent");
    Consent before = story.hospital().get(path).as(Consent.class);
    Consent without = before.copy();
    without
        .getProvision()
        .getProvision()
        .removeIf(
            permit ->
                permit.getActorFirstRep().getReference().getReference().endsWith("shelter-be"));
    assertThat(updated(story, without).status()).isEqualTo(200);
    assertThat(story.service().get("/fhir/Patient/" + story.id("Patient")).status()).isEqualTo(404);

    Answer again = updated(story, before);

    assertThat(again.error()).as(again.body()).isEqualTo("transition-not-allowed");
    without.setStatus(ConsentState.ENTEREDINERROR);
    assertThat(updated(story, without).status()).isEqualTo(200);
    without.setStatus(ConsentState.ACTIVE);
    assertThat(updated(story, without).error()).isEqualTo("transition-not-allowed");
  }

  private static Answer updated(Case story, Consent consent) {
    Consent now = story.hospital().get("/fhir/Consent/" + story.id("Consent")).as(Consent.class);
    return story.hospital().put(consent, "W/\"" + now.getMeta().getVersionId() + "\"");
  }
}
