/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts persons by several dimensions at once. Each person is added once; it keeps no person, only
 * numbers, and gives out what may be published of them.
 */
public final class Tally {
  private final List<Dimension> dimensions;
  private final Map<String, Map<String, Long>> persons = new HashMap<>();

  public Tally(List<Dimension> dimensions) {
    this.dimensions = List.copyOf(dimensions);
    this.dimensions.forEach(dimension -> persons.put(dimension.name(), new HashMap<>()));
  }

  /**
   * @param values by name of the dimension; what is missing or not listed counts as not stated
   */
  public void add(Map<String, String> values) {
    for (Dimension dimension : dimensions) {
      persons
          .get(dimension.name())
          .merge(dimension.leafOf(values.get(dimension.name())), 1L, Long::sum);
    }
  }

  /**
   * @throws IllegalStateException where the auditor finds fault with what would be published;
   *     nothing of it is given out then
   */
  public List<Table> publish() {
    List<Table> tables =
        dimensions.stream()
            .map(dimension -> Suppression.protect(dimension, persons.get(dimension.name())))
            .toList();
    if (!tables.stream().allMatch(table -> Audit.of(table).isEmpty())) {
      throw new IllegalStateException("What would be published tells of too few persons.");
    }
    return tables;
  }
}
