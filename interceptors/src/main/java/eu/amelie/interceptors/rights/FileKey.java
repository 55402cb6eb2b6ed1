/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.rights;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;

/**
 * The public half of a {@link FileCode}: what stands outside on the envelope, in 43 characters of
 * base64url. Who has it can seal a file, and open none.
 *
 * @param text the key as it is written
 */
public record FileKey(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  public FileKey {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("Not a key in form.");
    }
  }

  /** Empty for what is no key in form. */
  public static Optional<FileKey> of(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new FileKey(canonical(text)))
        : Optional.empty();
  }

  /**
   * The one spelling of a key: neither the two bits that 43 characters have to spare nor the
   * highest one of the number, which X25519 does not look at (RFC 7748, section 5), make another.
   */
  private static String canonical(String text) {
    byte[] key = Base64.getUrlDecoder().decode(text);
    key[key.length - 1] &= 0x7F;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }

  static FileKey ofPublic(AsymmetricKeyParameter key) {
    return new FileKey(
        Base64.getUrlEncoder().withoutPadding().encodeToString(suite().serializePublicKey(key)));
  }

  AsymmetricKeyParameter publicKey() {
    return suite().deserializePublicKey(Base64.getUrlDecoder().decode(text));
  }

  /** DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180). */
  static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
