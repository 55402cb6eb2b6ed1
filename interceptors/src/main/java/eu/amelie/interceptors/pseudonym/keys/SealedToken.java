/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * A token that a client carries without reading it: page links, above all. Bind it to the caller by
 * the associated data. A token is never proof that its content may still be seen.
 */
public final class SealedToken {
  private final PageTokenKey key;
  private final SecureRandom random;

  /** Seals with this key and nonces from this source. */
  public SealedToken(PageTokenKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** Seals content for whoever presents it with the same associated data; base64url. */
  public String seal(byte[] content, byte[] associated) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Aead.seal(key, random, content, associated));
  }

  /**
   * Opens a token, or empty if it is not ours, was changed, or was sealed for somebody else. Empty
   * and not an exception: anybody can present anything, and that is no outage.
   */
  public Optional<byte[]> open(String token, byte[] associated) {
    try {
      return Aead.open(key, Base64.getUrlDecoder().decode(token), associated);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
