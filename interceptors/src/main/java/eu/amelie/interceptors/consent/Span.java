/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;

/**
 * A stretch of time with inclusive bounds; an open end is {@link Instant#MIN} or {@link
 * Instant#MAX}. A partial date covers its whole day, month or year in UTC; a value to the second
 * covers that second.
 */
public record Span(Instant from, Instant to) {

  static Span of(BaseDateTimeType value) {
    Instant start = start(value);
    return new Span(start, end(value, start));
  }

  /** A bound without a value is open; whether that may be relied on, {@link #isUnderstood} says. */
  static Span of(Period period) {
    BaseDateTimeType start = period.getStartElement();
    BaseDateTimeType end = period.getEndElement();
    return new Span(
        start.hasValue() ? of(start).from() : Instant.MIN,
        end.hasValue() ? of(end).to() : Instant.MAX);
  }

  /**
   * False where a bound is there but has no value or cannot be placed, or where there is no bound
   * at all.
   */
  static boolean isUnderstood(Period period) {
    boolean start = period.getStartElement().hasValue();
    boolean end = period.getEndElement().hasValue();
    return (start || end)
        && start == period.hasStart()
        && end == period.hasEnd()
        && (!start || isPlaced(period.getStartElement()))
        && (!end || isPlaced(period.getEndElement()));
  }

  /** A time of day without an offset would mean another instant on every machine. */
  static boolean isPlaced(BaseDateTimeType value) {
    return switch (value.getPrecision()) {
      case YEAR, MONTH, DAY -> true;
      default -> value.getTimeZone() != null;
    };
  }

  boolean isInverted() {
    return to.isBefore(from);
  }

  boolean contains(Instant instant) {
    return !instant.isBefore(from) && !instant.isAfter(to);
  }

  boolean contains(Span other) {
    return !other.from.isBefore(from) && !other.to.isAfter(to);
  }

  boolean overlaps(Span other) {
    return !other.to.isBefore(from) && !other.from.isAfter(to);
  }

  private static Instant start(BaseDateTimeType value) {
    return switch (value.getPrecision()) {
      case YEAR, MONTH, DAY -> day(value).atStartOfDay(ZoneOffset.UTC).toInstant();
      default -> value.getValue().toInstant();
    };
  }

  private static Instant end(BaseDateTimeType value, Instant start) {
    Instant next =
        switch (value.getPrecision()) {
          case YEAR -> day(value).plusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant();
          case MONTH -> day(value).plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant();
          case DAY -> day(value).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
          case MINUTE -> start.plusSeconds(60);
          case SECOND -> start.plusSeconds(1);
          case MILLI -> start.plusMillis(1);
        };
    return next.minusNanos(1);
  }

  /** Read from the text: the parsed value of a partial date depends on the machine's time zone. */
  private static LocalDate day(BaseDateTimeType value) {
    String text = value.getValueAsString();
    TemporalPrecisionEnum precision = value.getPrecision();
    if (precision == TemporalPrecisionEnum.YEAR) {
      return LocalDate.of(Integer.parseInt(text), 1, 1);
    }
    return precision == TemporalPrecisionEnum.MONTH
        ? YearMonth.parse(text).atDay(1)
        : LocalDate.parse(text.substring(0, 10));
  }
}
