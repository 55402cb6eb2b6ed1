/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import java.util.Set;

/** The types of the directory, whose ids all parties share: each names an organisation. */
public final class DirectoryTypes {
  private static final Set<String> TYPES =
      Set.of(
          "Organization", "HealthcareService", "Location", "Endpoint", "OrganizationAffiliation");

  private DirectoryTypes() {}

  public static Set<String> all() {
    return TYPES;
  }

  /** Whether resources of this type stand in the directory; unknown types do not. */
  public static boolean contains(String type) {
    return type != null && TYPES.contains(type);
  }
}
