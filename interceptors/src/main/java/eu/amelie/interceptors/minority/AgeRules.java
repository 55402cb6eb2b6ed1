/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Who counts as under 18 (consent.md, section 9; the invariant sc-bun-13 says the same of a
 * referral).
 *
 * <p>A birth date that proves that somebody is under 18 proves it against every code. Otherwise the
 * codes speak before the date: a date can be forged. One who was recorded as under 18 comes of age
 * by the date, unless the date contradicted the record on the day on which it was made. Codes that
 * are not known here count as not sure.
 */
final class AgeRules {
  private static final Set<String> ADULT_STATUS = Set.of("adult", "adult-presumed");
  private static final Set<String> ADULT_BANDS =
      Set.of("18-24", "25-34", "35-49", "50+", "adult-presumed");

  /** Recorded as under 18 for a fact, so that time alone ends it; a doubt is not ended by time. */
  private static final Set<String> UNDER_AGE_BANDS = Set.of("0-11", "12-14", "15-17");

  private AgeRules() {}

  static Standing standing(RecordedAge age, Optional<Birth> birth, LocalDate today) {
    if (birth.filter(date -> date.isCertainlyUnderAge(today)).isPresent()) {
      return Standing.MINOR;
    }
    if (age.status() != null) {
      return ADULT_STATUS.contains(age.status()) ? Standing.ADULT : underAge(age, birth, today);
    }
    if (age.band() != null && !ADULT_BANDS.contains(age.band())) {
      return underAge(age, birth, today);
    }
    if (birth.isPresent()) {
      return birth.get().isCertainlyOfAge(today) ? Standing.ADULT : Standing.MINOR;
    }
    return age.band() == null ? Standing.UNSTATED : Standing.ADULT;
  }

  private static Standing underAge(RecordedAge age, Optional<Birth> birth, LocalDate today) {
    boolean grown =
        comesOfAge(age) && birth.filter(date -> date.isCertainlyOfAge(today)).isPresent();
    return grown ? Standing.ADULT : Standing.MINOR;
  }

  /** Whether the birthday, once it comes, makes an adult of a person who counts as under 18. */
  static boolean comesOfAge(RecordedAge age) {
    return !age.contradicted() && !isDoubtful(age);
  }

  private static boolean isDoubtful(RecordedAge age) {
    if (age.status() != null) {
      return !age.status().equals("minor") && !ADULT_STATUS.contains(age.status());
    }
    return age.band() != null
        && !UNDER_AGE_BANDS.contains(age.band())
        && !ADULT_BANDS.contains(age.band());
  }
}
