/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.ids;

import eu.amelie.interceptors.pseudonym.keys.Hkdf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * One permutation of the 128-bit ids for each organisation: {@code AES-256(K_org, uuid)}, one
 * block, with {@code K_org} by HKDF-SHA256 from the master key and info {@code label|organisation}.
 * What is made under one label has nothing to do with what is made under another. Thread-safe.
 */
final class OrganizationPermutation {
  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 16;

  private final byte[] masterKey;
  private final String label;
  private final Map<String, KeyParameter> keys = new ConcurrentHashMap<>();

  /** Copies the key, which must have 32 bytes; the label holds no bar. */
  OrganizationPermutation(byte[] masterKey, String label) {
    if (masterKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("The id key must have 32 bytes");
    }
    this.masterKey = masterKey.clone();
    this.label = label;
  }

  UUID forward(String organization, UUID id) {
    return permute(organization, id, true);
  }

  UUID back(String organization, UUID id) {
    return permute(organization, id, false);
  }

  private UUID permute(String organization, UUID id, boolean forward) {
    var cipher = AESEngine.newInstance();
    cipher.init(forward, keys.computeIfAbsent(organization, this::derive));
    byte[] block = new byte[BLOCK_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(block);
    buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    cipher.processBlock(block, 0, block, 0);
    buffer.rewind();
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private KeyParameter derive(String organization) {
    byte[] info = (label + "|" + organization).getBytes(StandardCharsets.UTF_8);
    return new KeyParameter(Hkdf.derive(masterKey, null, info, KEY_BYTES));
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "OrganizationPermutation[redacted]";
  }
}
