/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.Aead;
import eu.amelie.interceptors.pseudonym.keys.AssociatedData;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import java.security.SecureRandom;
import java.util.List;

/**
 * Seals all elements of one label of one resource to one ciphertext. Thread-safe.
 *
 * <p>Guaranteed: a ciphertext opens only at the address and label it was sealed for; swapped,
 * truncated or changed it throws, and no element of it is seen. Its length tells the size of the
 * content to {@value ElementFrames#PADDING} bytes only. Not guaranteed: that the newest revision is
 * the one presented; the record names it.
 */
public final class IdentityCipher {
  private final SecureRandom random;

  /** Takes nonces from this source. */
  public IdentityCipher(SecureRandom random) {
    this.random = random;
  }

  /** Seals; throws IllegalArgumentException if an element bears another label. */
  public byte[] seal(
      DataKey key, VaultAddress address, IdentityLabel label, List<IdentityElement> elements) {
    if (elements.stream().anyMatch(element -> element.label() != label)) {
      throw new IllegalArgumentException("Elements of one label only");
    }
    return Aead.seal(key, random, ElementFrames.write(elements), bound(address, label));
  }

  /** Opens all, or throws IdentityUnavailableException. */
  public List<IdentityElement> open(
      DataKey key, VaultAddress address, IdentityLabel label, byte[] sealed) {
    return Aead.open(key, sealed, bound(address, label))
        .map(plain -> ElementFrames.read(plain, label))
        .orElseThrow(() -> new IdentityUnavailableException("Identity cannot be opened"));
  }

  private static byte[] bound(VaultAddress address, IdentityLabel label) {
    return AssociatedData.of(
        "identity",
        address.item(),
        address.revision(),
        address.person(),
        address.custodian(),
        label.name());
  }
}
