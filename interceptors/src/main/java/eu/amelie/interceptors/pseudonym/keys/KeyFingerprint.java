/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Tells whether two keys are the same without showing either: 128 bits of HKDF-SHA256, under an
 * info that is used for nothing else. Of a random key it gives nothing away.
 */
public final class KeyFingerprint {
  private static final int LENGTH = 16;

  private KeyFingerprint() {}

  /** As 32 hexadecimal digits. */
  public static String of(SecretBytes key) {
    byte[] info =
        ("sc-fingerprint|" + key.getClass().getSimpleName()).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Hkdf.derive(key.exposedBytes(), null, info, LENGTH));
  }
}
