/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class ConsentPartsTest {
  private static final String OTHER = "Voorbeeldpersoon";
  private static final String SYSTEM = "urn:fictional";
  private static final String COUNSELLING = "Organization/counselling-be";
  private static final String HOSPITAL = "Organization/hospital-be";
  private static final Code COUNSEL = new Code(Vocabulary.SC_PURPOSE, "sc-support");

  private static Extension part(String url, String code) {
    CodeableConcept concept = new CodeableConcept(new Coding(SYSTEM, code, OTHER));
    concept.setText(OTHER);
    return new Extension(url, concept);
  }

  private static Consent consent() {
    Extension capture = new Extension(Capture.EXTENSION);
    capture.addExtension(part("method", "electronic"));
    capture.addExtension(part("language", "nl"));
    capture.addExtension(part("check", "asked-alone"));
    capture.addExtension(new Extension("textVersion", new CodeType("2026-01")));
    capture.addExtension(new Extension("capturedBy", new Reference("Practitioner/" + OTHER)));
    capture.addExtension(new Extension("method", new StringType(OTHER)));
    capture.addExtension(new Extension("check", new Annotation().setText(OTHER)));
    Consent consent = new Consent();
    consent.addExtension(capture);
    consent.addExtension(new Extension("urn:another", new StringType(OTHER)));
    return consent;
  }

  @Test
  void ofHowConsentWasGivenTheCodesAreToldAndNeitherPeopleNorWords() {
    Consent shown = new Consent();
    ConsentParts.captureWithoutPeople(consent()).forEach(shown::addExtension);

    assertThat(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(shown))
        .contains("electronic", "nl", "asked-alone", "2026-01", SYSTEM)
        .doesNotContain(OTHER, "capturedBy", "urn:another");
  }

  @Test
  void whereNothingIsSaidOfItNothingIsTold() {
    assertThat(ConsentParts.captureWithoutPeople(new Consent())).isEmpty();
  }

  private static Consent permittingTheShelter(ProvisionComponent... more) {
    Consent consent =
        Consents.optIn(
            Consents.with(
                Consents.forShelter(Consents.permit()),
                permit -> permit.addClass_(Consents.type("Observation"))));
    List.of(more).forEach(consent.getProvision()::addProvision);
    return consent;
  }

  private static ProvisionComponent denied(String organization) {
    return Consents.with(
        Consents.deny(),
        deny -> {
          deny.addActor().setReference(new Reference(organization)).setRole(Consents.role("IRCP"));
          deny.addClass_(Consents.type("Condition"));
        });
  }

  private static Decision forOther(Consent... consents) {
    Condition condition = new Condition();
    condition.setSubject(new Reference("Patient/p"));
    return ConsentDecision.decide(
        Stream.of(consents).map(CompiledConsent::compile).toList(),
        DecisionRequest.access(COUNSELLING, Set.of(COUNSEL)),
        Item.of(condition, List.of()),
        Instant.parse("2026-11-26T12:00:00Z"));
  }

  /** What is permitted to the one was taken back; what is denied to the other was not. */
  @Test
  void whatIsDeniedStaysDeniedWhenTheLastPermitIsTakenBack() {
    Consent first = permittingTheShelter(denied(COUNSELLING));
    Consent second =
        Consents.optIn(
            Consents.with(
                Consents.permit(),
                permit -> {
                  permit.addActor().setReference(new Reference(COUNSELLING));
                  permit.addPurpose(new Coding(COUNSEL.system(), COUNSEL.code(), null));
                  permit.addClass_(Consents.type("Condition"));
                }));
    assertThat(forOther(second)).isInstanceOf(Permit.class);
    assertThat(forOther(first, second).reason()).isEqualTo(Reason.EXPLICIT_DENY);

    assertThat(ConsentParts.withdraw(first, Set.of(Consents.SHELTER), HOSPITAL)).isTrue();

    assertThat(first.getStatus()).isEqualTo(ConsentState.ACTIVE);
    assertThat(ConsentParts.permitted(first)).containsExactly("hospital-be");
    assertThat(forOther(first, second).reason()).isEqualTo(Reason.EXPLICIT_DENY);
    assertThat(forOther(first).reason()).as("closed").isNotEqualTo(Reason.PERMIT);
    assertThat(ConsentParts.withdraw(first, Set.of(Consents.SHELTER), HOSPITAL))
        .as("again")
        .isFalse();
  }

  @Test
  void itDoesNotBecomeARefusalOfWhatAnotherConsentPermits() {
    Consent first = permittingTheShelter(denied("Organization/legal-be"));
    Consent second =
        Consents.optIn(
            Consents.with(
                Consents.permit(),
                permit -> {
                  permit.addActor().setReference(new Reference(COUNSELLING));
                  permit.addPurpose(new Coding(COUNSEL.system(), COUNSEL.code(), null));
                  permit.addClass_(Consents.type("Condition"));
                }));
    ConsentParts.withdraw(first, Set.of(Consents.SHELTER), HOSPITAL);

    assertThat(forOther(first, second)).isInstanceOf(Permit.class);
  }

  @Test
  void whereNothingIsDeniedTheConsentEndsWithItsLastPermit() {
    Consent consent = permittingTheShelter();
    assertThat(ConsentParts.withdraw(consent, Set.of(Consents.SHELTER), HOSPITAL)).isTrue();
    assertThat(consent.getStatus()).isEqualTo(ConsentState.INACTIVE);
  }

  @Test
  void aRecipientReadsItsPermitsAndNothingThatTheRootSaysOfOthers() {
    Consent consent = permittingTheShelter(denied(COUNSELLING));
    ProvisionComponent root = consent.getProvision();
    root.getPeriod().setEndElement(new DateTimeType("2031-12-31"));
    root.addActor().setReference(new Reference(COUNSELLING));
    root.addSecurityLabel(Consents.sensitivity("HIV"));
    root.getDataPeriod().setStartElement(new DateTimeType("2019"));
    root.addAction(new CodeableConcept(new Coding(Vocabulary.CONSENT_ACTION, "access", null)));
    consent.addPerformer(new Reference("Organization/health-be"));
    consent.addPerformer(new Reference("Patient/p"));
    consent.addOrganization(new Reference(HOSPITAL));
    consent.addOrganization(new Reference(COUNSELLING));

    ConsentParts.keepOnly(consent, Consents.SHELTER, HOSPITAL);

    assertThat(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(consent))
        .contains("2031-12-31", Consents.SHELTER, "Patient/p", HOSPITAL, "Observation")
        .doesNotContain("counselling", "HIV", "2019", "health-be", "Condition");
    assertThat(consent.getProvision().getProvisionFirstRep().getAction())
        .as("taken from the root")
        .hasSize(1);
    assertThat(consent.getProvision().hasAction()).isFalse();
  }

  @Test
  void aPermitThatTakesItsItemsFromTheRootKeepsThem() {
    Consent consent = Consents.optIn(Consents.forShelter(Consents.permit()));
    consent.getProvision().addClass_(Consents.type("Encounter"));

    ConsentParts.keepOnly(consent, Consents.SHELTER, HOSPITAL);

    assertThat(consent.getProvision().hasClass_()).isFalse();
    assertThat(consent.getProvision().getProvisionFirstRep().getClass_FirstRep().getCode())
        .isEqualTo("Encounter");
  }
}
