/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/**
 * The Consent as the other exchange holds it.
 *
 * <p>Guaranteed: it permits nobody but the coordinator who is asked, for coordination alone, what
 * the person's own permits him and no more, until the same day; how it was given is carried as it
 * was shown. What a permit says in ids of the first exchange makes it fall away. Not guaranteed: an
 * end to the hour; that is carried like a withdrawal.
 */
final class CarriedConsent {
  private static final String CAPTURE =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-consent-capture";
  private static final String PURPOSES =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose";
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String SCOPES = "http://terminology.hl7.org/CodeSystem/consentscope";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

  private CarriedConsent() {}

  /**
   * @param shown as the asked coordinator reads it: its own permits alone
   * @param submitter reference in the other exchange of the organisation that submits
   * @param coordinator reference in the other exchange of the one who is asked
   * @return empty where nothing is left that could be carried
   */
  static Optional<Consent> of(
      Consent shown, String submitter, String coordinator, String person, String key) {
    List<ProvisionComponent> permits =
        shown.getProvision().getProvision().stream()
            .filter(permit -> permit.getType() == ConsentProvisionType.PERMIT)
            .filter(permit -> !permit.hasData() && !permit.hasProvision())
            .filter(permit -> permit.getPurpose().stream().anyMatch(CarriedConsent::isCoordination))
            .map(permit -> permit(permit, coordinator))
            .toList();
    boolean whole =
        shown.getStatus() == ConsentState.ACTIVE
            && shown.hasExtension(CAPTURE)
            && shown.getProvision().getPeriod().hasEnd();
    if (permits.isEmpty() || !whole) {
      return Optional.empty();
    }
    Consent consent = new Consent();
    consent.addExtension(capture(shown, submitter));
    consent.addIdentifier(HandoverKey.placer(key).setType(null));
    consent.setStatus(ConsentState.ACTIVE);
    consent.setScope(coded(SCOPES, "patient-privacy"));
    consent.addCategory(coded(ACT_CODE, "INFA"));
    consent.setPatient(new Reference(person));
    if (shown.hasDateTime()) {
      consent.setDateTimeElement(shown.getDateTimeElement().copy());
    }
    consent.addOrganization(new Reference(submitter));
    consent.setPolicyRule(coded(ACT_CODE, "OPTIN"));
    consent
        .getProvision()
        .setType(ConsentProvisionType.DENY)
        .setPeriod(shown.getProvision().getPeriod().copy())
        .setProvision(new java.util.ArrayList<>(permits));
    return Optional.of(consent);
  }

  private static ProvisionComponent permit(ProvisionComponent shown, String coordinator) {
    ProvisionComponent permit = new ProvisionComponent();
    permit.setType(ConsentProvisionType.PERMIT);
    if (shown.hasPeriod()) {
      permit.setPeriod(shown.getPeriod().copy());
    }
    permit
        .addActor()
        .setRole(coded(PARTICIPATION, "IRCP"))
        .setReference(new Reference(coordinator));
    shown.getAction().forEach(action -> permit.addAction(action.copy()));
    shown.getSecurityLabel().forEach(label -> permit.addSecurityLabel(label.copy()));
    permit.addPurpose(new Coding(PURPOSES, "sc-coordination", null));
    shown.getClass_().forEach(type -> permit.addClass_(type.copy()));
    shown.getCode().forEach(code -> permit.addCode(code.copy()));
    if (shown.hasDataPeriod()) {
      permit.setDataPeriod(shown.getDataPeriod().copy());
    }
    return permit;
  }

  private static boolean isCoordination(Coding purpose) {
    return PURPOSES.equals(purpose.getSystem()) && "sc-coordination".equals(purpose.getCode());
  }

  /** Who asked the person is not known on the other side; who vouches for it there is. */
  private static Extension capture(Consent shown, String submitter) {
    Extension capture = new Extension(CAPTURE);
    shown
        .getExtensionByUrl(CAPTURE)
        .getExtension()
        .forEach(part -> capture.addExtension(part.copy()));
    capture.addExtension(new Extension("capturedBy", new Reference(submitter)));
    return capture;
  }

  static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }
}
