/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of sealed identity, a row for each label. Each row names all labels that were kept with
 * it, so that a row which was lost is missed by those that are left. Not guaranteed: that the loss
 * of all of them is noticed. Used in the vault's role only.
 */
class SealedElements {
  private static final String SEPARATOR = ",";

  /** A row; {@code together} is null in those from before it was written. */
  private record Row(IdentityLabel label, String together, byte[] sealed) {}

  private final JdbcClient jdbc;

  SealedElements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps all labels of one address. */
  void insert(VaultAddress address, Map<IdentityLabel, byte[]> sealed) {
    String together = names(sealed.keySet());
    sealed.forEach(
        (label, bytes) ->
            jdbc.sql(
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

  /** Throws IdentityUnavailableException where any label of this address is lost. */
  Map<IdentityLabel, byte[]> find(VaultAddress address, Set<IdentityLabel> wanted) {
    List<Row> rows =
        jdbc.sql(
                """
                select label, together, case when label in (:wanted) then sealed end as sealed
                  from vault.element
                 where item = :item and custodian = :custodian and revision = :revision
                """)
            .param("item", address.item())
            .param("custodian", address.custodian())
            .param("revision", address.revision())
            .param("wanted", wanted.stream().map(Enum::name).toList())
            .query(
                (row, n) ->
                    new Row(
                        IdentityLabel.valueOf(row.getString("label")),
                        row.getString("together"),
                        row.getBytes("sealed")))
            .list();
    requireWhole(rows);
    Map<IdentityLabel, byte[]> found = new TreeMap<>();
    rows.stream()
        .filter(row -> wanted.contains(row.label()))
        .forEach(row -> found.put(row.label(), row.sealed()));
    return found;
  }

  /** All that one author added about a person, and all that belongs to these items. */
  void destroy(String person, String author, Collection<String> items) {
    jdbc.sql(
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

  private static String names(Set<IdentityLabel> labels) {
    return Arrays.stream(IdentityLabel.values())
        .filter(labels::contains)
        .map(Enum::name)
        .collect(Collectors.joining(SEPARATOR));
  }
}
