/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.search;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;
import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import eu.amelie.interceptors.access.SearchValue.Moment;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates of a search. Bounds of {@code _lastUpdated} are one range: the store knows no other form.
 */
final class SearchDates {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
  private static final Pattern EXACT =
      Pattern.compile(
          "(?<minute>.{10}T[0-9]{2}:[0-9]{2})(?<second>:[0-9]{2}(\\.[0-9]+)?)?(?<zone>.*)");

  /** For longer than any change takes from the time that it bears until it can be read. */
  private static final Duration STORING = Duration.ofMinutes(1);

  private static final int YEAR_LENGTH = 4;
  private static final int MONTH_LENGTH = 7;
  private static final int DAY_LENGTH = 10;
  private static final int MONTHS = 12;
  private static final Set<Moment.Prefix> LISTED =
      Set.of(
          Moment.Prefix.EQ,
          Moment.Prefix.GE,
          Moment.Prefix.GT,
          Moment.Prefix.SA,
          Moment.Prefix.LE,
          Moment.Prefix.LT,
          Moment.Prefix.EB);

  private static final Set<Moment.Prefix> BEGINNING =
      Set.of(Moment.Prefix.GE, Moment.Prefix.GT, Moment.Prefix.SA);

  private SearchDates() {}

  /** As the store reads it from an address, prefix included. */
  static DateParam param(Moment moment) {
    if (!LISTED.contains(moment.prefix())) {
      throw ExchangeException.at(
          ErrorCode.NOT_IN_CONTRACT, null, "This search prefix is not in your role's contract.");
    }
    return new DateParam(moment.prefix().name().toLowerCase(Locale.ROOT) + day(moment));
  }

  /** HAPI compares a year or month as something before its first day: give it the day it means. */
  private static String day(Moment moment) {
    String text = moment.text();
    boolean partial = text.length() == YEAR_LENGTH || text.length() == MONTH_LENGTH;
    if (!partial || moment.prefix() == Moment.Prefix.EQ) {
      return text;
    }
    boolean year = text.length() == YEAR_LENGTH;
    YearMonth first = year ? Year.parse(text).atMonth(1) : YearMonth.parse(text);
    YearMonth last = year ? Year.parse(text).atMonth(MONTHS) : first;
    return switch (moment.prefix()) {
      case GT, SA, LE -> last.atEndOfMonth().toString();
      default -> first.atDay(1).toString();
    };
  }

  /**
   * Bounds of whole minutes: whoever narrows a search again and again learns of a time the minute
   * and no more. Windows that meet still meet, and nothing falls between them: from a minute on
   * means from one minute earlier on, since what bears a time then may be readable only now.
   */
  static List<Moment> toTheMinute(List<Moment> moments) {
    return moments.stream().map(SearchDates::toTheMinute).toList();
  }

  private static Moment toTheMinute(Moment moment) {
    Matcher exact = EXACT.matcher(moment.text());
    if (!exact.matches()) {
      return moment;
    }
    String minute = exact.group("minute");
    String zone = exact.group("zone");
    if (exact.group("second") == null && !BEGINNING.contains(moment.prefix())) {
      return moment;
    }
    return switch (moment.prefix()) {
      case GE, GT, SA -> new Moment(Moment.Prefix.GE, earlier(minute + ":00", zone));
      case LE, LT, EB -> new Moment(Moment.Prefix.LT, minute + ":00" + zone);
      default -> new Moment(moment.prefix(), minute + zone);
    };
  }

  private static String earlier(String time, String zone) {
    return zone.isEmpty()
        ? ISO_LOCAL_DATE_TIME.format(LocalDateTime.parse(time).minus(STORING))
        : ISO_OFFSET_DATE_TIME.format(OffsetDateTime.parse(time + zone).minus(STORING));
  }

  /**
   * With lower bounds as early as they have to be for something not to be missed.
   *
   * @param since of a moment, itself or an earlier one
   * @param several whether more than one change bears a time, of which some may have been missed
   */
  static List<Moment> reachingBack(
      List<Moment> moments, UnaryOperator<Instant> since, Predicate<Instant> several) {
    return moments.stream()
        .map(
            moment ->
                BEGINNING.contains(moment.prefix()) ? reachingBack(moment, since, several) : moment)
        .toList();
  }

  private static Moment reachingBack(
      Moment moment, UnaryOperator<Instant> since, Predicate<Instant> several) {
    Matcher exact = EXACT.matcher(moment.text());
    boolean toTheSecond = exact.matches() && exact.group("second") != null;
    Instant bound =
        toTheSecond ? param(moment).getValue().toInstant() : from(range(List.of(moment)));
    Instant from = since.apply(bound);
    boolean earlier =
        from.isBefore(bound)
            || (toTheSecond && moment.prefix() != Moment.Prefix.GE && several.test(bound));
    return earlier ? new Moment(Moment.Prefix.GE, from.toString()) : moment;
  }

  /**
   * The same by whole days of UTC: of a time the record holds its day, so that anything narrower
   * would miss what is meant. What is found besides is the day's.
   */
  static Moment onDays(Moment moment) {
    if (moment.text().length() <= DAY_LENGTH) {
      return moment;
    }
    Optional<OffsetDateTime> time = utc(moment.text());
    String day =
        time.map(utc -> utc.toLocalDate().toString())
            .orElseGet(() -> moment.text().substring(0, DAY_LENGTH));
    boolean begins = time.filter(utc -> utc.toLocalTime().equals(LocalTime.MIDNIGHT)).isPresent();
    return switch (moment.prefix()) {
      case GT, SA -> new Moment(Moment.Prefix.GE, day);
      case LT, EB -> new Moment(begins ? Moment.Prefix.LT : Moment.Prefix.LE, day);
      default -> new Moment(moment.prefix(), day);
    };
  }

  private static Optional<OffsetDateTime> utc(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static DateRangeParam range(List<Moment> moments) {
    DateRangeParam range = new DateRangeParam();
    for (Moment moment : new LinkedHashSet<>(moments)) {
      DateParam param = param(moment);
      switch (moment.prefix()) {
        case GE, GT, SA -> {
          requireFree(range.getLowerBound());
          range.setLowerBound(param);
        }
        case LE, LT, EB -> {
          requireFree(range.getUpperBound());
          range.setUpperBound(param);
        }
        default -> {
          requireFree(range.getLowerBound());
          requireFree(range.getUpperBound());
          range = new DateRangeParam(param);
        }
      }
    }
    return range;
  }

  private static void requireFree(DateParam bound) {
    if (bound != null) {
      throw ExchangeException.at(
          ErrorCode.MALFORMED, null, "_lastUpdated has one lower and one upper bound.");
    }
  }

  static Instant from(DateRangeParam range) {
    Date bound = range.getLowerBoundAsInstant();
    return bound == null ? FIRST : bound.toInstant();
  }

  static Instant to(DateRangeParam range) {
    Date bound = range.getUpperBoundAsInstant();
    return bound == null ? LAST : bound.toInstant();
  }
}
