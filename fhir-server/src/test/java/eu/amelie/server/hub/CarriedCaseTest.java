/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** What crosses the border, and what never does. */
class CarriedCaseTest {
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final CarriedCase CARRIED =
      new CarriedCase("Organization/hub-be", "Organization/centre-de", true);

  private final Bundle shipped = Referrals.shipped();
  private final Consent consent = shown(Referrals.one(shipped, Consent.class));

  /** As the asked coordinator reads it. */
  private static Consent shown(Consent consent) {
    consent.setId("Consent/at-home-consent");
    consent.setPatient(new Reference("Patient/at-home-person"));
    consent.setOrganization(null);
    consent
        .getExtension()
        .get(0)
        .getExtension()
        .removeIf(part -> part.getUrl().equals("capturedBy"));
    for (ProvisionComponent permit : consent.getProvision().getProvision()) {
      permit.getActorFirstRep().setReference(new Reference("Organization/coordinator-at-home"));
      permit.getPurposeFirstRep().setCode("sc-coordination");
    }
    return consent;
  }

  private Offer offer() {
    Task task = Referrals.one(shipped, Task.class);
    task.setId("Task/at-home-task");
    task.setEncounter(new Reference("Encounter/at-home-encounter"));
    Patient person = Referrals.one(shipped, Patient.class);
    person.setId("Patient/at-home-person");
    person.setManagingOrganization(new Reference("Organization/hospital-at-home"));
    ServiceRequest request = Referrals.one(shipped, ServiceRequest.class);
    request.setId("ServiceRequest/at-home-request");
    return new Offer(task, Optional.of(person), Optional.of(request));
  }

  private Bundle carried() {
    return CARRIED.of(offer(), List.of(consent)).orElseThrow();
  }

  @Test
  void whatIsReleasedGoesAlongInAReferralToTheAskedCoordinator() {
    Bundle bundle = carried();

    assertThat(Referrals.one(bundle, Patient.class).getNameFirstRep().getFamily())
        .isEqualTo("Voorbeeldpersoon");
    assertThat(Referrals.one(bundle, ServiceRequest.class).getNoteFirstRep().getText())
        .contains("green scarf");
    Task task = Referrals.one(bundle, Task.class);
    assertThat(task.getOwner().getReference()).isEqualTo("Organization/centre-de");
    assertThat(task.getRequester().getReference()).isEqualTo("Organization/hub-be");
    assertThat(task.getFor().getReference()).isEqualTo(bundle.getEntry().get(0).getFullUrl());
  }

  @Test
  void noIdReferenceOrIdentifierOfTheFirstExchangeGoesAlong() {
    assertThat(FhirClient.json(carried()))
        .doesNotContain("at-home", "FICTION-000417", "FICTION-REF-0001", "hospital-be");
  }

  @Test
  void itIsAReferralAsTheOtherExchangeTakesThem() {
    FhirContext context = FhirContext.forR4Cached();
    ProfileValidator validator = ProfileValidator.create(context, ProfileCatalog.load(context));

    assertThat(validator.validate(Referrals.shipped())).isEmpty();
    assertThat(validator.validate(carried())).isEmpty();
  }

  @Test
  void theSameViewsGiveTheSameReferral() {
    assertThat(FhirClient.json(carried())).isEqualTo(FhirClient.json(carried()));
  }

  @Test
  void anotherOfferHasAnotherKey() {
    Offer other = offer();
    other.task().setId(new IdType("Task/another"));

    assertThat(other.key()).isNotEqualTo(offer().key()).matches("[0-9a-f]{64}");
  }

  @Test
  void theConsentBearsAMarkOfWhatWasShownThatTellsNothingOfIt() {
    Offer offer = offer();
    offer.person().orElseThrow().getMeta().setVersionId("shown-first");
    String mark = copyOf(offer).shown().orElseThrow();

    assertThat(mark).matches("[0-9a-f]{64}").isEqualTo(offer.shown());
    assertThat(copyOf(offer).shown()).contains(mark);
    offer.person().orElseThrow().getMeta().setVersionId("shown-next");
    assertThat(copyOf(offer).shown()).isPresent().isNotEqualTo(Optional.of(mark));
    offer.person().orElseThrow().getMeta().setVersionId("shown-first");
    offer.request().orElseThrow().getMeta().setVersionId("another");
    assertThat(offer.shown()).isNotEqualTo(mark);
  }

  private Copy copyOf(Offer offer) {
    return new Copy(
        Referrals.one(CARRIED.of(offer, List.of(consent)).orElseThrow(), Consent.class));
  }

  @Test
  void whatIsMaskedStaysOut() {
    Offer offer = offer();
    Patient person = offer.person().orElseThrow();
    HumanName masked = new HumanName();
    masked.addExtension(new Extension(ABSENT, new CodeType("masked")));
    person.setName(List.of(masked));
    person.getTelecomFirstRep().getValueElement().setValue(null);
    person
        .getTelecomFirstRep()
        .getValueElement()
        .addExtension(new Extension(ABSENT, new CodeType("masked")));
    offer.request().orElseThrow().setNote(List.of(new Annotation()));

    Bundle bundle = CARRIED.of(offer, List.of(consent)).orElseThrow();

    assertThat(Referrals.one(bundle, Patient.class).hasName()).isFalse();
    assertThat(Referrals.one(bundle, Patient.class).getTelecom()).hasSize(1);
    assertThat(Referrals.one(bundle, ServiceRequest.class).hasNote()).isFalse();
    assertThat(FhirClient.json(bundle)).doesNotContain("masked");
  }

  @Test
  void theConsentNamesTheAskedCoordinatorAloneForCoordinationUntilTheSameDay() {
    Consent carried = Referrals.one(carried(), Consent.class);

    assertThat(carried.getProvision().getPeriod().getEndElement().getValueAsString())
        .isEqualTo("2031-12-31");
    assertThat(carried.getProvision().getProvision()).hasSize(2);
    for (ProvisionComponent permit : carried.getProvision().getProvision()) {
      assertThat(permit.getActor())
          .singleElement()
          .satisfies(
              actor ->
                  assertThat(actor.getReference().getReference())
                      .isEqualTo("Organization/centre-de"));
      assertThat(permit.getPurpose())
          .singleElement()
          .satisfies(code -> assertThat(code.getCode()).isEqualTo("sc-coordination"));
    }
  }

  @Test
  void howConsentWasGivenIsCarriedAndNotMadeUp() {
    Extension capture = Referrals.one(carried(), Consent.class).getExtension().get(0);
    assertThat(
            ((CodeableConcept) capture.getExtensionByUrl("method").getValue())
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("written");
    assertThat(((Reference) capture.getExtensionByUrl("capturedBy").getValue()).getReference())
        .isEqualTo("Organization/hub-be");

    assertNotCarried(one -> one.setExtension(null));
  }

  @Test
  void aConsentThatPermitsNothingThatCanBeCarriedGoesNowhere() {
    assertNotCarried(one -> one.setStatus(ConsentState.INACTIVE));
    assertNotCarried(one -> one.getProvision().setPeriod(null));
    assertNotCarried(one -> one.getProvision().setProvision(null));
    assertNotCarried(
        one ->
            one.getProvision()
                .getProvision()
                .forEach(permit -> permit.getPurposeFirstRep().setCode("sc-support")));
    assertNotCarried(
        one ->
            one.getProvision()
                .getProvision()
                .forEach(
                    permit ->
                        permit.addData().setReference(new Reference("Patient/at-home-person"))));
    assertThat(CARRIED.of(offer(), List.of())).isEmpty();
  }

  private void assertNotCarried(Consumer<Consent> change) {
    Consent changed = consent.copy();
    change.accept(changed);
    assertThat(CARRIED.of(offer(), List.of(changed))).isEmpty();
    assertThat(CARRIED.of(offer(), List.of(consent))).isPresent();
  }

  @Test
  void whereThePersonIsHiddenThereIsNoReferral() {
    Offer offer = offer();

    assertThat(
            CARRIED.of(
                new Offer(offer.task(), Optional.empty(), offer.request()), List.of(consent)))
        .isEmpty();
    assertThat(
            CARRIED.of(new Offer(offer.task(), offer.person(), Optional.empty()), List.of(consent)))
        .isEmpty();
  }

  @Test
  void aPersonIsLabelledAsMadeUpInASandboxOnly() {
    Coding label = Referrals.one(carried(), Patient.class).getMeta().getSecurityFirstRep();
    Bundle real =
        new CarriedCase("Organization/hub-be", "Organization/centre-de", false)
            .of(offer(), List.of(consent))
            .orElseThrow();

    assertThat(label.getCode()).isEqualTo("HTEST");
    assertThat(Referrals.one(real, Patient.class).getMeta().hasSecurity()).isFalse();
  }
}
