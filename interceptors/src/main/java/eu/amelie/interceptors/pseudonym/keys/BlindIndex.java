/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets an organisation find again what it submitted by an identifier that the record does not hold.
 * Thread-safe.
 *
 * <p>Guaranteed: equal for equal system and value of one organisation; nothing shows that two
 * organisations submitted the same. Not guaranteed: that equal submissions of <em>one</em>
 * organisation stay unseen by whoever reads the index.
 */
public final class BlindIndex {
  private final BlindIndexKey key;
  private final Map<String, byte[]> byOrganization = new ConcurrentHashMap<>();

  /** Works with keys derived from this one per organisation. */
  public BlindIndex(BlindIndexKey key) {
    this.key = key;
  }

  /** The entry for an identifier, as 43 characters of base64url; an absent system is "". */
  public String of(String organization, String system, String value) {
    byte[] own = byOrganization.computeIfAbsent(organization, this::derive);
    byte[] code = Hmac.sha256(own, AssociatedData.of(system == null ? "" : system, value));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }

  private byte[] derive(String organization) {
    byte[] info = ("sc-blind|" + organization).getBytes(StandardCharsets.UTF_8);
    return Hkdf.derive(key.exposedBytes(), null, info, SecretBytes.LENGTH);
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "BlindIndex[redacted]";
  }
}
