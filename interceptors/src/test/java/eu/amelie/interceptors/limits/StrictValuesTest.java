/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.assertKept;
import static eu.amelie.interceptors.limits.Bodies.json;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines 5, 10 and 18 of the hardening list, in JSON: what values may be. */
class StrictValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u0001", "\\u001f", "\\ud800", "\\udc00", "\\udc00\\ud800"})
  void hardening5NulControlCharactersAndLoneSurrogatesAreMalformed(String escape) {
    malformed(
        () -> json("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"a" + escape + "\"}]}"));
    malformed(() -> json("{\"resourceType\":\"Patient\",\"" + escape + "\":true}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\t\\r\\n", "\\ud83d\\udd4a", "\\u0099", "\\u2028", "\\/"})
  void hardening5WhatTextMayHoldIsKept(String escape) {
    assertKept("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"a" + escape + "\"}]}");
  }

  /**
   * NUL; overlong slash, overlong NUL; halves of surrogate pairs; beyond Unicode; cut off; Latin-1.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "09",
        "1F",
        "C0AF",
        "C080",
        "E080AF",
        "F08080AF",
        "EDA080",
        "EDB080",
        "F4908080",
        "F8888080",
        "FF",
        "80",
        "C3",
        "E282",
        "E9"
      })
  void hardening5BytesThatAreNotTextAreMalformed(String hex) {
    malformed(() -> json(named(HexFormat.of().parseHex(hex))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2F", "7E", "C3A9", "E282AC", "F09F958A", "F48FBFBD"})
  void hardening5BytesThatAreTextAreRead(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(((Patient) json(named(bytes))).getNameFirstRep().getText())
        .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void hardening5AByteOrderMarkBeforeJsonIsTolerated() {
    assertThat(json("\uFEFF{\"resourceType\":\"Patient\"}")).isInstanceOf(Patient.class);

    malformed(() -> json("\uFEFF\uFEFF{\"resourceType\":\"Patient\"}"));
    malformed(() -> json("{\uFEFF\"resourceType\":\"Patient\"}"));
    malformed(() -> json("\uFEFF"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
  void hardening5AnotherEncodingIsMalformed(String charset) {
    byte[] body = "{\"resourceType\":\"Patient\"}".getBytes(Charset.forName(charset));

    malformed(() -> json(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999",
        "10000-01-01",
        "1980-13",
        "1980-00",
        "1980-02-30",
        "1981-02-29",
        "1980-1-1",
        "80",
        "0000",
        "19800101",
        "1980-01-01T00:00:00Z",
        "1980-01-01 ",
        " 1980",
        "-1980",
        "١٩٨٠"
      })
  void hardening10ADateThatIsNoneIsMalformed(String date) {
    malformed(() -> json("{\"resourceType\":\"Patient\",\"birthDate\":\"" + date + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1980", "1980-12", "1980-02-29", "9999-12-31", "0001-01-01"})
  void hardening10ADateIsKept(String date) {
    assertKept("{\"resourceType\":\"Patient\",\"birthDate\":\"" + date + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T24:00:00Z",
        "2026-03-01T10:60:00Z",
        "2026-03-01T10:00:61Z",
        "2026-03-01T10:00Z",
        "2026-03-01T10:00:00",
        "2026-03-01T10:00:00+15:00",
        "2026-03-01T10:00:00+1:00",
        "2026-03-01t10:00:00z",
        "2026-03-01 10:00:00Z",
        "2026-03T10",
        "2026-02-30T10:00:00Z",
        "2026-03-01T10:00:00.Z",
        "2026-03-01T10:00:00.0123456789Z"
      })
  void hardening10ATimeThatIsNoneIsMalformed(String time) {
    malformed(() -> json(observed(time)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026",
        "2026-03",
        "2026-03-01",
        "2026-03-01T00:00:00Z",
        "2026-03-01T23:59:60Z",
        "2026-03-01T10:00:00.1+14:00",
        "2026-03-01T10:00:00.123456789-13:59"
      })
  void hardening10ATimeIsKept(String time) {
    assertKept(observed(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "1E400",
        "-1e400",
        "1e-400",
        "1e99999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "123456789012345678901234567890123456789012345678901234567890",
        "0.123456789012345678901234567890123456789012345678901234567890",
        "12345678901234567890123456789012345",
        "1e34",
        ".5",
        "5.",
        "1e",
        "--1",
        "\"1.0\"",
        "1_0"
      })
  void hardening10ANumberThatNobodyCanCarryIsMalformed(String number) {
    malformed(() -> json(measured(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.5",
        "1.50",
        "100",
        "0.000001",
        "123456789012345678",
        "1234567890.123456789",
        "1234567890123456789012345678901234",
        "9007199254740993",
        "0.10"
      })
  void hardening10ANumberKeepsItsDigits(String number) {
    Observation read = (Observation) json(measured(number));

    assertThat(read.getValueQuantity().getValueElement().getValueAsString()).isEqualTo(number);
    assertKept(measured(number));
  }

  @ParameterizedTest
  @CsvSource({"1e2,100", "1.5E+1,15", "25e-1,2.5", "1e33,1000000000000000000000000000000000"})
  void hardening10ANumberWithAnExponentKeepsItsValue(String number, String written) {
    Observation read = (Observation) json(measured(number));

    assertThat(read.getValueQuantity().getValue()).isEqualByComparingTo(written);
  }

  @Test
  void hardening10AMegabyteOfDigitsIsMalformed() {
    malformed(() -> json(measured("1".repeat(2_000_000))));
    malformed(() -> json(measured("0." + "1".repeat(2_000_000))));
    malformed(() -> json(measured("1e" + "1".repeat(2_000_000))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\r\\nb", "a\\nb", "a\\tb", "a ", " a", "a  b", "a\\u0085b", "a\\u00a0b"})
  void hardening18ACodeWithLineBreaksIsMalformed(String code) {
    malformed(() -> json(coded("code", code)));

    assertKept(coded("code", "a b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a\\r\\nb", "urn:a\\nb", "a b", "\\ta", "a\\u0085", "a\\u2028"})
  void hardening18AUrlWithLineBreaksIsMalformed(String url) {
    malformed(() -> json(coded("system", url)));
    malformed(() -> json("{\"resourceType\":\"Patient\",\"implicitRules\":\"" + url + "\"}"));

    assertKept(coded("system", "urn:a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\r\\nSet-Cookie:b", "a\\n", "a b", "a/b", "", "../a", "urn:uuid:a", "é"})
  void hardening18AnIdWithLineBreaksIsMalformed(String id) {
    malformed(() -> json("{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}"));
    malformed(() -> json("{\"resourceType\":\"Patient\",\"id\":\"" + "a".repeat(65) + "\"}"));

    assertKept("{\"resourceType\":\"Patient\",\"id\":\"" + "a.-Z9".repeat(12) + "\"}");
  }

  private static byte[] named(byte[] name) {
    byte[] head =
        "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"".getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\"}]}".getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[head.length + name.length + tail.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(name, 0, body, head.length, name.length);
    System.arraycopy(tail, 0, body, head.length + name.length, tail.length);
    return body;
  }

  private static String observed(String time) {
    return "{\"resourceType\":\"Observation\",\"effectiveDateTime\":\"" + time + "\"}";
  }

  private static String measured(String number) {
    return "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":" + number + "}}";
  }

  private static String coded(String name, String value) {
    return "{\"resourceType\":\"Observation\",\"code\":{\"coding\":[{\""
        + name
        + "\":\""
        + value
        + "\"}]}}";
  }
}
