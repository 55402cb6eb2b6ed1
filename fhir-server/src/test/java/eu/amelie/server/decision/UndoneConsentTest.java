/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a Consent said in a transaction that was undone is nothing that a later decision rests on,
 * though the later version bears the same number.
 */
@ExchangeServer
class UndoneConsentTest {
  @LocalServerPort private int port;

  @Test
  void aWithdrawalHoldsAfterAnUpdateOfTheConsentThatWasUndone() {
    Case story = Case.submit(port).accepted();
    String seen = "/fhir/Patient/" + story.person();
    Answer refused = story.hospital().post("/fhir", updateWithATaskThatNobodyPermits(story));
    assertThat(refused.error()).as(refused.body()).isEqualTo("consent-insufficient");
    assertThat(story.service().get(seen).status()).isEqualTo(200);

    assertThat(story.withdraw().status()).isEqualTo(200);

    assertThat(story.service().get(seen).status()).isEqualTo(404);
    assertThat(story.task().getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("consent-revoked");
  }

  private static Bundle updateWithATaskThatNobodyPermits(Case story) {
    Consent consent =
        story.hospital().get("/fhir/Consent/" + story.id("Consent")).as(Consent.class);
    Task task = Referrals.one(Referrals.shipped(), Task.class);
    task.setIdentifier(null);
    task.setFor(new Reference("Patient/" + story.id("Patient")));
    task.setFocus(new Reference("ServiceRequest/" + story.id("ServiceRequest")));
    task.setEncounter(null);
    task.setOwner(new Reference("Organization/counselling-be"));
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(consent)
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl("Consent/" + story.id("Consent"))
        .setIfMatch("W/\"" + consent.getMeta().getVersionId() + "\"");
    bundle
        .addEntry()
        .setFullUrl("urn:uuid:5c0f1111-0000-4000-8000-000000000001")
        .setResource(task)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Task");
    return bundle;
  }
}
