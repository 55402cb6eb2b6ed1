/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a database is for. The first start says so, for ever. */
enum Stamp {
  SANDBOX,
  PRODUCTION;

  /**
   * Refuses a database of the other kind before anything in it is changed. One without a stamp
   * passes.
   */
  void requireOn(JdbcClient jdbc) {
    boolean stamped =
        jdbc.sql("select to_regclass('exchange.stamp') is not null").query(Boolean.class).single();
    if (stamped) {
      jdbc.sql("select kind from exchange.stamp")
          .query(String.class)
          .optional()
          .ifPresent(this::require);
    }
  }

  /** Stamps the database where it bears none; of two servers that do so at once, one is refused. */
  void setOn(JdbcClient jdbc) {
    jdbc.sql("insert into exchange.stamp (kind) values (:kind) on conflict do nothing")
        .param("kind", word())
        .update();
    require(jdbc.sql("select kind from exchange.stamp").query(String.class).single());
  }

  private void require(String found) {
    if (!found.equals(word())) {
      throw new StartRefusedException(
          "This database belongs to a %s server and will not serve as %s: use another database."
              .formatted(found, word()));
    }
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
