/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Joins strings to bytes without ambiguity: each behind its length, so that none can shift. */
public final class AssociatedData {
  private AssociatedData() {}

  /** The parts in order, each as UTF-8 behind a four-byte length. */
  public static byte[] of(String... parts) {
    List<byte[]> encoded =
        Arrays.stream(parts).map(part -> part.getBytes(StandardCharsets.UTF_8)).toList();
    int length = encoded.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(length);
    encoded.forEach(part -> buffer.putInt(part.length).put(part));
    return buffer.array();
  }
}
