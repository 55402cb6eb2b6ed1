/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handover;

import static eu.amelie.server.testing.Coordination.CASE;
import static eu.amelie.server.testing.Coordination.permit;
import static eu.amelie.server.testing.Coordination.seenBy;
import static eu.amelie.server.testing.Coordination.to;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.referral.Handover;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which Task asks another country to take over is the exchange's to say, and no sender's. */
@ExchangeServer
class OfferMarkTest {
  private static final String DESTINATION =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-destination-country";

  @LocalServerPort private int port;
  @Autowired private IdDoor door;

  private static Bundle marked(Bundle bundle) {
    CodeableConcept greece = new CodeableConcept(new Coding("urn:iso:std:iso:3166", "GR", null));
    Referrals.one(bundle, Task.class).addExtension(DESTINATION, greece);
    return bundle;
  }

  @Test
  void whatASenderMarksLooksLikeNoOfferToAnybody() {
    Case story = Case.submit(port, OfferMarkTest::marked);

    Answer own = story.hospital().get("/fhir/Task/" + story.id("Task"));

    assertThat(Handover.isOffer(own.as(Task.class))).isFalse();
    assertThat(Handover.isOffer(story.task())).isFalse();
    assertThat(Handover.isOffer(story.accepted().task())).isFalse();
  }

  @Test
  void whatTheExchangeMakesLooksLikeOneToBoth() {
    Case story =
        Case.submit(
                port,
                bundle -> {
                  permit(bundle, CASE, "coordinator-be", "sc-coordination");
                  permit(bundle, CASE, "coordinator-gr", "sc-coordination");
                  return bundle;
                })
            .accepted();
    String original = seenBy(door, "coordinator-be", "hospital-be", story.id("Task"));

    Answer asked =
        FhirClient.of(port, "coordinator-be")
            .post("/fhir/Task/" + original + "/$transfer-abroad", to("coordinator-gr"));

    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    Task offer = (Task) asked.as(Parameters.class).getParameter("task").getResource();
    assertThat(Handover.isOffer(offer)).isTrue();
    String abroad =
        seenBy(door, "coordinator-gr", "coordinator-be", offer.getIdElement().getIdPart());
    Answer seen = FhirClient.of(port, "coordinator-gr").get("/fhir/Task/" + abroad);
    assertThat(Handover.isOffer(seen.as(Task.class))).isTrue();
  }
}
