/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.KeptConsent;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.profiles.ProfileCatalog;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.springframework.stereotype.Component;

/**
 * Takes no Consent that would decide otherwise once it is stored. The profile refuses most of that
 * with its place; this holds for what nobody has thought of. A Consent that ends is never held up.
 */
@Component
class ConsentsAsSaid {
  private final RecordShapes shapes;
  private final ProfileCatalog profiles;

  ConsentsAsSaid(RecordShapes shapes, ProfileCatalog profiles) {
    this.shapes = shapes;
    this.profiles = profiles;
  }

  /**
   * @throws ExchangeException profile-violation
   */
  void require(List<Wanted> wanted, List<Draft> drafts) {
    for (int i = 0; i < drafts.size(); i++) {
      if (drafts.get(i).resource() instanceof Consent consent
          && consent.getStatus() == ConsentState.ACTIVE) {
        require(wanted.get(i).at("Consent.provision"), consent);
      }
    }
  }

  private void require(String place, Consent sent) {
    Consent record = (Consent) shapes.split(sent).record();
    if (!KeptConsent.saysTheSame(sent, record)) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          place,
          "The provisions say something that the exchange cannot keep, and would decide without.");
    }
    if (KeptConsent.deniesInVain(sent, this::isGiven)) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          place,
          "A provision denies by a label, a profile or an action that nothing here ever has, or to"
              + " somebody who never asks. Deny the action access to organisations, by resource type or"
              + " by code.");
    }
  }

  /** Not those of an extension or a Bundle, of which no item is one. */
  private boolean isGiven(String canonical) {
    return profiles
        .structure(canonical)
        .filter(structure -> CaseTypes.contains(structure.getType()))
        .isPresent();
  }
}
