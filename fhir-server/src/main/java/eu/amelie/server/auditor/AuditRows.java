/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the trail, newest first. */
@Repository
class AuditRows {
  private final JdbcClient jdbc;

  AuditRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<AuditRow> find(long id) {
    return jdbc.sql("select * from exchange.audit_event where id = :id")
        .param("id", id)
        .query(AuditRows::row)
        .optional();
  }

  /** Rows recorded within these bounds, both inclusive. */
  List<AuditRow> page(Instant from, Instant to, int offset, int count) {
    return jdbc.sql(
            """
            select * from exchange.audit_event where recorded between :from and :to
             order by id desc offset :offset limit :count
            """)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("offset", offset)
        .param("count", count)
        .query(AuditRows::row)
        .list();
  }

  int count(Instant from, Instant to) {
    return jdbc.sql(
            "select count(*) from exchange.audit_event where recorded between :from and :to")
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(Integer.class)
        .single();
  }

  private static AuditRow row(ResultSet row, int number) throws SQLException {
    String items = row.getString("items");
    return new AuditRow(
        row.getLong("id"),
        row.getTimestamp("recorded").toInstant(),
        row.getString("request_id"),
        text(row.getString("organisation")),
        text(row.getString("purposes")),
        row.getString("interaction"),
        row.getInt("status"),
        row.getString("outcome"),
        items == null ? List.of() : Arrays.asList(items.split("\n")));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
