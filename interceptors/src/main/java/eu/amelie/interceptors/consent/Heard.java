/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Set;

/**
 * What became of one provision of a Consent that counts, for people who ask why.
 *
 * @param provision the Consent's id or index and the provision's path, as in a decision's basis
 * @param root whether it is the Consent's own and not nested
 * @param permit false for a deny
 * @param identity the elements of identity it names
 * @param onlyIdentity whether its labels name nothing else
 * @param missed what kept it from matching; empty where it matches
 * @param unclear what could not be understood: never matches in a permit, in a deny as if absent
 * @param counts false for a permit of a Consent that permits nothing
 */
public record Heard(
    String provision,
    boolean root,
    boolean permit,
    Set<IdentityLabel> identity,
    boolean onlyIdentity,
    Set<Part> missed,
    Set<Part> unclear,
    boolean counts) {
  public Heard {
    identity = Set.copyOf(identity);
    missed = Set.copyOf(missed);
    unclear = Set.copyOf(unclear);
  }
}
