/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.DataKey;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.IdentityCipher;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link IdentityVault} in the schema {@code vault}, in the transaction of the record. */
class JdbcIdentityVault implements IdentityVault {
  private final JdbcClient jdbc;
  private final VaultRole role;
  private final DataKeys keys;
  private final IdentityCipher cipher;

  JdbcIdentityVault(JdbcClient jdbc, DataKeys keys, IdentityCipher cipher) {
    this.jdbc = jdbc;
    this.role = new VaultRole(jdbc);
    this.keys = keys;
    this.cipher = cipher;
  }

  @Override
  public void put(VaultAddress address, List<IdentityElement> elements) {
    if (elements.isEmpty()) {
      return;
    }
    Map<IdentityLabel, List<IdentityElement>> byLabel =
        elements.stream().collect(Collectors.groupingBy(IdentityElement::label));
    guarded(
        () -> {
          DataKey key = unwrap(address, keyFor(address));
          byLabel.forEach(
              (label, some) -> insert(address, label, cipher.seal(key, address, label, some)));
          return null;
        });
  }

  @Override
  public List<IdentityElement> fetch(VaultAddress address, Set<IdentityLabel> labels) {
    if (labels.isEmpty()) {
      return List.of();
    }
    return guarded(
        () -> {
          Map<IdentityLabel, byte[]> sealed = select(address, labels);
          if (sealed.isEmpty()) {
            return List.<IdentityElement>of();
          }
          WrappedDataKey wrapped =
              findKey(address)
                  .orElseThrow(() -> new IdentityUnavailableException("Data key is gone"));
          DataKey key = unwrap(address, wrapped);
          return sealed.entrySet().stream()
              .flatMap(e -> cipher.open(key, address, e.getKey(), e.getValue()).stream())
              .toList();
        });
  }

  @Override
  public void destroy(String person, String author, Collection<String> items) {
    guarded(
        () -> {
          jdbc.sql("delete from vault.data_key where person = :person and custodian = :author")
              .param("person", UUID.fromString(person))
              .param("author", author)
              .update();
          return jdbc.sql(
                  """
                  delete from vault.element
                   where person = :person and (custodian = :author or item = any(:items))
                  """)
              .param("person", UUID.fromString(person))
              .param("author", author)
              .param("items", items.toArray(String[]::new))
              .update();
        });
  }

  private <T> T guarded(java.util.function.Supplier<T> work) {
    try {
      return role.during(work);
    } catch (DataAccessException e) {
      throw new IdentityUnavailableException("The vault does not answer", e);
    }
  }

  private DataKey unwrap(VaultAddress address, WrappedDataKey wrapped) {
    return keys.unwrap(wrapped, address.person(), address.custodian());
  }

  /** Two first writes about one person agree on the key that came first. */
  private WrappedDataKey keyFor(VaultAddress address) {
    return findKey(address)
        .orElseGet(
            () -> {
              WrappedDataKey fresh = keys.create(address.person(), address.custodian());
              jdbc.sql(
                      """
                      insert into vault.data_key (person, custodian, kek_version, wrapped)
                      values (:person, :custodian, :version, :wrapped) on conflict do nothing
                      """)
                  .param("person", UUID.fromString(address.person()))
                  .param("custodian", address.custodian())
                  .param("version", fresh.keyVersion())
                  .param("wrapped", fresh.bytes())
                  .update();
              return findKey(address)
                  .orElseThrow(() -> new IdentityUnavailableException("Data key was not kept"));
            });
  }

  private Optional<WrappedDataKey> findKey(VaultAddress address) {
    return jdbc.sql(
            """
            select kek_version, wrapped from vault.data_key
             where person = :person and custodian = :custodian
            """)
        .param("person", UUID.fromString(address.person()))
        .param("custodian", address.custodian())
        .query((row, n) -> new WrappedDataKey(row.getInt("kek_version"), row.getBytes("wrapped")))
        .optional();
  }

  private void insert(VaultAddress address, IdentityLabel label, byte[] sealed) {
    jdbc.sql(
            """
            insert into vault.element (item, custodian, revision, label, person, sealed)
            values (:item, :custodian, :revision, :label, :person, :sealed)
            """)
        .param("item", address.item())
        .param("custodian", address.custodian())
        .param("revision", address.revision())
        .param("label", label.name())
        .param("person", UUID.fromString(address.person()))
        .param("sealed", sealed)
        .update();
  }

  private Map<IdentityLabel, byte[]> select(VaultAddress address, Set<IdentityLabel> labels) {
    return jdbc
        .sql(
            """
            select label, sealed from vault.element
             where item = :item and custodian = :custodian and revision = :revision
               and label in (:labels)
            """)
        .param("item", address.item())
        .param("custodian", address.custodian())
        .param("revision", address.revision())
        .param("labels", labels.stream().map(Enum::name).toList())
        .query(
            (row, n) ->
                Map.entry(IdentityLabel.valueOf(row.getString("label")), row.getBytes("sealed")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
