/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.Optional;
import java.util.Set;

/**
 * Whether a service takes on somebody of an age. Guaranteed: who is under 18, or may be, is taken
 * on only where the service says that it works with minors of just that kind; a service that names
 * no age works with adults.
 */
final class ServedAges {
  static final Set<String> MINOR = Set.of("0-11", "12-14", "15-17");
  static final Set<String> ADULT = Set.of("18-24", "25-34", "35-49", "50+");
  private static final String MINOR_PRESUMED = "minor-presumed";
  private static final String ADULT_PRESUMED = "adult-presumed";

  private ServedAges() {}

  static boolean serves(Offer offer, Optional<String> ageBand) {
    Set<String> ages = offer.ages();
    String band = ageBand.orElse("unknown");
    if (ADULT.contains(band)) {
      return ages.isEmpty() || ages.contains(band);
    }
    if (band.equals(ADULT_PRESUMED)) {
      return ages.isEmpty() || ages.contains(ADULT_PRESUMED) || ages.containsAll(ADULT);
    }
    if (MINOR.contains(band)) {
      return ages.contains(band);
    }
    // Uncertain, or a word nobody here knows: a child until the contrary is recorded.
    return ages.contains(MINOR_PRESUMED) || ages.containsAll(MINOR);
  }
}
