/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.security.MessageDigest;
import java.util.Objects;

/**
 * 256 bits of key. What a key is for is its type; no key prints, compares or serialises itself.
 *
 * <p>Not guaranteed: that the bytes leave memory when the object does.
 */
public abstract class SecretBytes {
  /** The length of every key in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  /** Copies the bytes, of which there must be 32. */
  protected SecretBytes(byte[] bytes) {
    if (Objects.requireNonNull(bytes).length != LENGTH) {
      throw new IllegalArgumentException("A key must have 32 bytes");
    }
    this.bytes = bytes.clone();
  }

  /** A copy of the bare key, for a primitive to work with; never store or print it. */
  public final byte[] exposedBytes() {
    return bytes.clone();
  }

  /** In a time that does not depend on where they differ. */
  final boolean isSameAs(SecretBytes other) {
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  /** Names the kind of key and nothing of its content. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[redacted]";
  }
}
