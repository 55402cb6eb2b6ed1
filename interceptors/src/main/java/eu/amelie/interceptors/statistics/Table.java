/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is published of one dimension. It holds nothing else: who has a table cannot find in it what
 * was suppressed.
 *
 * @param persons by id of the category; what is not there is suppressed, zero or not
 */
public record Table(Dimension dimension, Map<String, Long> persons) {

  public Table {
    persons = Map.copyOf(persons);
    Set<String> known =
        dimension.all().all().map(Category::id).collect(Collectors.toUnmodifiableSet());
    if (!known.containsAll(persons.keySet())) {
      throw new IllegalArgumentException("Not a category of " + dimension.name() + ".");
    }
  }

  /** How many persons there are in all; empty where even that is suppressed. */
  public OptionalLong total() {
    Long total = persons.get(dimension.all().id());
    return total == null ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /**
   * How many persons are in any of these leaves, where published categories add up to just that. It
   * says nothing that does not stand in the table, so that other groupings of the same persons can
   * be shown without a protection of their own.
   */
  public OptionalLong sum(Set<String> leaves) {
    if (leaves.isEmpty()) {
      return OptionalLong.empty();
    }
    Set<String> left = new HashSet<>(leaves);
    long sum = 0;
    // The whole comes before its parts, so the largest published one is taken first.
    for (Category category : dimension.all().all().toList()) {
      Long published = persons.get(category.id());
      Set<String> own = category.leaves().map(Category::id).collect(Collectors.toSet());
      if (published != null && left.containsAll(own)) {
        left.removeAll(own);
        sum += published;
      }
    }
    return left.isEmpty() ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  /** What it tells, as sums of leaves. */
  Set<Disclosed> disclosed() {
    return dimension
        .all()
        .all()
        .filter(category -> Objects.nonNull(persons.get(category.id())))
        .map(category -> Disclosed.of(category, persons.get(category.id())))
        .collect(Collectors.toUnmodifiableSet());
  }
}
