/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.amelie.interceptors.pseudonym.vault.DataKey;
import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.interceptors.pseudonym.vault.KeyVersion;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;

/**
 * Spares a key management service the same question for each item of a person.
 *
 * <p>Guaranteed: a remembered key is given only to who presents the very bytes, version and owner
 * that it was opened for, so that a data key whose row is destroyed opens nothing from then on; no
 * refusal is remembered. Not guaranteed: that a service which stops answering stops reads before
 * the time is over.
 */
class RememberedDataKeys implements KeyEncryption {
  private static final int MOST = 10_000;

  private record Asked(KeyVersion version, ByteBuffer wrapped, DataKeyOwner owner) {}

  private final KeyEncryption service;
  private final Cache<Asked, DataKey> opened;

  RememberedDataKeys(KeyEncryption service, Duration remember) {
    this.service = service;
    this.opened = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(remember).build();
  }

  @Override
  public String keeper() {
    return service.keeper();
  }

  @Override
  public KeyVersion current() {
    return service.current();
  }

  @Override
  public Set<KeyVersion> available() {
    return service.available();
  }

  @Override
  public WrappedDataKey wrap(DataKey key, DataKeyOwner owner) {
    return service.wrap(key, owner);
  }

  @Override
  public DataKey unwrap(WrappedDataKey wrapped, DataKeyOwner owner) {
    return opened.get(
        new Asked(wrapped.version(), ByteBuffer.wrap(wrapped.bytes()), owner),
        asked -> service.unwrap(wrapped, owner));
  }
}
