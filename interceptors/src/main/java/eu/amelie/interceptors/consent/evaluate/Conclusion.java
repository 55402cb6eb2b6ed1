/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import eu.amelie.interceptors.consent.ConsentDecision.Explained;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Decision.Deny;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.Decision.Reason;
import eu.amelie.interceptors.consent.IdentityLabel;
import java.util.List;

/**
 * The decision, and what the Consents alone say.
 *
 * @param contact whether a safe-contact rule allows contact
 */
record Conclusion(Decision decision, Explained byConsent, boolean contact) {
  static final Conclusion ERROR = error();

  private static Conclusion error() {
    Deny deny = new Deny(Reason.ERROR, List.of());
    return new Conclusion(deny, new Explained(deny, List.of(), List.of()), false);
  }

  /** Whether contact details would be released but for the missing rule. */
  boolean withholdsContact() {
    return !contact
        && decision instanceof Permit
        && byConsent.decision() instanceof Permit permit
        && permit.releasedLabels().contains(IdentityLabel.DEMO);
  }
}
