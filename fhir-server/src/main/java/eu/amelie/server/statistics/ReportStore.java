/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.statistics.Quarter;
import eu.amelie.interceptors.statistics.Table;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reports that were published. Takes part in the caller's transaction. */
@Repository
class ReportStore {
  private final JdbcClient jdbc;

  ReportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Report> find(String country, Quarter quarter) {
    return jdbc.sql(
            """
            select computed from exchange.statistics_report
             where country = :country and quarter = :quarter
            """)
        .param("country", country)
        .param("quarter", quarter.code())
        .query((row, n) -> row.getTimestamp("computed").toInstant())
        .optional()
        .map(computed -> LocalDate.ofInstant(computed, ZoneOffset.UTC))
        .map(day -> Report.of(country, quarter, day, persons(country, quarter)));
  }

  private Map<String, Map<String, Long>> persons(String country, Quarter quarter) {
    Map<String, Map<String, Long>> persons = new HashMap<>();
    jdbc.sql(
            """
            select dimension, category, persons from exchange.statistics_count
             where country = :country and quarter = :quarter
            """)
        .param("country", country)
        .param("quarter", quarter.code())
        .query(
            row -> {
              persons
                  .computeIfAbsent(row.getString("dimension"), any -> new HashMap<>())
                  .put(row.getString("category"), row.getLong("persons"));
            });
    return persons;
  }

  /** Keeps a report, where none was kept before; what is there already stays as it is. */
  void keep(Report report) {
    int kept =
        jdbc.sql(
                """
                insert into exchange.statistics_report (country, quarter, computed)
                values (:country, :quarter, :computed) on conflict do nothing
                """)
            .param("country", report.country())
            .param("quarter", report.quarter().code())
            .param("computed", report.computed().atStartOfDay().atOffset(ZoneOffset.UTC))
            .update();
    if (kept == 1) {
      report.tables().forEach(table -> keep(report, table));
    }
  }

  private void keep(Report report, Table table) {
    table
        .persons()
        .forEach(
            (category, persons) ->
                jdbc.sql(
                        """
                        insert into exchange.statistics_count
                          (country, quarter, dimension, category, persons)
                        values (:country, :quarter, :dimension, :category, :persons)
                        """)
                    .param("country", report.country())
                    .param("quarter", report.quarter().code())
                    .param("dimension", table.dimension().name())
                    .param("category", category)
                    .param("persons", persons)
                    .update());
  }
}
