/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Optional;

/** A calendar quarter, in UTC days: the only kind of period that is reported. */
public record Quarter(LocalDate first) {
  private static final int MONTHS = 3;
  private static final int CENTURY = 2000;

  public Quarter {
    if (first.getDayOfMonth() != 1 || first.getMonthValue() % MONTHS != 1) {
      throw new IllegalArgumentException("A quarter begins in January, April, July or October.");
    }
  }

  /** Empty where these are not the first and the last day of one of this century. */
  public static Optional<Quarter> between(LocalDate start, LocalDate end) {
    return start.getYear() >= CENTURY
            && start.getDayOfMonth() == 1
            && start.getMonthValue() % MONTHS == 1
            && end.equals(start.plusMonths(MONTHS).minusDays(1))
        ? Optional.of(new Quarter(start))
        : Optional.empty();
  }

  public LocalDate last() {
    return first.plusMonths(MONTHS).minusDays(1);
  }

  public Instant start() {
    return first.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The instant after its last one. */
  public Instant end() {
    return first.plusMonths(MONTHS).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Whether it is over and has come to rest.
   *
   * @param settling how long after its end what became of its referrals is waited for
   */
  public boolean isClosed(Instant now, Duration settling) {
    return !now.isBefore(end().plus(settling));
  }

  /** Such as {@code 2026-Q4}. */
  public String code() {
    return first.getYear() + "-Q" + first.get(IsoFields.QUARTER_OF_YEAR);
  }
}
