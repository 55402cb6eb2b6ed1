/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For how long a case is kept once nothing is going on in it. Guaranteed: nobody's case is erased
 * before its custodian has known that for as long as the notice says. Times are whole days of 24
 * hours.
 *
 * @param countries by ISO 3166-1 alpha-2 code of the custodian's country
 * @param elsewhere where that does not say
 * @param notice how long before the erasure its custodian is told
 */
public record CaseRetention(Map<String, Duration> countries, Duration elsewhere, Duration notice) {

  public CaseRetention {
    countries = Map.copyOf(countries);
    boolean faulty =
        notice.isNegative()
            || Stream.concat(countries.values().stream(), Stream.of(elsewhere))
                .anyMatch(period -> period.compareTo(notice) <= 0);
    if (faulty) {
      throw new IllegalArgumentException("A case is kept for longer than the notice.");
    }
  }

  /** When a case may be announced that has rested since then. */
  public Instant announced(Optional<String> country, Instant since) {
    return due(country, since).minus(notice);
  }

  /** When it is due to be erased, where that was announced in time. */
  public Instant due(Optional<String> country, Instant since) {
    return since.plus(
        country.map(code -> countries.getOrDefault(code, elsewhere)).orElse(elsewhere));
  }

  /** When it is erased: no earlier than it is due, and the notice after it was announced. */
  public Instant erased(Optional<String> country, Instant since, Instant announced) {
    Instant due = due(country, since);
    Instant known = announced.plus(notice);
    return known.isAfter(due) ? known : due;
  }

  /** Nothing that has rested for less is looked at. */
  public Duration shortest() {
    return Stream.concat(countries.values().stream(), Stream.of(elsewhere))
        .min(Duration::compareTo)
        .orElseThrow()
        .minus(notice);
  }
}
