/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.Locale;

/** What an organisation is in the exchange; each role has one contract. */
public enum Role {
  REFERRER,
  SUPPORT,
  COORDINATOR,
  STATISTICS,
  AUDITOR;

  /** As it stands in a token's claim. */
  public String claim() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for anything that is not a role
   */
  public static Role ofClaim(String claim) {
    return valueOf(claim.toUpperCase(Locale.ROOT));
  }
}
