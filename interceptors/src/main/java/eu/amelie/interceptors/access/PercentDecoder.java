/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes once, and only what is whole: two hex digits after each percent sign, well-formed UTF-8
 * (no overlong forms, no surrogates), no control characters in the result.
 */
final class PercentDecoder {
  private PercentDecoder() {}

  static String path(String raw) {
    return decode(raw, false);
  }

  /** As {@link #path}, and a plus sign is a space. */
  static String form(String raw) {
    return decode(raw, true);
  }

  private static String decode(String raw, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(hexPair(raw, i + 1));
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.write(' ');
      } else if (c <= ' ' || c > '~') {
        throw Rejection.malformed("The address holds a character that must be percent-encoded.");
      } else {
        bytes.write(c);
      }
    }
    return text(bytes.toByteArray());
  }

  private static int hexPair(String raw, int at) {
    if (at + 2 > raw.length()) {
      throw Rejection.malformed("A percent sign lacks its two hexadecimal digits.");
    }
    int high = Character.digit(raw.charAt(at), 16);
    int low = Character.digit(raw.charAt(at + 1), 16);
    if (high < 0 || low < 0) {
      throw Rejection.malformed("A percent sign lacks its two hexadecimal digits.");
    }
    return high * 16 + low;
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.codePoints().anyMatch(PercentDecoder::breaksLines)) {
        throw Rejection.malformed("The address holds a control character.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Rejection.malformed("The address is not valid UTF-8.");
    }
  }

  static boolean breaksLines(int codePoint) {
    return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
  }
}
