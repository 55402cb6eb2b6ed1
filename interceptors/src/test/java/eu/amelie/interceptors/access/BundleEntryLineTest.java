/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleEntryLineTest {

  @Test
  void anEntryIsReadAsTheCallItStandsFor() {
    assertThat(entry("POST", "Patient").interaction()).isEqualTo(new Interaction.Create("Patient"));
    assertThat(entry("PUT", "Task/a").interaction()).isEqualTo(new Interaction.Update("Task", "a"));
    assertThat(entry("GET", "Task?status=requested").interaction())
        .isEqualTo(new Interaction.SearchOfType("Task", false));
    assertThat(entry("POST", "$evaluate-consent").interaction())
        .isInstanceOf(Interaction.Operation.class);
  }

  @Test
  void c4ConditionsOfAnEntryAreSurfacedLikeHeaders() {
    Conditions conditions =
        new Conditions(
            Optional.of("W/\"1\""), Optional.empty(), Optional.empty(), Optional.of("x=y"));

    assertThat(RequestLine.readEntry("PUT", "Task/a", conditions).orThrow().conditions())
        .isEqualTo(conditions);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "/Patient",
        "//evil.example/Patient",
        "http://evil.example/fhir/Patient",
        "https:Patient",
        "urn:uuid:7f2c1d1e-0000-4000-8000-000000000000",
        "?_page=x",
        "?identifier=x",
        "Patient#x",
        "Patient/a#x",
        "Patient/../Task",
        "Patient/..%2fTask",
        "Patient;x",
        "Patient/a\r\nX: y",
        "Patient/a b",
        "./Patient",
        "../Patient"
      })
  void hardening11AnEntryThatNamesMoreThanAPathBelowTheBaseIs400(String url) {
    Reading reading = RequestLine.readEntry("GET", url, Conditions.NONE);

    assertThat(reading).isInstanceOf(Reading.Rejected.class);
    assertThat(((Reading.Rejected) reading).code()).isEqualTo(ErrorCode.MALFORMED);
  }

  @Test
  void anEntryWithoutAMethodIs400AndWithATraceIs405() {
    assertThat(RequestLine.readEntry(null, "Patient", Conditions.NONE))
        .isInstanceOf(Reading.Rejected.class);
    assertThat(
            ((Reading.Rejected) RequestLine.readEntry("TRACE", "Patient/a", Conditions.NONE))
                .code())
        .isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
  }

  @Test
  void hardening18ALineBreakInAConditionOfAnEntryIs400() {
    Conditions conditions =
        new Conditions(Optional.of("a\nb"), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(RequestLine.readEntry("PUT", "Task/a", conditions))
        .isInstanceOf(Reading.Rejected.class);
  }

  private static FhirCall entry(String method, String url) {
    return RequestLine.readEntry(method, url, Conditions.NONE).orThrow();
  }
}
