/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.util.Arrays;
import java.util.TreeMap;

/** Keys of plain bytes, for tests. */
public final class FixedKeys {
  private FixedKeys() {}

  /** With key-encryption keys 1 to n, each of bytes that equal its version. */
  public static ExchangeKeys ofVersions(int versions) {
    TreeMap<Integer, KeyEncryptionKey> keks = new TreeMap<>();
    for (int version = 1; version <= versions; version++) {
      keks.put(version, new KeyEncryptionKey(bytes(version)));
    }
    return new ExchangeKeys(
        keks,
        new IdKey(bytes(0)),
        new BlindIndexKey(bytes(0)),
        new PageTokenKey(bytes(0)),
        new SubmissionKey(bytes(0)));
  }

  static byte[] bytes(int value) {
    byte[] bytes = new byte[SecretBytes.LENGTH];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
