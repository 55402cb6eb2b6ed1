/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What lies in a vault that has a database of its own, on record beside the record. Takes part in
 * the record's transaction, so that it says of each of its versions which identity belongs to it.
 */
class VaultEntries {
  /** Where something lies, whoever it is about. */
  record Place(String item, String custodian, String revision, UUID person) {
    static Place of(VaultAddress address) {
      return new Place(
          address.item(),
          address.custodian(),
          address.revision(),
          UUID.fromString(address.person()));
    }

    /** The internal id stays out of logs. */
    @Override
    public String toString() {
      return "Place[redacted]";
    }
  }

  private final JdbcClient jdbc;

  /**
   * @param jdbc of the record's database
   */
  VaultEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void note(VaultAddress address, Set<IdentityLabel> labels) {
    insert(Place.of(address), SealedElements.names(labels));
  }

  /** Notes what was brought from elsewhere; what is known stays. */
  void adopt(Place place, String labels) {
    insert(place, labels);
  }

  /** Empty where nothing was kept. */
  Set<IdentityLabel> labels(VaultAddress address) {
    return at(
            Place.of(address),
            """
            select labels from exchange.vault_entry
             where item = :item and custodian = :custodian and revision = :revision
            """)
        .query(String.class)
        .list()
        .stream()
        .flatMap(SealedElements::labels)
        .collect(Collectors.toSet());
  }

  /** As {@link SealedElements#destroy}. */
  void remove(String person, String author, Collection<String> items) {
    jdbc.sql(
            """
            delete from exchange.vault_entry
             where person = :person and (custodian = :author or item = any(:items))
            """)
        .param("person", UUID.fromString(person))
        .param("author", author)
        .param("items", items.toArray(String[]::new))
        .update();
  }

  void clear() {
    jdbc.sql("delete from exchange.vault_entry").update();
  }

  /** Those that no committed record names, as far as can be seen now. */
  List<Place> unnamed(List<Place> places) {
    return jdbc.sql(
            """
            select asked.* from unnest(:items, :custodians, :revisions, :persons)
                   as asked (item, custodian, revision, person)
             where not exists (select from exchange.vault_entry e
                                where e.item = asked.item and e.custodian = asked.custodian
                                  and e.revision = asked.revision)
            """)
        .param("items", column(places, Place::item))
        .param("custodians", column(places, Place::custodian))
        .param("revisions", column(places, Place::revision))
        .param("persons", places.stream().map(Place::person).toArray(UUID[]::new))
        .query(Place.class)
        .list();
  }

  /**
   * Whether no record names this place nor ever will. Waits for the transaction that is about to
   * name it, if there is one: both would be the one row of the primary key. Where the answer is
   * true that row is taken until the caller's transaction ends, and gone then.
   */
  boolean isNobodys(Place place) {
    boolean nobodys = insert(place, "");
    if (nobodys) {
      at(
              place,
              """
              delete from exchange.vault_entry
               where item = :item and custodian = :custodian and revision = :revision
              """)
          .update();
    }
    return nobodys;
  }

  /** False where there is one already. */
  private boolean insert(Place place, String labels) {
    return at(
                place,
                """
                insert into exchange.vault_entry (item, custodian, revision, person, labels)
                values (:item, :custodian, :revision, :person, :labels) on conflict do nothing
                """)
            .param("person", place.person())
            .param("labels", labels)
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec at(Place place, String sql) {
    return jdbc.sql(sql)
        .param("item", place.item())
        .param("custodian", place.custodian())
        .param("revision", place.revision());
  }

  private static String[] column(List<Place> places, Function<Place, String> part) {
    return places.stream().map(part).toArray(String[]::new);
  }
}
