/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.pseudonym.keys.SecretBytes;
import java.security.SecureRandom;

/**
 * Makes, wraps and unwraps data keys. A wrapped key opens only for the person and custodian it was
 * made for. Thread-safe.
 *
 * <p>A data key never changes as long as it lives; only what wraps it does. So an answer that was
 * begun before a rotation and ended after it opens the same ciphertexts with the same key.
 */
public final class DataKeys {
  private final KeyEncryption keyEncryption;
  private final SecureRandom random;

  /** Takes fresh keys from this source. */
  public DataKeys(KeyEncryption keyEncryption, SecureRandom random) {
    this.keyEncryption = keyEncryption;
    this.random = random;
  }

  /** A fresh random key, wrapped. */
  public WrappedDataKey create(DataKeyOwner owner) {
    byte[] key = new byte[SecretBytes.LENGTH];
    random.nextBytes(key);
    return keyEncryption.wrap(new DataKey(key), owner);
  }

  /** Throws IdentityUnavailableException for another's key, a changed one, an unknown version. */
  public DataKey unwrap(WrappedDataKey wrapped, DataKeyOwner owner) {
    return keyEncryption.unwrap(wrapped, owner);
  }

  /** The same key under the current key-encryption key. */
  public WrappedDataKey rewrap(WrappedDataKey wrapped, DataKeyOwner owner) {
    return keyEncryption.wrap(unwrap(wrapped, owner), owner);
  }

  /** The version that {@link #create} and {@link #rewrap} give now. */
  public KeyVersion current() {
    return keyEncryption.current();
  }
}
