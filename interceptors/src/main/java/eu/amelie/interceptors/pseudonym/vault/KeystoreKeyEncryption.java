/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.vault;

import eu.amelie.interceptors.pseudonym.keys.Aead;
import eu.amelie.interceptors.pseudonym.keys.AssociatedData;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyEncryptionKey;
import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import eu.amelie.interceptors.pseudonym.keys.SecretBytes;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;

/** Key-encryption keys in the exchange's own keystore; the highest version wraps. */
public final class KeystoreKeyEncryption implements KeyEncryption {
  /** Also the keeper of all that was wrapped before there were others. */
  public static final String KEEPER = "keystore";

  private final KeyRing ring;
  private final SecureRandom random;

  /** Wraps under nonces from this source. */
  public KeystoreKeyEncryption(KeyRing ring, SecureRandom random) {
    this.ring = ring;
    this.random = random;
  }

  @Override
  public String keeper() {
    return KEEPER;
  }

  @Override
  public KeyVersion current() {
    return version(ring.now().keyEncryptionKeys().lastKey());
  }

  @Override
  public Set<KeyVersion> available() {
    return ring.now().keyEncryptionKeys().keySet().stream()
        .map(KeystoreKeyEncryption::version)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public WrappedDataKey wrap(DataKey key, DataKeyOwner owner) {
    var current = ring.now().currentKeyEncryptionKey();
    KeyVersion version = version(current.getKey());
    return new WrappedDataKey(
        version, Aead.seal(current.getValue(), random, key.exposedBytes(), bound(owner, version)));
  }

  @Override
  public DataKey unwrap(WrappedDataKey wrapped, DataKeyOwner owner) {
    return Aead.open(key(wrapped.version()), wrapped.bytes(), bound(owner, wrapped.version()))
        .filter(key -> key.length == SecretBytes.LENGTH)
        .map(DataKey::new)
        .orElseThrow(() -> new IdentityUnavailableException("Data key cannot be unwrapped"));
  }

  /** A version that is not known may be one that another process made a moment ago. */
  private KeyEncryptionKey key(KeyVersion version) {
    if (!version.keeper().equals(KEEPER)) {
      throw new IdentityUnavailableException("Key version of another keeper");
    }
    ExchangeKeys known = ring.now();
    return known
        .keyEncryptionKey(version.number())
        .or(() -> ring.lookAgain().keyEncryptionKey(version.number()))
        .orElseThrow(() -> new IdentityUnavailableException("Key version unknown"));
  }

  private static KeyVersion version(int number) {
    return new KeyVersion(KEEPER, number);
  }

  private static byte[] bound(DataKeyOwner owner, KeyVersion version) {
    return AssociatedData.of(
        "data-key", owner.person(), owner.custodian(), Integer.toString(version.number()));
  }
}
