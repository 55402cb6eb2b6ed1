/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Denies by what an item has to do with another, also where that goes to the vault. */
@ExchangeServer
class RelatedDataTest {
  @LocalServerPort private int port;

  private static BundleEntryComponent sign(Bundle referral) {
    return referral.getEntry().stream()
        .filter(entry -> entry.getResource() instanceof Observation)
        .findFirst()
        .orElseThrow();
  }

  /** The record of a diagnosis keeps nothing of what it was concluded from. */
  private static Bundle concluded(Bundle referral) {
    Referrals.one(referral, Condition.class)
        .addEvidence()
        .addDetail(new Reference(sign(referral).getFullUrl()));
    return referral;
  }

  private static Bundle denying(Bundle referral, ConsentDataMeaning meaning) {
    ProvisionComponent root = Referrals.one(referral, Consent.class).getProvision();
    ProvisionComponent deny = new ProvisionComponent().setType(ConsentProvisionType.DENY);
    deny.addActor(root.getProvisionFirstRep().getActorFirstRep().copy());
    deny.addData().setMeaning(meaning).setReference(new Reference(sign(referral).getFullUrl()));
    root.addProvision(deny);
    return referral;
  }

  private static List<String> seen(Case story) {
    Answer all = story.service().get("/fhir/Patient/" + story.person() + "/$everything");
    assertThat(all.status()).as(all.body()).isEqualTo(200);
    return all.as(Bundle.class).getEntry().stream()
        .map(entry -> entry.getResource().fhirType())
        .toList();
  }

  private static long observations(Case story) {
    return seen(story).stream().filter("Observation"::equals).count();
  }

  @Test
  void aDenyOfOneItemHidesItAndNotWhatWasConcludedFromIt() {
    Case open = Case.submit(port, RelatedDataTest::concluded);
    Case instance =
        Case.submit(port, referral -> denying(concluded(referral), ConsentDataMeaning.INSTANCE));

    assertThat(seen(open)).contains("Condition");
    assertThat(seen(instance)).contains("Condition");
    assertThat(observations(instance)).isEqualTo(observations(open) - 1);
  }

  /** So are the person and the visit that it refers to, and with her everything. */
  @Test
  void aDenyOfWhatIsRelatedHidesThePersonThatItIsAbout() {
    Case related =
        Case.submit(port, referral -> denying(concluded(referral), ConsentDataMeaning.RELATED));

    assertThat(related.task().getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(related.task().hasFor() && related.task().getFor().hasReference()).isFalse();
  }
}
