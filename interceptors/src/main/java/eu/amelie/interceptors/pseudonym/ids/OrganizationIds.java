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
 * The ids each organisation sees: {@code AES-256(K_org, uuid)}, one block, with {@code K_org} by
 * HKDF-SHA256 from the master key and info {@code sc-id|organisation}. Thread-safe.
 *
 * <p>Guaranteed: a bijection per organisation; without the master key the ids of two organisations
 * cannot be linked, nor an id turned back. Not guaranteed: that an inward id exists; every foreign
 * or guessed id turns into <em>some</em> UUID, and absence comes from the look-up.
 */
public final class OrganizationIds {
  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 16;

  private final byte[] masterKey;
  private final Map<String, KeyParameter> keys = new ConcurrentHashMap<>();

  /** Copies the key, which must have 32 bytes. */
  public OrganizationIds(byte[] masterKey) {
    if (masterKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("The id key must have 32 bytes");
    }
    this.masterKey = masterKey.clone();
  }

  /** The id under which the organisation sees the resource with this internal id. */
  public UUID outward(String organization, UUID internal) {
    return permute(organization, internal, true);
  }

  /** The internal id that the organisation means by this one. */
  public UUID inward(String organization, UUID external) {
    return permute(organization, external, false);
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
    byte[] info = ("sc-id|" + organization).getBytes(StandardCharsets.UTF_8);
    return new KeyParameter(Hkdf.derive(masterKey, null, info, KEY_BYTES));
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "OrganizationIds[redacted]";
  }
}
