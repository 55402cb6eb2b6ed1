/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.Set;

/**
 * The authenticated party of one request, as its token says.
 *
 * @param organisation id of its Organization, which is its id domain too
 * @param country ISO 3166-1 alpha-2, or null where the party has none
 * @param purposes what it claims to act for; never empty
 * @param sandboxTools whether it may use the sandbox's own tools
 */
public record Caller(
    String organisation,
    String clientId,
    Role role,
    String country,
    Set<Purpose> purposes,
    Set<SystemScope> scopes,
    boolean sandboxTools) {

  private static final Set<String> EMERGENCY = Set.of("BTG", "ETREAT");

  public Caller {
    if (organisation == null || organisation.isBlank() || role == null || purposes.isEmpty()) {
      throw new IllegalArgumentException("A caller has an organisation, a role and a purpose.");
    }
    purposes = Set.copyOf(purposes);
    scopes = Set.copyOf(scopes);
  }

  /**
   * @param interaction one of the SMART letters c, r, u, d, s
   */
  public boolean permits(String type, char interaction) {
    return scopes.stream().anyMatch(scope -> scope.permits(type, interaction));
  }

  /** Whether it comes with a purpose (v3-ActReason) that an emergency access is read with. */
  public boolean isInEmergency() {
    return purposes.stream().map(Purpose::code).anyMatch(EMERGENCY::contains);
  }

  public String reference() {
    return "Organization/" + organisation;
  }
}
