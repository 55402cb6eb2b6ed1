/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * The table of sealed identity, a row for each label. Each row names all labels that were kept with
 * it, so that a row which was lost is missed by those that are left. Not guaranteed: that the loss
 * of all of them is noticed. Used in the vault's role only.
 */
class SealedElements {
  private static final String SEPARATOR = ",";

  /** A row; {@code together} is null in those from before it was written. */
  private record Row(
      IdentityLabel label, String together, byte[] sealed, Optional<WrappedDataKey> key) {}

  /**
   * What was found, with the data key that it may have been sealed with; empty where that is gone.
   */
  record Found(Map<IdentityLabel, byte[]> sealed, Optional<WrappedDataKey> key) {}

  private final VaultAccess access;

  SealedElements(VaultAccess access) {
    this.access = access;
  }

  /** Keeps all labels of one address. */
  void insert(VaultAddress address, Map<IdentityLabel, byte[]> sealed) {
    String together = names(sealed.keySet());
    sealed.forEach(
        (label, bytes) ->
            access
                .jdbc()
                .sql(
                    """
                    insert into vault.element
                      (item, custodian, revision, label, together, person, sealed)
                    values (:item, :custodian, :revision, :label, :together, :person, :sealed)
                    """)
                .param("item", address.item())
                .param("custodian", address.custodian())
                .param("revision", address.revision())
                .param("label", label.name())
                .param("together", together)
                .param("person", UUID.fromString(address.person()))
                .param("sealed", bytes)
                .update());
  }

  /**
   * Throws IdentityUnavailableException where any label of this address is lost. Asked for by
   * itself, not inside of other work on the vault.
   */
  Found find(VaultAddress address, Set<IdentityLabel> wanted) {
    List<Row> rows =
        access.select(
            """
            select e.label, e.together,
                   case when e.label in (:wanted) then e.sealed end as sealed,
                   k.kek_keeper, k.kek_version, k.wrapped
              from vault.element e
              left join vault.data_key k on k.person = :person and k.custodian = e.custodian
             where e.item = :item and e.custodian = :custodian and e.revision = :revision
            """,
            new MapSqlParameterSource()
                .addValue("item", address.item())
                .addValue("custodian", address.custodian())
                .addValue("revision", address.revision())
                .addValue("person", UUID.fromString(address.person()))
                .addValue("wanted", wanted.stream().map(Enum::name).toList()),
            SealedElements::row);
    requireWhole(rows);
    Map<IdentityLabel, byte[]> found = new TreeMap<>();
    rows.stream()
        .filter(row -> wanted.contains(row.label()))
        .forEach(row -> found.put(row.label(), row.sealed()));
    return new Found(found, rows.stream().findFirst().flatMap(Row::key));
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    return new Row(
        IdentityLabel.valueOf(row.getString("label")),
        row.getString("together"),
        row.getBytes("sealed"),
        row.getBytes("wrapped") == null
            ? Optional.empty()
            : Optional.of(WrappedDataKeys.wrapped(row)));
  }

  /** All that one author added about a person, and all that belongs to these items. */
  void destroy(String person, String author, Collection<String> items) {
    access
        .jdbc()
        .sql(
            """
            delete from vault.element
             where person = :person and (custodian = :author or item = any(:items))
            """)
        .param("person", UUID.fromString(person))
        .param("author", author)
        .param("items", items.toArray(String[]::new))
        .update();
  }

  private static void requireWhole(List<Row> rows) {
    String there = names(rows.stream().map(Row::label).collect(Collectors.toSet()));
    if (rows.stream().anyMatch(row -> row.together() != null && !row.together().equals(there))) {
      throw new IdentityUnavailableException("Identity is incomplete");
    }
  }

  /** The labels that {@link #names} wrote. */
  static Stream<IdentityLabel> labels(String names) {
    return names.isEmpty()
        ? Stream.of()
        : Arrays.stream(names.split(SEPARATOR)).map(IdentityLabel::valueOf);
  }

  static String names(Set<IdentityLabel> labels) {
    return Arrays.stream(IdentityLabel.values())
        .filter(labels::contains)
        .map(Enum::name)
        .collect(Collectors.joining(SEPARATOR));
  }
}
