/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.parties.Party;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;

/**
 * That something which says who a person is was changed.
 *
 * @param item a Patient or RelatedPerson
 * @param custodian who submitted it
 * @param writer who has said otherwise now; most often its custodian
 * @param labels of what was added, changed or taken away; never empty
 */
public record Correction(UUID item, String custodian, String writer, Set<IdentityLabel> labels) {
  public Correction {
    labels = Set.copyOf(labels);
  }

  /** Whether an organisation need not be told: it has said so, or has the item itself. */
  public boolean isKnownTo(String organisation) {
    return organisation.equals(custodian) || organisation.equals(writer);
  }

  /** Whether any of it is released to this party as it calls, and news to it. */
  public boolean isReleased(PersonRecord record, Party party) {
    return !isKnownTo(party.organisation())
        && record.entries().stream()
            .filter(entry -> entry.stored().id().equals(item))
            .map(
                entry -> record.decide(party.organisation(), party.role(), party.purposes(), entry))
            .anyMatch(
                decision ->
                    decision instanceof Permit permit
                        && !Collections.disjoint(permit.releasedLabels(), labels));
  }
}
