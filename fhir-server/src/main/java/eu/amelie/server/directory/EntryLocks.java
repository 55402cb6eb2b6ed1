/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Of those who would write an entry one does at a time, on every node; whoever writes many waits
 * for all others, and they wait for it. Locks hold until the end of the caller's transaction.
 */
@Component
class EntryLocks {
  /** Any fixed number that nobody else locks by. */
  private static final long WHOLE_DIRECTORY = 0x7363646b70L;

  private final JdbcClient jdbc;

  EntryLocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Waits for an import no longer than a few seconds: the connection is needed for others' calls.
   */
  void take(String entry) {
    jdbc.sql("set local lock_timeout = '3s'").update();
    jdbc.sql("select pg_advisory_xact_lock_shared(:directory)")
        .param("directory", WHOLE_DIRECTORY)
        .query()
        .listOfRows();
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:entry, 11))")
        .param("entry", entry)
        .query()
        .listOfRows();
    jdbc.sql("set local lock_timeout = 0").update();
  }

  void takeWhole() {
    jdbc.sql("select pg_advisory_xact_lock(:directory)")
        .param("directory", WHOLE_DIRECTORY)
        .query()
        .listOfRows();
  }
}
