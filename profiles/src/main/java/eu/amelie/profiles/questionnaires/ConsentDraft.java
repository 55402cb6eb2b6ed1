/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.LocalSystem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;

/**
 * A consent form as a draft Consent of profile {@code sc-consent}.
 *
 * <p>Guaranteed: it is a draft, which permits nothing; what it would permit is no more than was
 * agreed to: the person's record without identity, the request and its Task, for the recipients and
 * purposes named, identity only by the two answers about it. The police stand in a permit of their
 * own, without identity, and only where the question about them was answered with yes; no answer to
 * another question drafts a permit for an authority, and migration authorities, about whom the form
 * does not ask, get none. Where the person does not agree there is no draft: a refusal does not
 * enter the exchange. Not guaranteed: that it is whole; who captured it and in which language is
 * there only where the response says so, and further kinds of data are for people to add.
 */
final class ConsentDraft {
  static final String QUESTIONNAIRE = "sc-consent-form";

  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String TYPES = "http://hl7.org/fhir/resource-types";
  private static final List<String> LEAST = List.of("Patient", "Consent", "ServiceRequest", "Task");
  private static final Coding POLICE =
      new Coding(LocalSystem.PURPOSE.url(), "sc-law-enforcement", null);
  private static final Set<String> AUTHORITIES =
      Set.of("sc-law-enforcement", "sc-migration-authority");

  private final Given given;

  private ConsentDraft(Given given) {
    this.given = given;
  }

  /** Empty where the person does not agree. */
  static Optional<Consent> of(QuestionnaireResponse response) {
    Given given = new Given(response);
    return given.isYes("agrees")
        ? Optional.of(new ConsentDraft(given).consent())
        : Optional.empty();
  }

  private Consent consent() {
    QuestionnaireResponse response = given.response();
    Consent consent = new Consent();
    consent.getMeta().addProfile(DEFINITIONS + "sc-consent");
    consent.addExtension(capture());
    consent.setStatus(ConsentState.DRAFT);
    consent.setScope(
        concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"));
    consent.addCategory(concept(ACT_CODE, "INFA"));
    consent.setPatient(response.getSubject().copy().setDisplay(null));
    if (response.hasAuthored()) {
      consent.setDateTimeElement(response.getAuthoredElement().copy());
    }
    consent.setPolicyRule(concept(ACT_CODE, "OPTIN"));
    ProvisionComponent root = consent.getProvision().setType(ConsentProvisionType.DENY);
    given
        .first("until", DateType.class)
        .ifPresent(end -> root.getPeriod().setEndElement(new DateTimeType(end.asStringValue())));
    permits(root);
    return consent;
  }

  private Extension capture() {
    QuestionnaireResponse response = given.response();
    Extension capture = new Extension(DEFINITIONS + "sc-consent-capture");
    given.codes("how").forEach(code -> capture.addExtension(coded("method", code)));
    if (response.hasLanguage()) {
      capture.addExtension(
          coded("language", new Coding("urn:ietf:bcp:47", response.getLanguage(), null)));
    }
    capture.addExtension(new Extension("textVersion", new CodeType(Questionnaires.VERSION)));
    if (response.getAuthor().hasReference()) {
      capture.addExtension(
          new Extension("capturedBy", new Reference(response.getAuthor().getReference())));
    }
    given.codes("checks").forEach(code -> capture.addExtension(coded("check", code)));
    return capture;
  }

  private void permits(ProvisionComponent root) {
    List<Coding> usual = given.codes("purpose").stream().filter(one -> !isAuthority(one)).toList();
    if (!usual.isEmpty()) {
      root.addProvision(permit(usual));
      if (given.isYes("share-name") || given.isYes("share-contact")) {
        root.addProvision(identity(usual));
      }
    }
    if (given.isYes("police")) {
      root.addProvision(permit(List.of(POLICE)));
    }
  }

  /** The form does not offer them as purposes; were it changed to, they still drafted nothing. */
  private static boolean isAuthority(Coding purpose) {
    return AUTHORITIES.contains(purpose.getCode());
  }

  private ProvisionComponent permit(List<Coding> purposes) {
    ProvisionComponent permit = to(purposes);
    LEAST.forEach(type -> permit.addClass_(new Coding(TYPES, type, null)));
    return permit;
  }

  private ProvisionComponent identity(List<Coding> purposes) {
    ProvisionComponent permit = to(purposes);
    permit.addClass_(new Coding(TYPES, "Patient", null));
    Stream.of("share-name=IDS", "share-contact=DEMO")
        .map(pair -> pair.split("="))
        .filter(pair -> given.isYes(pair[0]))
        .forEach(pair -> permit.addSecurityLabel(new Coding(ACT_CODE, pair[1], null)));
    return permit;
  }

  private ProvisionComponent to(List<Coding> purposes) {
    ProvisionComponent permit = new ProvisionComponent().setType(ConsentProvisionType.PERMIT);
    for (Reference recipient : given.all("recipient", Reference.class)) {
      permit
          .addActor()
          .setRole(concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP"))
          .setReference(new Reference(recipient.getReference()));
    }
    purposes.forEach(purpose -> permit.addPurpose(purpose.copy()));
    return permit;
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  private static Extension coded(String url, Coding code) {
    return new Extension(url, new CodeableConcept(code));
  }
}
