/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.minority;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * When somebody was born, as far as that is known: some day from the first to the last.
 *
 * <p>A day of majority is the first one that is 18 years after the birth, so that who was born on
 * 29 February comes of age on 1 March (the reading of {@code birthDate <= today() - 18 years}).
 */
record Birth(LocalDate first, LocalDate last) {
  private static final int MAJORITY = 18;
  private static final int YEAR = 4;
  private static final int MONTH = 7;
  private static final int DAY = 10;

  /**
   * @param date a FHIR date of any precision, or null
   */
  static Optional<Birth> of(String date) {
    if (date == null) {
      return Optional.empty();
    }
    return switch (date.length()) {
      case YEAR -> Optional.of(ofYear(Integer.parseInt(date)));
      case MONTH -> {
        YearMonth month = YearMonth.parse(date);
        yield Optional.of(new Birth(month.atDay(1), month.atEndOfMonth()));
      }
      case DAY -> Optional.of(new Birth(LocalDate.parse(date), LocalDate.parse(date)));
      default -> Optional.empty();
    };
  }

  static Birth ofYear(int year) {
    return new Birth(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
  }

  boolean isCertainlyUnderAge(LocalDate today) {
    return first.isAfter(today.minusYears(MAJORITY));
  }

  boolean isCertainlyOfAge(LocalDate today) {
    return !last.isAfter(today.minusYears(MAJORITY));
  }

  /** The first day on which a person of this year can be of age. */
  LocalDate beginOfEighteenthYear() {
    return LocalDate.of(first.getYear() + MAJORITY, 1, 1);
  }
}
