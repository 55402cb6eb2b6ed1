/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.Resource;

/** Bodies as they come, and what becomes of them. */
final class Bodies {
  static final FhirContext CONTEXT = FhirContext.forR4Cached();
  static final BodyReader READER = new BodyReader(CONTEXT, BodyLimits.DEFAULT);
  static final String JSON = "application/fhir+json";
  static final String XML = "application/fhir+xml";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private Bodies() {}

  static Resource json(String text) {
    return json(text.getBytes(StandardCharsets.UTF_8));
  }

  static Resource json(byte[] bytes) {
    return READER.read(new ByteArrayInputStream(bytes), JSON, null);
  }

  static Resource xml(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return READER.read(new ByteArrayInputStream(bytes), XML, null);
  }

  static String encoded(Resource resource) {
    return CONTEXT
        .newJsonParser()
        .setStripVersionsFromReferences(false)
        .encodeResourceToString(resource);
  }

  /** Encoded again, the resource says what the text said. */
  static void assertKept(String json) {
    assertThat(tree(encoded(json(json)))).isEqualTo(tree(json));
    assertHolds(json(json), json);
  }

  /** The resource holds what the text says, before any encoder, and encoders do not fail on it. */
  static void assertHolds(Resource resource, String json) {
    assertThat(Leaves.of(resource)).isEqualTo(Leaves.of(tree(json)));
    assertThat(encoded(resource)).isNotEmpty();
    assertThat(CONTEXT.newXmlParser().encodeResourceToString(resource)).isNotEmpty();
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ExchangeException refused(ErrorCode code, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(ExchangeException.class).hasNoCause();
    ExchangeException refusal = (ExchangeException) thrown;
    assertThat(refusal.code()).isEqualTo(code);
    return refusal;
  }

  static ExchangeException malformed(ThrowingCallable call) {
    return refused(ErrorCode.MALFORMED, call);
  }

  static ExchangeException tooLarge(ThrowingCallable call) {
    return refused(ErrorCode.LIMIT_EXCEEDED, call);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target.toByteArray();
  }
}
