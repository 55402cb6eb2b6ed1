/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Set;

/**
 * Who asks, for what.
 *
 * @param organization {@code Organization/id}
 * @param identifiers the organisation's business identifiers
 * @param groups references of the Groups it belongs to
 * @param roles its participation roles, for actors without a reference
 * @param purposes what it claims to act for; never empty
 * @param action one code of consentaction
 */
public record DecisionRequest(
    String organization,
    Set<Code> identifiers,
    Set<String> groups,
    Set<Code> roles,
    Set<Code> purposes,
    Code action) {
  public static final Code ACCESS = new Code(Vocabulary.CONSENT_ACTION, "access");

  public DecisionRequest {
    if (purposes.isEmpty()) {
      throw new IllegalArgumentException("A request claims at least one purpose.");
    }
    identifiers = Set.copyOf(identifiers);
    groups = Set.copyOf(groups);
    roles = Set.copyOf(roles);
    purposes = Set.copyOf(purposes);
  }

  public static DecisionRequest access(String organization, Set<Code> purposes) {
    return new DecisionRequest(organization, Set.of(), Set.of(), Set.of(), purposes, ACCESS);
  }
}
