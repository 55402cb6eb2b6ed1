/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads out everything that a dump of the database would hold: every column of every row of every
 * table of every schema that is not PostgreSQL's own, large objects, and compressed bodies
 * inflated.
 */
public final class DatabaseContents {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private int tables;
  private long values;
  private long inflated;

  public DatabaseContents(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    jdbc.setFetchSize(500);
  }

  /** Gives each value with its table and column. */
  public void forEach(BiConsumer<String, String> value) {
    for (String schema : schemas()) {
      transaction.executeWithoutResult(
          status -> {
            if (schema.equals("vault")) {
              jdbc.execute("set local role amelie_vault");
            }
            names(schema).forEach(table -> rows(schema, table, value));
          });
    }
    transaction.executeWithoutResult(status -> largeObjects(value));
  }

  int tables() {
    return tables;
  }

  long values() {
    return values;
  }

  /** How many compressed bodies were looked into. */
  long inflated() {
    return inflated;
  }

  private List<String> schemas() {
    return jdbc.queryForList(
        """
        select nspname from pg_namespace
         where nspname not like 'pg\\_%' and nspname <> 'information_schema'
        """,
        String.class);
  }

  /** Partitions, views and sequences hold nothing of their own. */
  private List<String> names(String schema) {
    return jdbc.queryForList(
        """
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname = ? and c.relkind in ('r', 'm')
        """,
        String.class,
        schema);
  }

  private void rows(String schema, String table, BiConsumer<String, String> value) {
    tables++;
    jdbc.query(
        "select * from \"%s\".\"%s\"".formatted(schema, table),
        row -> {
          ResultSetMetaData meta = row.getMetaData();
          for (int i = 1; i <= meta.getColumnCount(); i++) {
            column(row, i, schema + "." + table + "." + meta.getColumnName(i), value);
          }
        });
  }

  private void column(ResultSet row, int index, String place, BiConsumer<String, String> value)
      throws SQLException {
    if (row.getMetaData().getColumnTypeName(index).equals("bytea")) {
      bytes(place, row.getBytes(index), value);
    } else {
      text(place, row.getString(index), value);
    }
  }

  private void text(String place, String text, BiConsumer<String, String> value) {
    if (text != null) {
      values++;
      value.accept(place, text);
    }
  }

  private void bytes(String place, byte[] bytes, BiConsumer<String, String> value) {
    if (bytes == null) {
      return;
    }
    text(place, new String(bytes, StandardCharsets.UTF_8), value);
    boolean compressed =
        bytes.length > 2 && (bytes[0] & 0xff) == GZIP_FIRST && (bytes[1] & 0xff) == GZIP_SECOND;
    if (compressed) {
      inflated++;
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        text(place, new String(in.readAllBytes(), StandardCharsets.UTF_8), value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void largeObjects(BiConsumer<String, String> value) {
    jdbc.query(
        "select lo_get(oid) from pg_largeobject_metadata",
        row -> {
          bytes("large object", row.getBytes(1), value);
        });
  }
}
