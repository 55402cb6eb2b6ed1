/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/** Consents and items of a plainly fictional person, to be altered by each test. */
public final class Consents {
  public static final String SHELTER = "Organization/shelter-be";
  public static final Code SUPPORT = new Code(Vocabulary.SC_PURPOSE, "sc-support");
  public static final String ACT_REASON = Vocabulary.ACT_REASON;

  private Consents() {}

  /** The opt-in form: closed but for its exceptions. */
  public static Consent optIn(ProvisionComponent... nested) {
    Consent consent = consent(ConsentProvisionType.DENY);
    List.of(nested).forEach(consent.getProvision()::addProvision);
    return consent;
  }

  public static Consent consent(ConsentProvisionType root) {
    Consent consent = new Consent();
    consent.setId("one");
    consent.setStatus(ConsentState.ACTIVE);
    consent.setPatient(new Reference("Patient/p"));
    consent.getScope().addCoding(new Coding(Vocabulary.CONSENT_SCOPE, "patient-privacy", null));
    consent.getProvision().setType(root);
    return consent;
  }

  public static ProvisionComponent permit() {
    return new ProvisionComponent().setType(ConsentProvisionType.PERMIT);
  }

  public static ProvisionComponent deny() {
    return new ProvisionComponent().setType(ConsentProvisionType.DENY);
  }

  public static ProvisionComponent forShelter(ProvisionComponent provision) {
    provision.addActor().setReference(new Reference(SHELTER)).setRole(role("IRCP"));
    provision.addPurpose(new Coding(SUPPORT.system(), SUPPORT.code(), null));
    return provision;
  }

  public static ProvisionComponent with(
      ProvisionComponent provision, Consumer<ProvisionComponent> alteration) {
    alteration.accept(provision);
    return provision;
  }

  public static CodeableConcept role(String code) {
    return new CodeableConcept(
        new Coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code, null));
  }

  public static Coding type(String type) {
    return new Coding("http://hl7.org/fhir/resource-types", type, null);
  }

  public static Coding sensitivity(String code) {
    return new Coding(Vocabulary.ACT_CODE, code, null);
  }

  public static Coding confidentiality(String code) {
    return new Coding(Vocabulary.CONFIDENTIALITY, code, null);
  }

  public static Observation observation() {
    Observation observation = new Observation();
    observation.setId("o");
    observation.setSubject(new Reference("Patient/p"));
    return observation;
  }

  public static DecisionRequest shelter() {
    return DecisionRequest.access(SHELTER, Set.of(SUPPORT));
  }
}
