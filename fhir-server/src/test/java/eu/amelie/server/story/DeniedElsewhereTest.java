/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * All Consents of a person are heard together: what she refuses at one organisation stays refused,
 * whatever another one has written down as permitted. And what is taken down is what is decided by:
 * a Consent of which a part could not be kept is not taken.
 */
@ExchangeServer
class DeniedElsewhereTest {
  private static final String OTHER = "Organization/health-be";

  @LocalServerPort private int port;
  private Case story;
  private FhirClient third;
  private String seen;

  /** A third party works a sub-referral of the shelter's, and the hospital's Consent names it. */
  @BeforeEach
  void aThirdPartyThatSeesTheHospitalsItems() {
    story = Case.submit(port).accepted();
    third = FhirClient.of(port, SubReferral.THIRD);
    Answer permitted =
        story.hospital().post("/fhir/Consent", hospitals("Organization/" + SubReferral.THIRD));
    assertThat(permitted.status()).as(permitted.body()).isEqualTo(201);
    Answer asked = story.service().post("/fhir", SubReferral.bundle(story));
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    var task = SubReferral.task(third, story, asked.as(Bundle.class));
    assertThat(SubReferral.move(third, task, TaskStatus.ACCEPTED).status()).isEqualTo(200);
    seen = "/fhir/" + task.getFor().getReference();
    assertThat(third.get(seen).status()).isEqualTo(200);
  }

  private Consent hospitals(String party) {
    return SubReferral.consent(
        "hospital-be", "Patient/" + story.id("Patient"), party.replace("Organization/", ""));
  }

  private Answer theShelterTakesDownThatSheDenies(String party) {
    Consent consent =
        SubReferral.consent("shelter-be", "Patient/" + story.person(), SubReferral.THIRD);
    ProvisionComponent deny = consent.getProvision().addProvision();
    deny.setType(ConsentProvisionType.DENY);
    deny.addActor(consent.getProvision().getProvisionFirstRep().getActorFirstRep().copy());
    deny.getActorFirstRep().setReference(new Reference(party));
    return story.service().post("/fhir/Consent", consent);
  }

  @Test
  void whatSheDeniesAtTheShelterTheHospitalsConsentDoesNotPermit() {
    Answer taken = theShelterTakesDownThatSheDenies("Organization/" + SubReferral.THIRD);
    assertThat(taken.status()).as(taken.body()).isEqualTo(201);

    assertThat(third.get(seen).status()).isEqualTo(404);
    assertThat(story.service().get("/fhir/Patient/" + story.person()).status())
        .as("whom she does not deny")
        .isEqualTo(200);
  }

  @Test
  void whatSheDeniesToSomebodyElseChangesNothing() {
    assertThat(theShelterTakesDownThatSheDenies(OTHER).status()).isEqualTo(201);

    assertThat(third.get(seen).status()).isEqualTo(200);
  }

  @Test
  void aDenyThatNamesNobodyByReferenceIsNotTaken() {
    Consent consent = hospitals("Organization/" + SubReferral.THIRD);
    ProvisionComponent deny = consent.getProvision().addProvision();
    deny.setType(ConsentProvisionType.DENY);
    deny.addActor(consent.getProvision().getProvisionFirstRep().getActorFirstRep().copy());
    deny.getActorFirstRep()
        .setReference(
            new Reference()
                .setIdentifier(
                    new Identifier()
                        .setSystem("https://registry.example.org/organisations")
                        .setValue(SubReferral.THIRD)));

    Answer refused = story.hospital().post("/fhir/Consent", consent);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.error()).isEqualTo("profile-violation");
    assertThat(refused.body()).contains("provision[2].actor[0].reference");
  }

  @Test
  void aDenyByALabelThatNothingBearsIsNotTaken() {
    Consent consent = hospitals("Organization/" + SubReferral.THIRD);
    ProvisionComponent deny = consent.getProvision().addProvision();
    deny.setType(ConsentProvisionType.DENY);
    deny.addSecurityLabel()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
        .setCode("R");

    assertThat(story.hospital().post("/fhir/Consent", consent).error())
        .isEqualTo("profile-violation");

    deny.getSecurityLabelFirstRep()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
        .setCode("HIV");
    assertThat(story.hospital().post("/fhir/Consent", consent).status()).isEqualTo(201);
  }

  @Test
  void whoIsToLoseItIsNamedAsTheDirectoryDoesOrNothingIsWithdrawn() {
    String path = "/fhir/Consent/" + story.id("Consent") + "/$withdraw";
    String mine = "/fhir/Patient/" + story.person();
    for (String wrong :
        new String[] {
          "Organization/shelter-bee",
          "https://elsewhere.example.org/fhir/Organization/shelter-be",
          "Patient/" + story.id("Patient"),
          "shelter-be"
        }) {
      Answer refused = story.hospital().post(path, withdrawing(wrong));
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.body()).contains("Parameters.parameter[0].value");
      assertThat(story.service().get(mine).status()).isEqualTo(200);
    }

    assertThat(
            story.hospital().post(path, withdrawing("Organization/shelter-be/_history/1")).status())
        .isEqualTo(200);
    assertThat(story.service().get(mine).status()).isEqualTo(404);
  }

  private static Parameters withdrawing(String actor) {
    Parameters input = new Parameters();
    input.addParameter().setName("actor").setValue(new Reference(actor));
    return input;
  }
}
