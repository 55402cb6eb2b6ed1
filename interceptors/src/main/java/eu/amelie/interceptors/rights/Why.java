/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What something was looked at for, as a person speaks of it; the first that fits names it. */
public enum Why {
  EMERGENCY,
  SUPPORT,
  COORDINATION,
  CARE,
  REQUEST,
  REVIEW,
  OTHER;

  private static final Map<String, Why> BY_CODE =
      Map.ofEntries(
          Map.entry("BTG", EMERGENCY),
          Map.entry("ETREAT", EMERGENCY),
          Map.entry("sc-support", SUPPORT),
          Map.entry("SUPNWK", SUPPORT),
          Map.entry("sc-coordination", COORDINATION),
          Map.entry("COC", COORDINATION),
          Map.entry("CAREMGT", COORDINATION),
          Map.entry("TREAT", CARE),
          Map.entry("PATRQT", REQUEST),
          Map.entry("HCOMPL", REVIEW));

  /**
   * @param codes of v3-ActReason or {@code sc-purpose}; one that is not known here is another
   *     purpose
   */
  static Why of(Set<String> codes) {
    return codes.stream()
        .map(code -> BY_CODE.getOrDefault(code, OTHER))
        .min(Why::compareTo)
        .orElse(OTHER);
  }

  /** As the texts name it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
