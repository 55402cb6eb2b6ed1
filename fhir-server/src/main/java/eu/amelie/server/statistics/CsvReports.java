/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.statistics.ReferralDimensions;
import eu.amelie.interceptors.statistics.Table;
import eu.amelie.server.statistics.Shape.Stratifier;
import java.util.OptionalLong;

/**
 * A report as comma-separated values (RFC 4180): a line for each category, the first for all. All
 * cells are codes and numbers of ours, and none needs quotes. A number that is left out is empty.
 */
final class CsvReports {
  private static final String HEADER =
      "country,period_start,period_end,measure,table,system,code,persons,suppressed";
  private static final String END = "\r\n";

  private CsvReports() {}

  static String of(Report report, Shape shape) {
    StringBuilder csv = new StringBuilder(HEADER).append(END);
    line(csv, report, shape, "all,,", report.table(ReferralDimensions.SEX).total());
    for (Stratifier stratifier : shape.stratifiers()) {
      Table table = report.table(stratifier.dimension());
      for (Row row : stratifier.rows()) {
        String category = stratifier.dimension().name() + "," + row.system() + "," + row.code();
        line(csv, report, shape, category, table.sum(row.leaves()));
      }
    }
    return csv.toString();
  }

  private static void line(
      StringBuilder csv, Report report, Shape shape, String category, OptionalLong persons) {
    csv.append(report.country())
        .append(',')
        .append(report.quarter().first())
        .append(',')
        .append(report.quarter().last())
        .append(',')
        .append(shape.measure())
        .append(',')
        .append(category)
        .append(',')
        .append(persons.isPresent() ? Long.toString(persons.getAsLong()) : "")
        .append(',')
        .append(persons.isEmpty())
        .append(END);
  }
}
