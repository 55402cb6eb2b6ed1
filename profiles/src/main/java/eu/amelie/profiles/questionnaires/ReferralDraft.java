/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.LocalSystem;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/**
 * A referral form as a draft ServiceRequest of profile {@code sc-referral}.
 *
 * <p>Guaranteed: every coded answer and the organisation asked stand in it; whether an interpreter
 * is needed, where that is answered with yes or no. Not guaranteed: what is free text, the language
 * and the note: whoever sends the draft adds it.
 */
final class ReferralDraft {
  static final String QUESTIONNAIRE = "sc-referral-form";

  private static final String DEFINITIONS = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";

  private ReferralDraft() {}

  static ServiceRequest of(QuestionnaireResponse response) {
    Given given = new Given(response);
    ServiceRequest request = new ServiceRequest();
    request.getMeta().addProfile(DEFINITIONS + "sc-referral");
    request.setStatus(ServiceRequestStatus.DRAFT);
    request.setIntent(ServiceRequestIntent.PROPOSAL);
    request.setSubject(response.getSubject().copy().setDisplay(null));
    given.codes("service").forEach(code -> request.setCode(new CodeableConcept(code)));
    given.codes("reason").forEach(code -> request.addReasonCode(new CodeableConcept(code)));
    given
        .codes("stage")
        .forEach(code -> request.addExtension(coded(DEFINITIONS + "sc-stage", code)));
    if (!given.codes("mode").isEmpty()) {
      request.addExtension(deliveryMode(given));
    }
    interpreter(given).ifPresent(request::addExtension);
    given
        .all("addressee", Reference.class)
        .forEach(asked -> request.addPerformer(new Reference(asked.getReference())));
    if (response.hasAuthored()) {
      request.setAuthoredOnElement(response.getAuthoredElement().copy());
    }
    return request;
  }

  private static Extension deliveryMode(Given given) {
    Extension mode = new Extension(DEFINITIONS + "sc-delivery-mode");
    given.codes("mode").forEach(code -> mode.addExtension(coded("mode", code)));
    given.codes("mode-switch").forEach(code -> mode.addExtension(coded("switch", code)));
    return mode;
  }

  private static Optional<Extension> interpreter(Given given) {
    if (!given.isYes("interpreter") && !given.isNo("interpreter")) {
      return Optional.empty();
    }
    Extension interpreter = new Extension(DEFINITIONS + "sc-interpreter");
    interpreter.addExtension("needed", new BooleanType(given.isYes("interpreter")));
    return Optional.of(interpreter);
  }

  private static Extension coded(String url, Coding code) {
    return new Extension(url, new CodeableConcept(code));
  }
}
