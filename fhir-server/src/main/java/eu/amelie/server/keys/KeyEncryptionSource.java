/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import eu.amelie.interceptors.pseudonym.keys.SecretBytes;
import eu.amelie.interceptors.pseudonym.vault.DataKey;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryptions;
import eu.amelie.interceptors.pseudonym.vault.KeystoreKeyEncryption;
import java.security.SecureRandom;

/** Who wraps data keys by these settings, and who else opens what it once wrapped. */
public final class KeyEncryptionSource {
  private KeyEncryptionSource() {}

  /**
   * Throws IdentityUnavailableException where a key management service is configured and does not
   * answer, or opens a data key for somebody it was not wrapped for.
   */
  public static KeyEncryption of(KeySettings settings, KeyRing ring, SecureRandom random) {
    KeyEncryption keystore = new KeystoreKeyEncryption(ring, random);
    if (!settings.transit().isConfigured()) {
      return keystore;
    }
    KeyEncryption service = service(settings.transit(), random);
    return settings.keeper() == KeySettings.Keeper.TRANSIT
        ? KeyEncryptions.of(service, keystore)
        : KeyEncryptions.of(keystore, service);
  }

  private static KeyEncryption service(TransitSettings settings, SecureRandom random) {
    TransitKeyEncryption service = new TransitKeyEncryption(settings);
    byte[] probe = new byte[SecretBytes.LENGTH];
    random.nextBytes(probe);
    if (!service.bindsOwners(new DataKey(probe))) {
      throw new IdentityUnavailableException(
          "the key does not bind associated data; make it of type aes256-gcm96");
    }
    return settings.remember().isZero()
        ? service
        : new RememberedDataKeys(service, settings.remember());
  }
}
