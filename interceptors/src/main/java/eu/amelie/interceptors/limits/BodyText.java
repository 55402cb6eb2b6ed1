/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.limits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The text of a body: bounded before and after inflation, and UTF-8 without exception. */
final class BodyText {
  private static final String TOO_LARGE = "The body is larger than this server accepts.";
  private static final String ENCODING = "The body may be sent as it is or with gzip.";

  private final BodyLimits limits;

  BodyText(BodyLimits limits) {
    this.limits = limits;
  }

  String read(InputStream body, String contentEncoding) {
    if (body == null) {
      throw Refusals.malformed("A body is needed.");
    }
    boolean gzip = isGzip(contentEncoding);
    byte[] bytes;
    try {
      bytes = gzip ? inflated(body) : bounded(body);
    } catch (IOException e) {
      throw Refusals.malformed(
          gzip ? "The body is not complete gzip." : "The body did not arrive completely.");
    }
    return decoded(bytes);
  }

  private static boolean isGzip(String contentEncoding) {
    if (contentEncoding == null) {
      return false;
    }
    return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default -> throw Refusals.malformed(ENCODING);
    };
  }

  /**
   * The compressed form is bounded first: gzip can be long and hold nothing. It may consist of
   * several members (RFC 1952), after which nothing may follow.
   */
  private byte[] inflated(InputStream body) throws IOException {
    try (InputStream inflating =
        new GzipCompressorInputStream(new BoundedInput(body, limits.bytes()), true)) {
      return bounded(inflating);
    }
  }

  private byte[] bounded(InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(limits.bytes() + 1);
    if (bytes.length > limits.bytes()) {
      throw Refusals.tooLarge(TOO_LARGE);
    }
    return bytes;
  }

  /** Java's decoder refuses overlong forms and surrogates when told to report. */
  private static String decoded(byte[] bytes) {
    int start = startsWithByteOrderMark(bytes) ? 3 : 0;
    if (bytes.length == start) {
      throw Refusals.malformed("A body is needed.");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw Refusals.malformed("The body is not valid UTF-8.");
    }
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /** Gives at most so many bytes and refuses the next one. */
  private static final class BoundedInput extends InputStream {
    private final InputStream input;
    private long left;

    BoundedInput(InputStream input, long limit) {
      this.input = input;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int next = input.read();
      return next < 0 ? next : counted(1, next);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = input.read(target, offset, length);
      return read <= 0 ? read : counted(read, read);
    }

    @Override
    public int available() throws IOException {
      return input.available();
    }

    private int counted(int bytes, int result) {
      left -= bytes;
      if (left < 0) {
        throw Refusals.tooLarge(TOO_LARGE);
      }
      return result;
    }
  }
}
