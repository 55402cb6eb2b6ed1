/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static eu.amelie.interceptors.limits.Bodies.JSON;
import static eu.amelie.interceptors.limits.Bodies.READER;
import static eu.amelie.interceptors.limits.Bodies.gzip;
import static eu.amelie.interceptors.limits.Bodies.json;
import static eu.amelie.interceptors.limits.Bodies.malformed;
import static eu.amelie.interceptors.limits.Bodies.tooLarge;
import static eu.amelie.interceptors.limits.Bodies.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines 1 to 3 of the hardening list. */
class BodyLimitsTest {
  private static final int MEBI = 1024 * 1024;
  private static final String PATIENT = "{\"resourceType\":\"Patient\",\"active\":true}";

  @Test
  void theDefaultsAreThoseOfTheContract() {
    assertThat(BodyLimits.DEFAULT)
        .isEqualTo(new BodyLimits(8 * MEBI, MEBI, 3 * MEBI, 200, 50, 200_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201})
  void aDepthThatNoWalkCanTakeIsNoLimit(int depth) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BodyLimits(100, 100, 100, 100, depth, 100));
  }

  @Test
  void hardening1GzipThatInflatesBeyondTheLimitIs413() {
    byte[] bomb = gzip(padded(PATIENT, 64 * MEBI));
    assertThat(bomb.length).isLessThan(MEBI);
    AtomicLong read = new AtomicLong();

    tooLarge(() -> READER.read(counted(bomb, read), JSON, "gzip"));

    // A thousandth of the bytes that went in came out: the rest was never inflated.
    assertThat(read.get()).isLessThan(bomb.length / 4);
  }

  @Test
  void hardening1GzipThatStaysWithinTheLimitIsRead() {
    byte[] body = gzip(padded(PATIENT, 4 * MEBI));

    assertThat(READER.read(new ByteArrayInputStream(body), JSON, "gzip"))
        .isInstanceOf(Patient.class);
  }

  @Test
  void hardening1GzipThatIsLongAndHoldsNothingIs413() {
    byte[] member = gzip(new byte[0]);
    byte[] members = new byte[9 * MEBI / member.length * member.length];
    for (int at = 0; at < members.length; at += member.length) {
      System.arraycopy(member, 0, members, at, member.length);
    }

    tooLarge(() -> READER.read(new ByteArrayInputStream(members), JSON, "gzip"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 20, 40})
  void hardening1GzipThatIsCutOffIs400(int length) {
    byte[] body = Arrays.copyOf(gzip(bytes(PATIENT)), length);

    malformed(() -> READER.read(new ByteArrayInputStream(body), JSON, "gzip"));
  }

  @Test
  void hardening1GzipOfTwoMembersIsOneBody() {
    byte[] body = joined(gzip(bytes("{\"resourceType\":")), gzip(bytes("\"Patient\"}")));

    assertThat(READER.read(new ByteArrayInputStream(body), JSON, "gzip"))
        .isInstanceOf(Patient.class);
  }

  @Test
  void hardening1SomethingAfterGzipIs400() {
    byte[] body = joined(gzip(bytes(PATIENT)), bytes("{}"));

    malformed(() -> READER.read(new ByteArrayInputStream(body), JSON, "gzip"));
  }

  @Test
  void hardening1GzipWithAWrongChecksumIs400() {
    byte[] body = gzip(bytes(PATIENT));
    body[body.length - 6] ^= 1;

    malformed(() -> READER.read(new ByteArrayInputStream(body), JSON, "gzip"));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  @Test
  void hardening2ABodyOver8MebibytesIs413() {
    tooLarge(() -> json(padded(PATIENT, 8 * MEBI + 1)));

    assertThat(json(padded(PATIENT, 8 * MEBI))).isInstanceOf(Patient.class);
  }

  @Test
  void hardening2AStringOver1MebibyteIs413() {
    var refusal = tooLarge(() -> json(name("x".repeat(MEBI + 1))));

    assertThat(refusal.issues().get(0).expression()).isEqualTo("Patient.name[0].family");
    assertThat(json(name("x".repeat(MEBI)))).isInstanceOf(Patient.class);
    tooLarge(() -> xml(xmlName("x".repeat(MEBI + 1))));
    assertThat(xml(xmlName("x".repeat(MEBI)))).isInstanceOf(Patient.class);
  }

  @Test
  void hardening2ANarrativeOver1MebibyteIs413() {
    tooLarge(() -> json(narrative("x".repeat(MEBI))));

    assertThat(json(narrative("x".repeat(MEBI - 100)))).isInstanceOf(Patient.class);
  }

  @Test
  void hardening2AttachmentDataOver3MebibytesIs413() {
    tooLarge(() -> json(attachment(3 * MEBI + 1, false)));

    DocumentReference read = (DocumentReference) json(attachment(3 * MEBI, false));
    assertThat(read.getContentFirstRep().getAttachment().getData()).hasSize(3 * MEBI);
  }

  @Test
  void hardening2AttachmentDataInLinesCountsDecoded() {
    tooLarge(() -> json(attachment(3 * MEBI + 1, true)));

    DocumentReference read = (DocumentReference) json(attachment(3 * MEBI, true));
    assertThat(read.getContentFirstRep().getAttachment().getData()).hasSize(3 * MEBI);
  }

  @Test
  void hardening2MoreThan200EntriesAre413() {
    tooLarge(() -> json(bundle(201)));

    assertThat(((Bundle) json(bundle(200))).getEntry()).hasSize(200);
  }

  @Test
  void hardening2EntriesOfBundlesInBundlesCountTogether() {
    String nested =
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":%s},"
            + "{\"resource\":%s}]}";

    tooLarge(() -> json(nested.formatted(bundle(100), bundle(100))));

    assertThat(json(nested.formatted(bundle(100), bundle(98)))).isInstanceOf(Bundle.class);
  }

  @Test
  void hardening2MoreThan200ParametersAre413() {
    tooLarge(() -> json(parameters(201)));

    assertThat(((Parameters) json(parameters(200))).getParameter()).hasSize(200);
  }

  @Test
  void hardening2ElementsMoreThan50DeepAre413() {
    // The resource itself is the first level.
    tooLarge(() -> json(extensions(50)));
    tooLarge(() -> xml(xmlExtensions(50)));

    assertThat(json(extensions(49))).isInstanceOf(Patient.class);
    assertThat(xml(xmlExtensions(49))).isInstanceOf(Patient.class);
  }

  @Test
  void hardening2NarrativesMoreThan50DeepAre413() {
    tooLarge(() -> json(narrative("<b>".repeat(50) + "x" + "</b>".repeat(50))));

    assertThat(json(narrative("<b>".repeat(49) + "x" + "</b>".repeat(49))))
        .isInstanceOf(Patient.class);
  }

  @Test
  void hardening2MoreValuesThanMemoryAllowsAre413() {
    String given = "\"a\",".repeat(200_000) + "\"a\"";

    tooLarge(
        () -> json("{\"resourceType\":\"Patient\",\"name\":[{\"given\":[%s]}]}".formatted(given)));
    tooLarge(
        () ->
            xml(
                "<Patient xmlns=\"http://hl7.org/fhir\"><name>"
                    + "<given value=\"a\"/>".repeat(200_001)
                    + "</name></Patient>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "{\"extension\":["})
  void hardening3NestingWithoutEndIsAnsweredAtOnce(String piece) {
    String nested = "{\"resourceType\":\"Patient\",\"x\":" + piece.repeat(100_000);

    AtOnce.assertDone(() -> refused(nested));
  }

  @Test
  void hardening3NestedArraysAre400() {
    malformed(() -> json("[".repeat(100_000) + "]".repeat(100_000)));
    malformed(
        () ->
            json(
                "{\"resourceType\":\"Patient\",\"name\":"
                    + "[".repeat(100_000)
                    + "]".repeat(100_000)
                    + "}"));
  }

  @Test
  void hardening3ThreeHundredNestedExtensionsAre413AtOnce() {
    AtOnce.assertDone(() -> tooLarge(() -> json(extensions(300))));
    AtOnce.assertDone(() -> tooLarge(() -> xml(xmlExtensions(300))));
  }

  @Test
  void whenTheStreamBreaksThenItIs400() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Ñeedle");
          }
        };

    malformed(() -> READER.read(broken, JSON, null));
    malformed(() -> READER.read(broken, JSON, "gzip"));
  }

  private static void refused(String body) {
    try {
      json(body);
    } catch (ExchangeException e) {
      assertThat(e.code()).isIn(ErrorCode.MALFORMED, ErrorCode.LIMIT_EXCEEDED);
      return;
    }
    throw new AssertionError("read");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] padded(String body, int length) {
    return bytes(" ".repeat(length - body.length()) + body);
  }

  private static String name(String family) {
    return "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}]}";
  }

  private static String xmlName(String family) {
    return "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\""
        + family
        + "\"/></name></Patient>";
  }

  private static String narrative(String content) {
    return "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":"
        + "\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">"
        + content
        + "</div>\"}}";
  }

  private static String attachment(int length, boolean lines) {
    byte[] data = new byte[length];
    String text =
        lines
            ? Base64.getMimeEncoder().encodeToString(data).replace("\r\n", "\\r\\n")
            : Base64.getEncoder().encodeToString(data);
    return "{\"resourceType\":\"DocumentReference\",\"content\":[{\"attachment\":{\"data\":\""
        + text
        + "\"}}]}";
  }

  private static String bundle(int entries) {
    String entry = "{\"request\":{\"method\":\"GET\",\"url\":\"Patient\"}},";
    String list = entry.repeat(entries);
    return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
        + list.substring(0, list.length() - 1)
        + "]}";
  }

  private static String parameters(int entries) {
    String list = "{\"name\":\"a\",\"valueCode\":\"b\"},".repeat(entries);
    return "{\"resourceType\":\"Parameters\",\"parameter\":["
        + list.substring(0, list.length() - 1)
        + "]}";
  }

  private static String extensions(int depth) {
    return "{\"resourceType\":\"Patient\","
        + "\"extension\":[{\"url\":\"urn:x:a\",".repeat(depth)
        + "\"valueCode\":\"b\""
        + "}]".repeat(depth)
        + "}";
  }

  private static String xmlExtensions(int depth) {
    return "<Patient xmlns=\"http://hl7.org/fhir\">"
        + "<extension url=\"urn:x:a\">".repeat(depth)
        + "<valueCode value=\"b\"/>"
        + "</extension>".repeat(depth)
        + "</Patient>";
  }

  private static InputStream counted(byte[] bytes, AtomicLong read) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        int count = super.read(target, offset, length);
        read.addAndGet(Math.max(0, count));
        return count;
      }
    };
  }

  @Test
  void readingOneBodyLeavesNothingToTheNext() {
    Resource first = json(PATIENT);

    tooLarge(() -> json(bundle(201)));

    assertThat(json(PATIENT).equalsDeep(first)).isTrue();
  }
}
