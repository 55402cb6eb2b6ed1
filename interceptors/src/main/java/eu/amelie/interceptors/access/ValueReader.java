/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.access.SearchValue.Moment;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of one search parameter by its kind. */
final class ValueReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
  private static final Pattern MOMENT =
      Pattern.compile(
          "(?<prefix>[a-z]{2})?(?<year>[0-9]{4})(?:-(?<month>[0-9]{2})(?:-(?<day>[0-9]{2})"
              + "(?:T(?<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)"
              + "(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?");

  private ValueReader() {}

  static SearchParam read(CompiledContract.ParameterRule rule, String value) {
    List<SearchValue> values = OrList.split(value).stream().map(part -> value(rule, part)).toList();
    return new SearchParam(rule.name(), rule.kind(), values);
  }

  private static SearchValue value(CompiledContract.ParameterRule rule, String part) {
    if (part.isBlank()) {
      throw malformed();
    }
    return switch (rule.kind()) {
      case CASE_ID -> new SearchValue.Id(id(OrList.unescape(part)));
      case CASE_REFERENCE, DIRECTORY_REFERENCE -> reference(rule.target().orElseThrow(), part);
      case IDENTIFIER, TOKEN -> token(part);
      case DATE -> moment(part);
    };
  }

  private static SearchValue.Reference reference(String target, String part) {
    String plain = OrList.unescape(part);
    int slash = plain.indexOf('/');
    if (slash >= 0 && !plain.substring(0, slash).equals(target)) {
      throw Rejection.malformed("A search reference is an id, or type/id of the type in question.");
    }
    return new SearchValue.Reference(target, id(plain.substring(slash + 1)));
  }

  private static String id(String text) {
    if (!ID.matcher(text).matches()) {
      throw malformed();
    }
    return text;
  }

  private static SearchValue.Token token(String part) {
    List<String> sides = OrList.split(part, '|').stream().map(OrList::unescape).toList();
    if (sides.size() == 1) {
      return new SearchValue.Token(Optional.empty(), Optional.of(sides.get(0)));
    }
    boolean bare = sides.get(0).isEmpty() && sides.get(1).isEmpty();
    if (sides.size() > 2 || bare) {
      throw malformed();
    }
    return new SearchValue.Token(
        Optional.of(sides.get(0)), Optional.of(sides.get(1)).filter(code -> !code.isEmpty()));
  }

  static Moment moment(String part) {
    Matcher matcher = MOMENT.matcher(part);
    if (!matcher.matches()) {
      throw malformed();
    }
    Moment.Prefix prefix = prefix(matcher.group("prefix"));
    try {
      checkCalendar(matcher);
    } catch (DateTimeException e) {
      throw malformed();
    }
    int start = matcher.group("prefix") == null ? 0 : 2;
    return new Moment(prefix, part.substring(start));
  }

  private static Moment.Prefix prefix(String text) {
    if (text == null) {
      return Moment.Prefix.EQ;
    }
    try {
      return Moment.Prefix.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Rejection.of(
          ErrorCode.NOT_IN_CONTRACT, "This search prefix is not in your role's contract.");
    }
  }

  private static void checkCalendar(Matcher matcher) {
    int year = Integer.parseInt(matcher.group("year"));
    if (year == 0) {
      throw malformed();
    }
    if (matcher.group("month") != null) {
      YearMonth.of(year, Integer.parseInt(matcher.group("month")));
    }
    if (matcher.group("day") != null) {
      LocalDate.of(
          year, Integer.parseInt(matcher.group("month")), Integer.parseInt(matcher.group("day")));
    }
    if (matcher.group("time") != null) {
      LocalTime.parse(matcher.group("time"));
    }
    if (matcher.group("zone") != null) {
      ZoneOffset.of(matcher.group("zone"));
    }
  }

  private static Rejection malformed() {
    return Rejection.malformed("A search value cannot be read.");
  }
}
