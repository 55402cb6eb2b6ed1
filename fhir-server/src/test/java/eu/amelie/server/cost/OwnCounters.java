/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import eu.amelie.server.database.DatabaseSettings;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What a database itself has counted of rows that scans of tables gave and entries that scans of
 * indexes gave, by whichever plans its connections had. All that goes on is in it, so that it is
 * good for a mean of many calls only.
 */
final class OwnCounters {
  /** An idle connection tells what it has counted after ten seconds at the latest. */
  private static final Duration TOLD = Duration.ofSeconds(11);

  private final JdbcClient jdbc;

  OwnCounters(DatabaseSettings database) {
    this.jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
  }

  static void awaitAll() {
    try {
      Thread.sleep(TOLD.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long rows() {
    return jdbc.sql(
            """
            select (select sum(seq_tup_read) from pg_stat_user_tables)
                   + (select sum(idx_tup_read) from pg_stat_user_indexes)
            """)
        .query(Long.class)
        .single();
  }
}
