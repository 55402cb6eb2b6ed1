/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.statistics.Dimension;
import eu.amelie.interceptors.statistics.Quarter;
import eu.amelie.interceptors.statistics.ReferralDimensions;
import eu.amelie.interceptors.statistics.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What was published of one quarter in one country.
 *
 * @param country ISO 3166-1 alpha-2
 * @param computed the day it was counted
 * @param tables one for each dimension of {@link ReferralDimensions#ALL}, in this order
 */
record Report(String country, Quarter quarter, LocalDate computed, List<Table> tables) {

  Report {
    tables = List.copyOf(tables);
  }

  /**
   * @param persons what is published, by dimension and category
   */
  static Report of(
      String country, Quarter quarter, LocalDate computed, Map<String, Map<String, Long>> persons) {
    return new Report(
        country,
        quarter,
        computed,
        ReferralDimensions.ALL.stream()
            .map(
                dimension -> new Table(dimension, persons.getOrDefault(dimension.name(), Map.of())))
            .toList());
  }

  Table table(Dimension dimension) {
    return tables.get(ReferralDimensions.ALL.indexOf(dimension));
  }
}
