/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import java.util.Locale;

/** What the rule makes of one dimension, by the codes of {@code sc-assessment}. */
public enum DimensionResult {
  POSITIVE,
  NEGATIVE,
  /** Not positive, but it could be if more were known; or nothing is known of its weights. */
  INSUFFICIENT;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
