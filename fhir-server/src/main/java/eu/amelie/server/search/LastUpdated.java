/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.search;

import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import eu.amelie.interceptors.access.SearchValue.Moment;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Dates of a search. Bounds of {@code _lastUpdated} are one range: the store knows no other form.
 */
final class LastUpdated {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
  private static final Set<Moment.Prefix> LISTED =
      Set.of(
          Moment.Prefix.EQ,
          Moment.Prefix.GE,
          Moment.Prefix.GT,
          Moment.Prefix.SA,
          Moment.Prefix.LE,
          Moment.Prefix.LT,
          Moment.Prefix.EB);

  private LastUpdated() {}

  /** As the store reads it from an address, prefix included. */
  static DateParam param(Moment moment) {
    if (!LISTED.contains(moment.prefix())) {
      throw ExchangeException.at(
          ErrorCode.NOT_IN_CONTRACT, null, "This search prefix is not in your role's contract.");
    }
    return new DateParam(moment.prefix().name().toLowerCase(Locale.ROOT) + moment.text());
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
