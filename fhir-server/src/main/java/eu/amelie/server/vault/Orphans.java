/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.server.vault.VaultEntries.Place;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes out of a vault with a database of its own what no record names: it was committed there and
 * its record was not, or was brought back with a backup.
 *
 * <p>Guaranteed: nothing that a committed record names in any of its versions, and nothing that a
 * transaction which is still under way may come to name, however long it takes; nothing younger
 * than the grace period. Work on it may be broken off at any moment and be done by several nodes at
 * once.
 */
class Orphans {
  private static final Logger log = LoggerFactory.getLogger(Orphans.class);
  private static final int PAGE = 500;
  private static final Place BEFORE_ALL = new Place("", "", "", new UUID(0, 0));

  /** Whose a data key is. */
  private record Owner(UUID person, String custodian) {}

  private final VaultAccess access;
  private final VaultEntries entries;
  private final JdbcClient record;
  private final TransactionTemplate transaction;
  private final Duration grace;

  /**
   * @param record the record's database
   * @param grace what is younger is left alone, by the clock of the vault's database
   */
  Orphans(
      VaultAccess access,
      JdbcClient record,
      PlatformTransactionManager transactions,
      Duration grace) {
    this.access = access;
    this.entries = new VaultEntries(record);
    this.record = record;
    this.transaction = new TransactionTemplate(transactions);
    this.grace = grace;
  }

  /** Answers how many revisions of items were taken out. */
  int collect() {
    int collected = 0;
    Place after = BEFORE_ALL;
    List<Place> page;
    do {
      Place from = after;
      page = transaction.execute(status -> access.during(() -> page(from)));
      List<Place> unnamed = page.isEmpty() ? List.of() : entries.unnamed(page);
      for (Place place : unnamed) {
        collected += transaction.execute(status -> take(place));
      }
      after = page.isEmpty() ? after : page.get(page.size() - 1);
    } while (page.size() == PAGE);
    int keys = collectKeys();
    if (collected + keys > 0) {
      log.info("{} orphaned revisions and {} data keys were collected.", collected, keys);
    }
    return collected;
  }

  /** In a transaction of the record, which keeps the place until the vault has committed. */
  private int take(Place place) {
    record.sql("set local lock_timeout = '10s'").update();
    if (!entries.isNobodys(place)) {
      return 0;
    }
    access.during(
        () ->
            access
                .jdbc()
                .sql(
                    """
                    delete from vault.element
                     where item = :item and custodian = :custodian and revision = :revision
                    """)
                .param("item", place.item())
                .param("custodian", place.custodian())
                .param("revision", place.revision())
                .update());
    return 1;
  }

  private List<Place> page(Place after) {
    return access
        .jdbc()
        .sql(
            """
            select distinct item, custodian, revision, person from vault.element
             where (item, custodian, revision) > (:item, :custodian, :revision)
               and written < clock_timestamp() - make_interval(secs => :grace)
             order by item, custodian, revision limit :most
            """)
        .param("item", after.item())
        .param("custodian", after.custodian())
        .param("revision", after.revision())
        .param("grace", (double) grace.toSeconds())
        .param("most", PAGE)
        .query(Place.class)
        .list();
  }

  /**
   * Data keys that seal nothing. Who is about to seal with one holds it; those are passed over, and
   * once a key is ours, what was sealed with it just before can be seen.
   */
  private int collectKeys() {
    return transaction.execute(
        status ->
            access.during(
                () -> {
                  List<Owner> idle =
                      access
                          .jdbc()
                          .sql(
                              """
                              select person, custodian from vault.data_key k
                               where created < clock_timestamp() - make_interval(secs => :grace)
                                 and not exists (select from vault.element e
                                                  where e.person = k.person
                                                    and e.custodian = k.custodian)
                               limit :most for update skip locked
                              """)
                          .param("grace", (double) grace.toSeconds())
                          .param("most", PAGE)
                          .query(Owner.class)
                          .list();
                  return idle.stream().mapToInt(one -> drop(one.person(), one.custodian())).sum();
                }));
  }

  private int drop(UUID person, String custodian) {
    return access
        .jdbc()
        .sql(
            """
            delete from vault.data_key k where person = :person and custodian = :custodian
               and not exists (select from vault.element e
                                where e.person = k.person and e.custodian = k.custodian)
            """)
        .param("person", person)
        .param("custodian", custodian)
        .update();
  }
}
