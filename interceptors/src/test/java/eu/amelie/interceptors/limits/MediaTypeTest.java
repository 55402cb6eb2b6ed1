/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.READER;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
  private static final byte[] JSON = bytes("{\"resourceType\":\"Patient\"}");
  private static final byte[] XML = bytes("<Patient xmlns=\"http://hl7.org/fhir\"/>");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/fhir+json",
        "application/json",
        "APPLICATION/FHIR+JSON",
        "application/fhir+json;charset=utf-8",
        "application/fhir+json ; Charset=\"UTF-8\" ",
        "application/fhir+json; fhirVersion=4.0",
        "application/fhir+json; fhirVersion=4.0.1",
        "application/fhir+json; charset=utf-8; fhirVersion=4.0; q=1",
        "application/json;"
      })
  void jsonIsReadAsJson(String type) {
    assertThat(READER.read(new ByteArrayInputStream(JSON), type, null)).isInstanceOf(Patient.class);
    malformed(() -> READER.read(new ByteArrayInputStream(XML), type, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/fhir+xml",
        "application/xml",
        "text/xml",
        "text/xml;charset=utf-8",
        "application/fhir+xml; fhirVersion=4.0"
      })
  void xmlIsReadAsXml(String type) {
    assertThat(READER.read(new ByteArrayInputStream(XML), type, null)).isInstanceOf(Patient.class);
    malformed(() -> READER.read(new ByteArrayInputStream(JSON), type, null));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "*/*",
        "text/json",
        "text/plain",
        "application/fhir+turtle",
        "application/x-ndjson",
        "application/json-patch+json",
        "application/x-www-form-urlencoded",
        "application",
        "multipart/form-data; boundary=a",
        "application/fhir+json, application/fhir+xml",
        "application/fhir+json;charset=iso-8859-1",
        "application/fhir+json;charset=utf-16",
        "application/fhir+json;charset",
        "application/fhir+json;charset=utf-8;charset=utf-8",
        "application/fhir+json;fhirVersion=3.0",
        "application/fhir+json;fhirVersion=5.0",
        "application/fhir+json charset=utf-8",
        "Ñeedle/Ñeedle"
      })
  void anythingElseIsMalformedAndNamesWhatIsTaken(String type) {
    var refusal = malformed(() -> READER.read(new ByteArrayInputStream(JSON), type, null));

    assertThat(refusal.issues().get(0).message()).isEqualTo(MediaType.RESOURCES);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"identity", " Identity "})
  void aBodyMayComeAsItIs(String encoding) {
    assertThat(READER.read(new ByteArrayInputStream(JSON), Bodies.JSON, encoding))
        .isInstanceOf(Patient.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
  void aBodyMayComeWithGzip(String encoding) {
    byte[] body = Bodies.gzip(JSON);

    assertThat(READER.read(new ByteArrayInputStream(body), Bodies.JSON, encoding))
        .isInstanceOf(Patient.class);
    malformed(() -> READER.read(new ByteArrayInputStream(JSON), Bodies.JSON, encoding));
    malformed(() -> READER.read(new ByteArrayInputStream(body), Bodies.JSON, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflate", "br", "zstd", "compress", "gzip, gzip", "gzip,br", "Ñeedle"})
  void anotherEncodingIsMalformed(String encoding) {
    malformed(() -> READER.read(new ByteArrayInputStream(JSON), Bodies.JSON, encoding));
  }

  @Test
  void noBodyIsMalformed() {
    malformed(() -> READER.read(null, Bodies.JSON, null));
    malformed(() -> READER.read(new ByteArrayInputStream(new byte[0]), Bodies.JSON, null));
    malformed(() -> READER.read(new ByteArrayInputStream(new byte[0]), Bodies.XML, null));
    malformed(() -> READER.read(new ByteArrayInputStream(new byte[0]), Bodies.JSON, "gzip"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
