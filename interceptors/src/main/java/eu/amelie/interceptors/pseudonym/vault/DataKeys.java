/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.pseudonym.keys.Aead;
import eu.amelie.interceptors.pseudonym.keys.AssociatedData;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyEncryptionKey;
import eu.amelie.interceptors.pseudonym.keys.SecretBytes;
import java.security.SecureRandom;

/**
 * Makes, wraps and unwraps data keys. A wrapped key opens only for the person and custodian it was
 * made for. Thread-safe.
 */
public final class DataKeys {
  private final ExchangeKeys keys;
  private final SecureRandom random;

  /** Wraps with the current key-encryption key, unwraps with any that is there. */
  public DataKeys(ExchangeKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /** A fresh random key, wrapped. */
  public WrappedDataKey create(String person, String custodian) {
    byte[] key = new byte[SecretBytes.LENGTH];
    random.nextBytes(key);
    return wrap(new DataKey(key), person, custodian);
  }

  /** Throws IdentityUnavailableException for another's key, a changed one, an unknown version. */
  public DataKey unwrap(WrappedDataKey wrapped, String person, String custodian) {
    KeyEncryptionKey kek =
        keys.keyEncryptionKey(wrapped.keyVersion())
            .orElseThrow(() -> new IdentityUnavailableException("Key version unknown"));
    return Aead.open(kek, wrapped.bytes(), bound(person, custodian, wrapped.keyVersion()))
        .filter(key -> key.length == SecretBytes.LENGTH)
        .map(DataKey::new)
        .orElseThrow(() -> new IdentityUnavailableException("Data key cannot be unwrapped"));
  }

  /** The same key under the current key-encryption key. */
  public WrappedDataKey rewrap(WrappedDataKey wrapped, String person, String custodian) {
    return wrap(unwrap(wrapped, person, custodian), person, custodian);
  }

  private WrappedDataKey wrap(DataKey key, String person, String custodian) {
    var current = keys.currentKeyEncryptionKey();
    int version = current.getKey();
    byte[] bound = bound(person, custodian, version);
    return new WrappedDataKey(
        version, Aead.seal(current.getValue(), random, key.exposedBytes(), bound));
  }

  private static byte[] bound(String person, String custodian, int version) {
    return AssociatedData.of("data-key", person, custodian, Integer.toString(version));
  }
}
