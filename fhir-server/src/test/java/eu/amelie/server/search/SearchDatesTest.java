/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.SearchValue.Moment;
import eu.amelie.interceptors.access.SearchValue.Moment.Prefix;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchDatesTest {
  @ParameterizedTest
  @CsvSource({
    "GE, 2026-11-26T10:11:12Z, GE, 2026-11-26T10:10:00Z",
    "GT, 2026-11-26T10:11:59.999Z, GE, 2026-11-26T10:10:00Z",
    "GE, 2026-12-01T00:00:12, GE, 2026-11-30T23:59:00",
    "GE, 2026-11-26T10:11Z, GE, 2026-11-26T10:10:00Z",
    "SA, 2026-11-26T10:11:12+01:00, GE, 2026-11-26T10:10:00+01:00",
    "LT, 2026-11-26T10:11:12Z, LT, 2026-11-26T10:11:00Z",
    "LE, 2026-11-26T10:11:12Z, LT, 2026-11-26T10:11:00Z",
    "EB, 2026-11-26T10:11:12Z, LT, 2026-11-26T10:11:00Z",
    "EQ, 2026-11-26T10:11:12Z, EQ, 2026-11-26T10:11Z"
  })
  void aTimeToTheSecondBecomesItsMinute(Prefix prefix, String text, Prefix then, String minute) {
    assertThat(SearchDates.toTheMinute(List.of(new Moment(prefix, text))))
        .containsExactly(new Moment(then, minute));
  }

  @ParameterizedTest
  @CsvSource({
    "GE, 2026-11-26T10:11:12.345Z, GE, 2026-11-26T10:11:12Z",
    "GT, 2026-11-26T11:11:12.345+01:00, GE, 2026-11-26T10:11:12Z",
    "GT, 2026-11-26T10:11:12Z, GE, 2026-11-26T10:11:12Z",
    "GE, 2026-11-26T10:11:12Z, GE, 2026-11-26T10:11:12Z",
    "GT, 2026-11-26T10:11:11Z, GT, 2026-11-26T10:11:11Z",
    "GT, 2026-11-27, GE, 2026-11-26T10:11:12Z",
    "GE, 2026-11-26, GE, 2026-11-26",
    "GE, 2026-11-26T10:11:11Z, GE, 2026-11-26T10:11:11Z",
    "LT, 2026-11-26T10:11:12.345Z, LT, 2026-11-26T10:11:12.345Z"
  })
  void aLowerBoundReachesBackAsFarAsItHasToAndNoOther(
      Prefix prefix, String text, Prefix then, String reached) {
    Instant stored = Instant.parse("2026-11-26T10:11:12Z");
    assertThat(
            SearchDates.reachingBack(
                List.of(new Moment(prefix, text)),
                bound -> stored.isBefore(bound) ? stored : bound,
                stored::equals))
        .containsExactly(new Moment(then, reached));
  }

  @ParameterizedTest
  @CsvSource({"GE, 2026-11-26", "LT, 2026-11", "EQ, 2026", "LE, 2026-11-26T10:11Z"})
  void whatIsCoarserStaysAsItIs(Prefix prefix, String text) {
    Moment moment = new Moment(prefix, text);
    assertThat(SearchDates.toTheMinute(List.of(moment))).containsExactly(moment);
  }

  @ParameterizedTest
  @CsvSource({
    "GE, 2026-12-01T14:00:00Z, GE, 2026-12-01",
    "GT, 2026-12-01T14:00Z, GE, 2026-12-01",
    "SA, 2026-12-01T14:00:00.5Z, GE, 2026-12-01",
    "LT, 2026-12-01T14:00:00Z, LE, 2026-12-01",
    "EB, 2026-12-01T14:00:00Z, LE, 2026-12-01",
    "LE, 2026-12-01T14:00:00Z, LE, 2026-12-01",
    "EQ, 2026-12-01T14:00:00Z, EQ, 2026-12-01",
    "LT, 2026-12-01T00:00:00Z, LT, 2026-12-01",
    "GE, 2026-12-01T00:30:00+02:00, GE, 2026-11-30",
    "LT, 2026-12-01T14:00, LE, 2026-12-01",
    "GT, 2026-12-01, GT, 2026-12-01",
    "LT, 2026-12, LT, 2026-12"
  })
  void aDateOfARecordIsComparedByItsDay(Prefix prefix, String text, Prefix then, String day) {
    assertThat(SearchDates.onDays(new Moment(prefix, text))).isEqualTo(new Moment(then, day));
  }
}
