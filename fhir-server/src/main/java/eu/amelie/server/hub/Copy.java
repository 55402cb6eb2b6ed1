/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.util.Optional;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;

/** What stands in the other exchange because of an offer, known by its Consent. */
record Copy(Consent consent) {
  boolean isPermitted() {
    return consent.getStatus() == ConsentState.ACTIVE;
  }

  /** What was shown when it was carried; see {@link Offer#shown}. */
  Optional<String> shown() {
    return HandoverKey.shownIn(consent.getIdentifier());
  }

  /** Id of the Patient. */
  String person() {
    return consent.getPatient().getReferenceElement().getIdPart();
  }
}
