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
    insert(recall, false);
    return recall;
  }

  /**
   * @param journaled whether it stands in the journal
   */
  void insert(Recall recall, boolean journaled) {
    jdbc.sql(
            """
            insert into exchange.recall
              (id, kind, subject, custodian, version, reason, recorded, journaled)
            values
              (:id, :kind, :subject, :custodian, :version, :reason, :recorded, :journaled)
            on conflict do nothing
            """)
        .param("id", recall.id())
        .param("kind", recall.kind().code())
        .param("subject", recall.subject())
        .param("custodian", recall.custodian())
        .param("version", recall.version())
        .param("reason", recall.reason())
        .param("recorded", Timestamp.from(recall.recorded()))
        .param("journaled", journaled)
        .update();
  }

  /** Those of which it is not known that they stand in the journal. */
  List<Recall> unwritten() {
    return jdbc.sql("select * from exchange.recall where not journaled order by recorded, id")
        .query(ROW)
        .list();
  }

  /** Those of them that are about one thing of one custodian. */
  List<Recall> unwritten(UUID subject, String custodian) {
    return jdbc.sql(
            """
            select * from exchange.recall
             where not journaled and subject = :subject and custodian = :custodian
             order by recorded, id
            """)
        .param("subject", subject)
        .param("custodian", custodian)
        .query(ROW)
        .list();
  }

  void markWritten(List<Recall> recalls) {
    jdbc.sql("update exchange.recall set journaled = true where id = any(:ids) and not journaled")
        .param("ids", recalls.stream().map(Recall::id).toArray(UUID[]::new))
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
