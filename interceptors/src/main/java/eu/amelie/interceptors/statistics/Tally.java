/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts persons by several dimensions at once. Each person is added once; it keeps no person, only
 * numbers, and gives out what may be published of them.
 */
public final class Tally {
  private final List<Dimension> dimensions;
  private final Map<String, Map<String, Long>> persons = new HashMap<>();

  public Tally(List<Dimension> dimensions) {
    this.dimensions = List.copyOf(dimensions);
    for (Dimension dimension : this.dimensions) {
      dimension.within().ifPresent(within -> requireBefore(dimension, within));
      persons.put(dimension.name(), new HashMap<>());
    }
  }

  private void requireBefore(Dimension dimension, Dimension.Within within) {
    Optional<Dimension> outer = find(within.dimension());
    if (!persons.containsKey(within.dimension())
        || outer
            .filter(o -> o.within().isEmpty() && o.leaves().contains(within.leaf()))
            .isEmpty()) {
      throw new IllegalArgumentException(dimension.name() + " is within nothing.");
    }
  }

  private Optional<Dimension> find(String name) {
    return dimensions.stream().filter(dimension -> dimension.name().equals(name)).findFirst();
  }

  /**
   * @param values by name of the dimension; what is missing or not listed counts as not stated
   */
  public void add(Map<String, String> values) {
    for (Dimension dimension : dimensions) {
      if (dimension.within().filter(within -> !isWithin(values, within)).isEmpty()) {
        persons
            .get(dimension.name())
            .merge(dimension.leafOf(values.get(dimension.name())), 1L, Long::sum);
      }
    }
  }

  private boolean isWithin(Map<String, String> values, Dimension.Within within) {
    Dimension outer = find(within.dimension()).orElseThrow();
    return outer.leafOf(values.get(outer.name())).equals(within.leaf());
  }

  /**
   * One table for each dimension, in their order. Of a dimension within a leaf that is suppressed
   * nothing is published: its total would tell of that leaf.
   *
   * @throws IllegalStateException where the auditor finds fault with what would be published;
   *     nothing of it is given out then
   */
  public List<Table> publish() {
    List<Table> tables = suppress();
    if (!tables.stream().allMatch(table -> Audit.of(table).isEmpty())) {
      throw new IllegalStateException("What would be published tells of too few persons.");
    }
    return tables;
  }

  /** The same without the auditor. */
  List<Table> suppress() {
    Map<String, Table> tables = new HashMap<>();
    List<Table> inOrder = new ArrayList<>();
    for (Dimension dimension : dimensions) {
      boolean hidden =
          dimension
              .within()
              .filter(w -> !tables.get(w.dimension()).persons().containsKey(w.leaf()))
              .isPresent();
      Table table =
          hidden
              ? new Table(dimension, Map.of())
              : Suppression.protect(dimension, persons.get(dimension.name()));
      tables.put(dimension.name(), table);
      inOrder.add(table);
    }
    return List.copyOf(inOrder);
  }
}
