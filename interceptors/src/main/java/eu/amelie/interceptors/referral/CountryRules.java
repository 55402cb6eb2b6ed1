/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * What a country grants to a person who comes under its rules.
 *
 * @param country ISO 3166-1 alpha-2
 * @param recoveryDays for how many days she may recover and reflect before she has to decide
 *     anything; never fewer than the 30 of the Council of Europe's Convention CETS 197, art. 13
 * @param source of the figure
 */
public record CountryRules(String country, int recoveryDays, String source) {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  /** Convention CETS 197, art. 13 (1). */
  private static final int LEAST_DAYS = 30;

  /**
   * @throws IllegalArgumentException for fewer days than the Convention has, or without a source
   */
  public CountryRules {
    if (!COUNTRY.matcher(country).matches()) {
      throw new IllegalArgumentException("A country is two capital letters.");
    }
    if (recoveryDays < LEAST_DAYS) {
      throw new IllegalArgumentException("A recovery period has at least 30 days.");
    }
    if (source == null || source.isBlank()) {
      throw new IllegalArgumentException("The rules of a country need a source.");
    }
  }

  /** The last day, where the first is the day on which she came under these rules. */
  public LocalDate recoveryEnds(LocalDate first) {
    return first.plusDays(recoveryDays);
  }
}
