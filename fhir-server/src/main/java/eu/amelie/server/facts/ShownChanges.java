/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Changes of Tasks that bear a time from before they could be read: a change is stored at one
 * moment and committed a little later, others meanwhile. Whoever goes on from the greatest time
 * that it has seen would miss it.
 *
 * <p>Guaranteed: what was committed at or after a moment, and within ten minutes of its own time,
 * is not missed from that moment on, as long as the clocks of several servers agree. A change that
 * was through before is not found again. Where the server died before it could note that, it is,
 * for ten minutes.
 */
@Repository
public class ShownChanges {
  /** No transaction of the exchange lasts as long. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final FinishedChanges finished;

  ShownChanges(JdbcClient jdbc, FinishedChanges finished) {
    this.jdbc = jdbc;
    this.finished = finished;
  }

  /**
   * Call in the transaction that changes it.
   *
   * @param changed the time that the Task bears
   */
  public void note(UUID task, Instant changed) {
    jdbc.sql(
            """
            insert into exchange.shown_change (task, custodian, changed)
            select i.id, i.custodian, :changed from exchange.case_item i where i.id = :task
            on conflict (task) do update set changed = excluded.changed, finished = null
            """)
        .param("task", task)
        .param("changed", Timestamp.from(changed))
        .update();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            finished.add(task, changed);
          }
        });
  }

  /** Whether more than one of an organisation's own Tasks bears this very time. */
  public boolean several(String organisation, Instant moment) {
    return jdbc.sql(
            """
            select count(*) > 1 from exchange.shown_change
             where custodian = :organisation and changed = :moment
            """)
        .param("organisation", organisation)
        .param("moment", Timestamp.from(moment))
        .query(Boolean.class)
        .single();
  }

  /**
   * From when on to look for what an organisation could not yet read of its own Tasks at a moment,
   * or could only read from then on. The moment itself where there is no such change.
   */
  public Instant since(String organisation, Instant moment) {
    return jdbc.sql(
            """
            select coalesce(min(changed), :moment) from exchange.shown_change
             where custodian = :organisation and changed < :moment and changed >= :earliest
               and (finished is null or finished >= :moment)
            """)
        .param("organisation", organisation)
        .param("moment", Timestamp.from(moment))
        .param("earliest", Timestamp.from(moment.minus(LONGEST)))
        .query(Timestamp.class)
        .single()
        .toInstant();
  }
}
