/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Recalls in the database. Takes part in the caller's transaction. */
@Repository
class RecallRows {
  private static final RowMapper<Recall> ROW =
      (row, n) ->
          new Recall(
              row.getObject("id", UUID.class),
              Recall.Kind.of(row.getString("kind")),
              row.getObject("subject", UUID.class),
              row.getString("custodian"),
              row.getLong("version"),
              row.getString("reason"),
              row.getTimestamp("recorded").toInstant());

  private final JdbcClient jdbc;

  RecallRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A new one, of now by the database's own clock. */
  Recall create(Recall.Kind kind, UUID subject, String custodian, long version, String reason) {
    Instant now = jdbc.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant();
    Recall recall = new Recall(UUID.randomUUID(), kind, subject, custodian, version, reason, now);
    insert(recall);
    return recall;
  }

  void insert(Recall recall) {
    jdbc.sql(
            """
            insert into exchange.recall (id, kind, subject, custodian, version, reason, recorded)
            values (:id, :kind, :subject, :custodian, :version, :reason, :recorded)
            on conflict do nothing
            """)
        .param("id", recall.id())
        .param("kind", recall.kind().code())
        .param("subject", recall.subject())
        .param("custodian", recall.custodian())
        .param("version", recall.version())
        .param("reason", recall.reason())
        .param("recorded", Timestamp.from(recall.recorded()))
        .update();
  }

  List<Recall> all() {
    return jdbc.sql("select * from exchange.recall order by recorded, id").query(ROW).list();
  }

  boolean isErased(UUID person, String custodian) {
    return jdbc.sql(
            """
            select exists (select from exchange.recall
                            where kind = 'erasure' and subject = :person
                              and custodian = :custodian)
            """)
        .param("person", person)
        .param("custodian", custodian)
        .query(Boolean.class)
        .single();
  }
}
