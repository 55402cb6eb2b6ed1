/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.amelie.server.testing.CountedStatements.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Runs statements again under EXPLAIN ANALYZE, and says how many rows their scans went through. */
final class RowsRead {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern IN_VAULT =
      Pattern.compile("(?is)set local role (\\w+); (.*); reset role");

  private final DataSource database;

  RowsRead(DataSource database) {
    this.database = database;
  }

  /**
   * One scan of a plan.
   *
   * @param rows it looked at, those it threw away included
   */
  record Scan(String kind, String table, String index, long rows) {}

  /** All scans of all queries among them. */
  List<Scan> of(List<Heard> statements) {
    List<Scan> scans = new ArrayList<>();
    for (Heard statement : statements) {
      Matcher vault = IN_VAULT.matcher(statement.sql().strip());
      if (vault.matches()) {
        collect(explained(vault.group(1), vault.group(2), statement.values()), scans);
      } else if (isQuery(statement.sql())) {
        collect(explained("none", statement.sql(), statement.values()), scans);
      }
    }
    return scans;
  }

  private static boolean isQuery(String text) {
    String sql = text.stripLeading().toLowerCase(Locale.ROOT);
    return (sql.startsWith("select") || sql.startsWith("with"))
        && !sql.contains("nextval")
        && !sql.contains("advisory");
  }

  static long total(List<Scan> scans) {
    return scans.stream().mapToLong(Scan::rows).sum();
  }

  private JsonNode explained(String role, String sql, Map<Integer, Object> values) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var settings = connection.createStatement()) {
        settings.execute("set local role " + role);
        return explained(connection, sql, values);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot explain: " + sql, e);
    }
  }

  private static JsonNode explained(Connection connection, String sql, Map<Integer, Object> values)
      throws SQLException {
    try (PreparedStatement explain =
        connection.prepareStatement("explain (analyze, format json) " + sql)) {
      for (Map.Entry<Integer, Object> value : values.entrySet()) {
        explain.setObject(value.getKey(), value.getValue());
      }
      try (ResultSet plan = explain.executeQuery()) {
        return plan(plan);
      }
    }
  }

  private static JsonNode plan(ResultSet plan) throws SQLException {
    plan.next();
    try {
      return JSON.readTree(plan.getString(1)).get(0).get("Plan");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(JsonNode node, List<Scan> scans) {
    String kind = node.path("Node Type").asText();
    if (kind.endsWith("Scan") && node.has("Relation Name")) {
      double each =
          node.path("Actual Rows").asDouble()
              + node.path("Rows Removed by Filter").asDouble()
              + node.path("Rows Removed by Index Recheck").asDouble();
      scans.add(
          new Scan(
              kind,
              node.path("Relation Name").asText(),
              node.path("Index Name").asText("-"),
              Math.round(each * node.path("Actual Loops").asDouble(1))));
    } else if (kind.equals("Bitmap Index Scan")) {
      scans.add(
          new Scan(
              kind,
              "-",
              node.path("Index Name").asText(),
              Math.round(
                  node.path("Actual Rows").asDouble() * node.path("Actual Loops").asDouble(1))));
    }
    node.path("Plans").forEach(child -> collect(child, scans));
  }
}
