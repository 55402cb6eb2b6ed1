/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.util.Base64;

/**
 * Keyed digests by which a repeated submission is known again without its content being kept. The
 * purpose keeps digests of different things apart; the organisation, those of different senders.
 */
public final class SubmissionDigest {
  private final byte[] key;

  /** Works with this key. */
  public SubmissionDigest(SubmissionKey key) {
    this.key = key.exposedBytes();
  }

  /** The digest as 43 characters of base64url. */
  public String of(String purpose, String organization, String content) {
    byte[] code = Hmac.sha256(key, AssociatedData.of(purpose, organization, content));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "SubmissionDigest[redacted]";
  }
}
