/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.interceptors.access.Presentation.Summary;
import eu.amelie.interceptors.access.SearchRequest.TotalMode;
import eu.amelie.interceptors.access.SearchValue.Id;
import eu.amelie.interceptors.access.SearchValue.Moment;
import eu.amelie.interceptors.access.SearchValue.Moment.Prefix;
import eu.amelie.interceptors.access.SearchValue.Reference;
import eu.amelie.interceptors.access.SearchValue.Token;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateSearchTest {

  @Test
  void anAdmittedSearchSaysOfEachParameterWhatItsValuesAre() {
    SearchRequest search =
        Calls.search(
            Role.REFERRER,
            "GET /Task?_id=a,b&patient=Patient/p&focus=f&owner=Organization/shelter-be"
                + "&status=requested,accepted&identifier=urn:fictional%7C1");

    assertThat(search.type()).isEqualTo("Task");
    assertThat(search.params())
        .containsExactly(
            new SearchParam("_id", ParameterKind.CASE_ID, List.of(new Id("a"), new Id("b"))),
            new SearchParam(
                "patient", ParameterKind.CASE_REFERENCE, List.of(new Reference("Patient", "p"))),
            new SearchParam(
                "focus",
                ParameterKind.CASE_REFERENCE,
                List.of(new Reference("ServiceRequest", "f"))),
            new SearchParam(
                "owner",
                ParameterKind.DIRECTORY_REFERENCE,
                List.of(new Reference("Organization", "shelter-be"))),
            new SearchParam(
                "status", ParameterKind.TOKEN, List.of(code("requested"), code("accepted"))),
            new SearchParam(
                "identifier",
                ParameterKind.IDENTIFIER,
                List.of(new Token(Optional.of("urn:fictional"), Optional.of("1")))));
  }

  @Test
  void aRepeatedParameterStaysTwoConditions() {
    SearchRequest search =
        Calls.search(Role.SUPPORT, "GET /Observation?date=ge2026-01-01&date=lt2026-02&patient=a");

    assertThat(search.params())
        .extracting(SearchParam::name)
        .containsExactly("date", "date", "patient");
    assertThat(search.params().get(0).values())
        .containsExactly(new Moment(Prefix.GE, "2026-01-01"));
    assertThat(search.params().get(1).values()).containsExactly(new Moment(Prefix.LT, "2026-02"));
  }

  @Test
  void tokensKeepTheDifferenceBetweenAnySystemAndNone() {
    assertThat(token("x")).isEqualTo(code("x"));
    assertThat(token("%7Cx")).isEqualTo(new Token(Optional.of(""), Optional.of("x")));
    assertThat(token("s%7C")).isEqualTo(new Token(Optional.of("s"), Optional.empty()));
    assertThat(token("s%7Ca%5C%2Cb")).isEqualTo(new Token(Optional.of("s"), Optional.of("a,b")));
    assertThat(token("a%5C%7Cb")).isEqualTo(code("a|b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /Task?status=a%7Cb%7Cc",
        "GET /Task?status=%7C",
        "GET /Task?status=a,,b",
        "GET /Task?status=a,",
        "GET /Task?status=a%5Cx",
        "GET /Task?status=a%5C",
        "GET /Task?patient=Organization/a",
        "GET /Task?patient=Patient/a/_history/1",
        "GET /Task?patient=http://evil.example/Patient/a",
        "GET /Task?patient=urn:uuid:a",
        "GET /Task?owner=Patient/a",
        "GET /Patient?_id=a_b",
        "GET /Patient?_id=Patient/a"
      })
  void aValueThatDoesNotFitItsKindIs400(String line) {
    Calls.assertRefused(Calls.check(Role.SUPPORT, line), ErrorCode.MALFORMED, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999",
        "2026-13",
        "2026-00",
        "2026-02-30",
        "0000",
        "2026-01-01T25:00:00Z",
        "2026-1-1",
        "2026-01-01T10",
        "2026-01-01T10:00:00+99:00",
        "1e400",
        "yesterday",
        "2026-01-01T10:00:61Z",
        "ge",
        "20260101"
      })
  void hardening10ADateOffTheCalendarIs400(String date) {
    String line = "GET /Observation?date=" + date.replace("+", "%2B");
    Calls.assertRefused(Calls.check(Role.SUPPORT, line), ErrorCode.MALFORMED, line);
    String updated = "GET /Task?_lastUpdated=" + date.replace("+", "%2B");
    Calls.assertRefused(Calls.check(Role.SUPPORT, updated), ErrorCode.MALFORMED, updated);
  }

  @ParameterizedTest
  @CsvSource({
    "2026, EQ, 2026",
    "eq2026-02, EQ, 2026-02",
    "ne2026-02-28, NE, 2026-02-28",
    "gt2024-02-29, GT, 2024-02-29",
    "lt2026-01-01T10:00, LT, 2026-01-01T10:00",
    "ge2026-01-01T10:00:00Z, GE, 2026-01-01T10:00:00Z",
    "le2026-01-01T10:00:00.123%2B01:00, LE, 2026-01-01T10:00:00.123+01:00",
    "sa2026, SA, 2026",
    "eb2026, EB, 2026",
    "ap2026, AP, 2026"
  })
  void datesOfEveryPrecisionAndPrefixAreRead(String date, Prefix prefix, String text) {
    assertThat(Calls.search(Role.SUPPORT, "GET /Task?_lastUpdated=" + date).lastUpdated())
        .containsExactly(new Moment(prefix, text));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0, 0",
    "200, 200",
    "201, 200",
    "1000000000, 200",
    "99999999999999999999, 200",
    "0007, 7",
    "000000000000000000, 0"
  })
  void hardening8ACountIsClampedToTwoHundred(String asked, int count) {
    assertThat(Calls.search(Role.SUPPORT, "GET /Task?_count=" + asked).count()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "1.5", "%2B5", "1e3", "0x10", "٣", "1,2"})
  void hardening8ACountThatIsNoNumberIs400(String asked) {
    String line = "GET /Task?_count=" + asked.replace("٣", "%D9%A3");
    Calls.assertRefused(Calls.check(Role.SUPPORT, line), ErrorCode.MALFORMED, line);
  }

  @Test
  void b9ACountOfZeroAndASummaryCountAskForTheTotalOnly() {
    assertThat(Calls.search(Role.SUPPORT, "GET /Task?_count=0").countOnly()).isTrue();
    assertThat(Calls.search(Role.SUPPORT, "GET /Task?_summary=count").countOnly()).isTrue();
    assertThat(Calls.search(Role.SUPPORT, "GET /Task?_count=1").countOnly()).isFalse();
    assertThat(Calls.search(Role.SUPPORT, "GET /Task").count())
        .isEqualTo(Presentation.DEFAULT_COUNT);
  }

  @Test
  void totalsSummariesAndFormatsAreReadFromTheirCodes() {
    SearchRequest search =
        Calls.search(
            Role.SUPPORT,
            "GET /Task?_total=accurate&_summary=true&_format=application/fhir+xml&_pretty=true");

    assertThat(search.total()).contains(TotalMode.ACCURATE);
    assertThat(search.presentation().summary()).isEqualTo(Summary.TRUE);
    assertThat(search.presentation().format()).contains(Format.XML);
    assertThat(search.presentation().pretty()).isTrue();
    assertThat(Calls.search(Role.SUPPORT, "GET /Task").total()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_total=all",
        "_total=ACCURATE",
        "_summary=everything",
        "_summary=",
        "_format=html",
        "_format=text/turtle",
        "_pretty=1",
        "_elements=name,",
        "_elements=name.given(x)",
        "_elements=a%20b"
      })
  void aControlOffItsCodesIs400(String control) {
    Reading reading = Calls.read("GET /Task?" + control);
    if (reading instanceof Reading.Understood understood) {
      Calls.assertRefused(
          Calls.GATE.check(Calls.caller(Role.SUPPORT), understood.call()),
          ErrorCode.MALFORMED,
          control);
    } else {
      assertThat(((Reading.Rejected) reading).code()).isEqualTo(ErrorCode.MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_count=1&_count=2",
        "_total=none&_total=none",
        "_summary=true&_summary=text",
        "_elements=id&_elements=status",
        "_format=json&_format=xml",
        "_pretty=true&_pretty=true",
        "_sort=_lastUpdated&_sort=-_lastUpdated"
      })
  void aControlOfOneValueSentTwiceIs400(String controls) {
    String line = "GET /Task?" + controls;
    Calls.assertRefused(Calls.check(Role.SUPPORT, line), ErrorCode.MALFORMED, line);
  }

  @Test
  void aSummaryCountIsForSearchesOnly() {
    String read = "GET /Task/a?_summary=count";
    Calls.assertRefused(Calls.check(Role.SUPPORT, read), ErrorCode.MALFORMED, read);
    Calls.assertAdmitted(Calls.check(Role.SUPPORT, "GET /Task/a?_summary=true"), "read");
  }

  @Test
  void aWriteTakesNoSearchParameterAndNoSubset() {
    for (String query : new String[] {"status=x", "_elements=id", "_count=1", "_summary=true"}) {
      String line = "PUT /Task/a?" + query;
      Calls.assertRefused(Calls.check(Role.SUPPORT, line), ErrorCode.NOT_IN_CONTRACT, line);
    }
    Calls.assertAdmitted(Calls.check(Role.SUPPORT, "PUT /Task/a?_format=json"), "format");
  }

  @Test
  void theContractIsHeldAgainstACallBeforeItsValuesAre() {
    String both = "GET /Task?_count=abc&_has=x";
    Calls.assertRefused(Calls.check(Role.SUPPORT, both), ErrorCode.NOT_IN_CONTRACT, both);
  }

  @Test
  void aSearchValuePrintsNothingOfItself() {
    SearchRequest search =
        Calls.search(Role.REFERRER, "GET /Patient?identifier=Fictional-1&_id=fictional");

    assertThat(search.toString()).contains("identifier").doesNotContainIgnoringCase("fictional");
  }

  private static SearchValue token(String value) {
    return Calls.search(Role.SUPPORT, "GET /Task?status=" + value).params().get(0).values().get(0);
  }

  private static Token code(String code) {
    return new Token(Optional.empty(), Optional.of(code));
  }
}
