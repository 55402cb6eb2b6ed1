/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Elements as bytes: their number, then path and value of each behind their lengths, then zeros.
 */
final class ElementFrames {
  /**
   * Plain length is rounded up to this, so that a ciphertext does not tell the length of a name.
   */
  static final int PADDING = 64;

  private ElementFrames() {}

  static byte[] write(List<IdentityElement> elements) {
    List<byte[]> parts = new ArrayList<>();
    for (IdentityElement element : elements) {
      parts.add(element.path().getBytes(StandardCharsets.UTF_8));
      parts.add(element.json().getBytes(StandardCharsets.UTF_8));
    }
    int length = Integer.BYTES + parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate((length + PADDING - 1) / PADDING * PADDING);
    buffer.putInt(elements.size());
    parts.forEach(part -> buffer.putInt(part.length).put(part));
    return buffer.array();
  }

  static List<IdentityElement> read(byte[] plain, IdentityLabel label) {
    ByteBuffer buffer = ByteBuffer.wrap(plain);
    try {
      int count = buffer.getInt();
      List<IdentityElement> elements = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String path = text(buffer);
        elements.add(new IdentityElement(path, label, text(buffer)));
      }
      return List.copyOf(elements);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IdentityUnavailableException("Identity cannot be read");
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static String text(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
