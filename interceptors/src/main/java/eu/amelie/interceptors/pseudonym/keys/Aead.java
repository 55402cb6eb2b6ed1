/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D). Output: one byte of format version (1), twelve of random nonce,
 * ciphertext, sixteen of tag.
 *
 * <p>Guaranteed: what opens was sealed under the same key and associated data, whole.
 *
 * <p><b>Nonces.</b> Each seal draws 96 fresh bits (SP 800-38D, 8.2.2); there is no way to pass one
 * in, and no counter that a restart, a restored backup or a second node could set back. The
 * standard allows 2^32 seals under one key, where the chance that any two nonces are equal is
 * 2^-33. What is sealed under one key is few by construction: under a data key, at most four labels
 * for each version of one person's items with one custodian; under a version of the key-encryption
 * key, each data key once, and once more when it is wrapped anew; under the page-token key, one for
 * each page of a search, which at ten a second reaches that number after 13 years. Not guaranteed:
 * anything beyond it.
 */
public final class Aead {
  private static final byte VERSION = 1;
  private static final byte[] FORMAT = {VERSION};
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int HEAD_BYTES = 1 + NONCE_BYTES;

  private Aead() {}

  /** Seals under a fresh nonce from the given source. */
  public static byte[] seal(SecretBytes key, SecureRandom random, byte[] plain, byte[] associated) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = new byte[HEAD_BYTES + plain.length + TAG_BYTES];
    sealed[0] = VERSION;
    System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, FORMAT, associated);
      cipher.doFinal(plain, 0, plain.length, sealed, HEAD_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
    return sealed;
  }

  /** Opens, or empty if anything at all does not fit. */
  public static Optional<byte[]> open(SecretBytes key, byte[] sealed, byte[] associated) {
    if (sealed == null || sealed.length < HEAD_BYTES + TAG_BYTES || sealed[0] != VERSION) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, 1, FORMAT, associated);
      return Optional.of(cipher.doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  /** The bare primitive, so that published vectors reach it. */
  static Cipher cipher(int mode, SecretBytes key, byte[] nonce, int offset, byte[]... associated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key.exposedBytes(), "AES"),
        new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce, offset, NONCE_BYTES));
    for (byte[] part : associated) {
      cipher.updateAAD(part);
    }
    return cipher;
  }
}
