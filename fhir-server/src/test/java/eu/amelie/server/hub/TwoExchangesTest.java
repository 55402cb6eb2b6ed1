/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static eu.amelie.server.hub.TwoExchanges.ASKED;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.io.IOException;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A case is handed over from one running server to another. */
@ExchangeServer
class TwoExchangesTest implements OneSideAway, ChangedAtHome, KeptApart {
  private static final String SERVICES =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-service";

  private static TwoExchanges exchanges;

  @LocalServerPort private int port;
  @Autowired private ApplicationContext abroad;

  @BeforeEach
  void startTheOther() throws IOException {
    if (exchanges == null) {
      exchanges = new TwoExchanges(abroad, port);
    }
    exchanges.wayAbroad().open();
  }

  @AfterAll
  static void stopTheOther() {
    if (exchanges != null) {
      exchanges.close();
      exchanges = null;
    }
  }

  @Override
  public TwoExchanges exchanges() {
    return exchanges;
  }

  @Test
  void theOriginalEndsOnceTheOtherExchangeHasAcceptedAndNotBefore() {
    HandedOverCase handed = exchanges.offered();
    String before = FhirClient.json(handed.story().task());
    exchanges.round();
    exchanges.round();

    Task asked = handed.askedAbroad();
    assertThat(asked.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(FhirClient.json(handed.story().task())).isEqualTo(before);
    assertThat(handed.familyAbroad(asked)).isEqualTo("Voorbeeldpersoon");

    handed.answerAbroad(asked, TaskStatus.ACCEPTED, null);
    assertThat(FhirClient.json(handed.story().task())).isEqualTo(before);
    exchanges.round();

    assertThat(handed.offerStatus()).isEqualTo(TaskStatus.ACCEPTED);
    Task original = handed.story().task();
    assertThat(original.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(original.getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("transferred-abroad");
  }

  @Test
  void aRefusalLeavesTheFirstSideAsItWasAndNothingAbroad() {
    HandedOverCase handed = exchanges.offered();
    String before = FhirClient.json(handed.story().task());
    exchanges.round();
    Task asked = handed.askedAbroad();
    handed.answerAbroad(asked, TaskStatus.REJECTED, "no-capacity");

    exchanges.round();
    assertThat(handed.offerStatus()).isEqualTo(TaskStatus.REJECTED);
    assertThat(FhirClient.json(handed.story().task())).isEqualTo(before);
    exchanges.round();

    assertThat(handed.personAbroad(asked).status()).isEqualTo(404);
    assertThat(handed.submitted()).isEmpty();
  }

  @Test
  void whereTheOriginalHasEndedMeanwhileTheOfferHasTooAndNothingStaysAbroad() {
    HandedOverCase handed = exchanges.offered();
    exchanges.round();
    Task asked = handed.askedAbroad();
    assertThat(handed.story().move(TaskStatus.FAILED, "person-withdrew").status()).isEqualTo(200);
    handed.answerAbroad(asked, TaskStatus.ACCEPTED, null);
    assertThat(handed.offerStatus()).isEqualTo(TaskStatus.CANCELLED);

    exchanges.round();

    handed.assertGoneAbroad(asked);
  }

  @Test
  void aWithdrawalAtHomeReachesTheOtherExchangeWithTheNextRound() {
    HandedOverCase handed = exchanges.offered();
    Task asked = handed.takenOver();
    assertThat(handed.personAbroad(asked).status()).isEqualTo(200);

    assertThat(handed.story().withdraw().status()).isEqualTo(200);
    exchanges.round();

    handed.assertGoneAbroad(asked);
  }

  @Test
  void anErasureAtHomeReachesTheOtherExchangeWithTheNextRound() {
    HandedOverCase handed = exchanges.offered();
    Task asked = handed.takenOver();
    Parameters reason = new Parameters();
    reason.addParameter("reason", new CodeType("person-request"));
    Answer erased =
        handed
            .story()
            .hospital()
            .post("/fhir/Patient/" + handed.story().id("Patient") + "/$erase", reason);
    assertThat(erased.status()).as(erased.body()).isEqualTo(200);

    exchanges.round();

    handed.assertGoneAbroad(asked);
  }

  @Test
  void anOfferThatIsTakenBackIsTakenBackAbroad() {
    for (String reason : new String[] {"moved", "entered-in-error"}) {
      HandedOverCase handed = exchanges.offered();
      exchanges.round();
      Task asked = handed.askedAbroad();
      handed.cancelOffer(reason);

      exchanges.round();

      handed.assertGoneAbroad(asked);
    }
  }

  @Test
  void aWithdrawalAbroadReachesTheFirstExchangeHoweverFarTheCaseIsThere() {
    HandedOverCase handed = exchanges.offered();
    Task asked = handed.takenOver();
    Task working = handed.abroad(asked.getIdElement().getIdPart());
    handed.answerAbroad(working, TaskStatus.INPROGRESS, null);
    Task done = handed.abroad(asked.getIdElement().getIdPart());
    done.addOutput()
        .setType(new CodeableConcept(new Coding(SERVICES, "emergency-shelter", null)))
        .setValue(new BooleanType(true));
    handed.answerAbroad(done, TaskStatus.COMPLETED, null);
    String consent = handed.consentAbroad().getIdElement().getIdPart();
    assertThat(
            handed
                .submitter()
                .post("/fhir/Consent/" + consent + "/$withdraw", new Parameters())
                .status())
        .isEqualTo(200);

    exchanges.round();

    assertThat(handed.offerStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(handed.offerAsAsked().getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("consent-revoked");
    assertThat(
            handed
                .story()
                .hospital()
                .get("/fhir/Consent/" + handed.story().id("Consent"))
                .as(Consent.class)
                .getStatus())
        .isEqualTo(ConsentState.ACTIVE);
  }

  @Test
  void theOtherCountryHandsOnToNobodyWhomTheConsentDoesNotName() {
    HandedOverCase handed = exchanges.offered();
    Task asked = handed.takenOver();
    Task next = new Task();
    next.setStatus(TaskStatus.REQUESTED);
    next.setIntent(Task.TaskIntent.ORDER);
    next.setFor(asked.getFor());
    next.setFocus(asked.getFocus());
    next.setRequester(new Reference("Organization/" + ASKED));
    next.setOwner(new Reference("Organization/shelter-de"));

    assertThat(exchanges.abroad(ASKED).post("/fhir/Task", next).error())
        .isEqualTo("consent-insufficient");
  }

  @Test
  void howConsentWasGivenIsShownToACoordinatorAndToNoOtherRecipient() {
    HandedOverCase handed = exchanges.offered();
    String reference =
        ((Reference) handed.offerAsAsked().getInputFirstRep().getValue()).getReference();

    Consent toCoordinator = exchanges.atHome(ASKED).get("/fhir/" + reference).as(Consent.class);
    String seenByService =
        handed.atHome(ASKED, reference.substring("Consent/".length()), "shelter-be");
    Consent toService =
        handed.story().service().get("/fhir/Consent/" + seenByService).as(Consent.class);

    assertThat(FhirClient.json(toCoordinator))
        .contains("asked-alone", "textVersion")
        .doesNotContain("capturedBy", "shelter-be", "coordinator-be");
    assertThat(toService.hasExtension()).isFalse();
    assertThat(handed.story().task().hasInput()).isFalse();
  }
}
