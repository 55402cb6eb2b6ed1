/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.vault.VaultEntries.Place;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it at the start that identity is looked for where it lies: in another place everybody
 * would seem never to have had a name. A kill at any moment leaves what the next start completes.
 */
class VaultPlace {
  private static final int PAGE = 500;

  /** Any fixed number: "sc-vault" in ASCII. */
  private static final long ADVISORY_LOCK = 0x73632d7661756c74L;

  /** A place with the labels that lie there. */
  private record Found(String item, String custodian, String revision, UUID person, String labels) {
    Place place() {
      return new Place(item, custodian, revision, person);
    }
  }

  private final DataSource source;
  private final JdbcClient record;
  private final TransactionTemplate transaction;

  /**
   * @param source the record's database
   */
  VaultPlace(DataSource source) {
    this.source = source;
    this.record = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  /**
   * @throws StartRefusedException where the vault has a database of its own
   */
  void requireShared() {
    if (isOwn()) {
      throw new StartRefusedException(
          "Identities lie in a database of their own: configure amelie.vault.datasource.");
    }
  }

  /**
   * Binds the two databases to each other, at the first start with this one.
   *
   * @param vault the vault's own database, with its schema in place
   * @throws StartRefusedException where it is another's, or identities lie in the record's still
   */
  void requireOwn(JdbcClient vault) {
    transaction.executeWithoutResult(
        status -> {
          record
              .sql("select pg_advisory_xact_lock(:k)")
              .param("k", ADVISORY_LOCK)
              .query()
              .listOfRows();
          UUID number =
              record.sql("select vault from exchange.vault_place").query(UUID.class).single();
          Optional<UUID> there =
              vault.sql("select vault from vault.place").query(UUID.class).optional();
          boolean own = isOwn();
          if (there.isEmpty() ? own : !there.get().equals(number)) {
            throw new StartRefusedException(
                "The database that amelie.vault.datasource names is not the one where the"
                    + " identities of this record lie: configure that one.");
          }
          if (!own) {
            requireNoneHere();
            adopt(vault);
            vault
                .sql("insert into vault.place (vault) values (:number) on conflict do nothing")
                .param("number", number)
                .update();
            record.sql("update exchange.vault_place set own = true").update();
          }
        });
  }

  private boolean isOwn() {
    return record.sql("select own from exchange.vault_place").query(Boolean.class).single();
  }

  private void requireNoneHere() {
    boolean here =
        new VaultRole(source)
            .during(
                () ->
                    record
                        .sql(
                            """
                            select exists (select from vault.element)
                                or exists (select from vault.data_key)
                            """)
                        .query(Boolean.class)
                        .single());
    if (here) {
      throw new StartRefusedException(
          "Identities still lie in the record's database: move them before"
              + " amelie.vault.datasource is configured (docs/keys.md), or leave it empty.");
    }
  }

  /** What was moved there is on record from now on; else it would be taken for left over. */
  private void adopt(JdbcClient vault) {
    VaultEntries entries = new VaultEntries(record);
    Place after = new Place("", "", "", new UUID(0, 0));
    List<Found> page;
    do {
      page = page(vault, after);
      for (Found found : page) {
        entries.adopt(found.place(), found.labels());
        after = found.place();
      }
    } while (page.size() == PAGE);
  }

  private static List<Found> page(JdbcClient vault, Place after) {
    return vault
        .sql(
            """
            select item, custodian, revision, person, string_agg(label, ',') as labels
              from vault.element
             where (item, custodian, revision) > (:item, :custodian, :revision)
             group by item, custodian, revision, person
             order by item, custodian, revision limit :most
            """)
        .param("item", after.item())
        .param("custodian", after.custodian())
        .param("revision", after.revision())
        .param("most", PAGE)
        .query(Found.class)
        .list();
  }
}
