/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.DataKey;
import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.IdentityCipher;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import eu.amelie.server.keys.IdentityAlarm;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;

/**
 * {@link IdentityVault} in the schema {@code vault}, in the transaction of the record or one that
 * is paired with it. Whatever cannot be opened raises an alarm and ends the whole call.
 */
class JdbcIdentityVault implements IdentityVault {
  private final VaultAccess access;
  private final WrappedDataKeys dataKeys;
  private final SealedElements elements;
  private final DataKeys keys;
  private final IdentityCipher cipher;
  private final IdentityAlarm alarm;

  JdbcIdentityVault(VaultAccess access, DataKeys keys, IdentityCipher cipher, IdentityAlarm alarm) {
    this.access = access;
    this.dataKeys = new WrappedDataKeys(access.jdbc());
    this.elements = new SealedElements(access);
    this.keys = keys;
    this.cipher = cipher;
    this.alarm = alarm;
  }

  @Override
  public void put(VaultAddress address, List<IdentityElement> identity) {
    if (identity.isEmpty()) {
      return;
    }
    Map<IdentityLabel, List<IdentityElement>> byLabel =
        identity.stream().collect(Collectors.groupingBy(IdentityElement::label));
    guarded(
        () ->
            access.during(
                () -> {
                  DataKey key = keyFor(address.owner());
                  Map<IdentityLabel, byte[]> sealed = new EnumMap<>(IdentityLabel.class);
                  byLabel.forEach(
                      (label, some) -> sealed.put(label, cipher.seal(key, address, label, some)));
                  elements.insert(address, sealed);
                  return null;
                }));
  }

  @Override
  public List<IdentityElement> fetch(VaultAddress address, Set<IdentityLabel> labels) {
    return labels.isEmpty() ? List.of() : guarded(() -> opened(address, labels));
  }

  private List<IdentityElement> opened(VaultAddress address, Set<IdentityLabel> labels) {
    SealedElements.Found found = elements.find(address, labels);
    if (found.sealed().isEmpty()) {
      return List.of();
    }
    WrappedDataKey wrapped =
        found.key().orElseThrow(() -> new IdentityUnavailableException("Data key is gone"));
    DataKey key = keys.unwrap(wrapped, address.owner());
    return found.sealed().entrySet().stream()
        .flatMap(e -> cipher.open(key, address, e.getKey(), e.getValue()).stream())
        .toList();
  }

  @Override
  public void destroy(String person, String author, Collection<String> items) {
    guarded(
        () ->
            access.during(
                () -> {
                  dataKeys.destroy(new DataKeyOwner(person, author));
                  elements.destroy(person, author, items);
                  return null;
                }));
  }

  private <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (IdentityUnavailableException e) {
      alarm.raise(e);
      throw e;
    } catch (DataAccessException e) {
      IdentityUnavailableException outage =
          new IdentityUnavailableException("The vault does not answer", e);
      alarm.raise(outage);
      throw outage;
    }
  }

  /** Two first writes about one person agree on the key that came first. */
  private DataKey keyFor(DataKeyOwner owner) {
    WrappedDataKey wrapped =
        dataKeys
            .hold(owner)
            .orElseGet(
                () -> {
                  dataKeys.insertFirst(owner, keys.create(owner));
                  return dataKeys
                      .hold(owner)
                      .orElseThrow(() -> new IdentityUnavailableException("Data key is gone"));
                });
    return keys.unwrap(wrapped, owner);
  }
}
