/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.withdrawal;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.Capture;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.minority.CaptureRules;
import eu.amelie.server.facts.AgeFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.ConsentRow;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.springframework.stereotype.Component;

/**
 * Whether a guardian's word takes back what was permitted: a guardian may be the one the person
 * needs protection from. The record that it needs is a Consent of the same custodian that was, or
 * had been, captured in the best interest.
 */
@Component
class GuardianWithdrawals {
  static final String METHOD = "guardian";

  private final ConsentFacts consentFacts;
  private final AgeFacts ages;
  private final FhirContext context;

  GuardianWithdrawals(ConsentFacts consentFacts, AgeFacts ages, FhirContext context) {
    this.consentFacts = consentFacts;
    this.ages = ages;
    this.context = context;
  }

  /**
   * @throws ExchangeException profile-violation
   */
  void requireBestInterest(CaseItem consent) {
    List<Capture> recorded =
        consentFacts.of(consent.person()).stream()
            .filter(row -> row.custodian().equals(consent.custodian()))
            .map(ConsentRow::body)
            .map(body -> context.newJsonParser().parseResource(Consent.class, body))
            .filter(other -> other.getStatus() != ConsentState.ENTEREDINERROR)
            .map(Capture::of)
            .toList();
    CaptureRules.refusalOfGuardianWithdrawal(ages.standing(consent.person()), recorded)
        .ifPresent(
            why -> {
              throw ExchangeException.at(ErrorCode.PROFILE_VIOLATION, "Parameters.parameter", why);
            });
  }
}
