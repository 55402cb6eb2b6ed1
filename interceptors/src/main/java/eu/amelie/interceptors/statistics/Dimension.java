/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way to tell persons apart. Dimensions of one report leave each other free: whatever a person
 * is by one, she could be anything by the others. Where that does not hold, because the question
 * arises for some only, the dimension is within these.
 *
 * @param name unique among the dimensions of a report
 * @param unstated the leaf of those of whom nothing, or nothing listed, is known
 * @param within whom alone it is about; empty: everybody
 */
public record Dimension(String name, String unstated, Category all, Optional<Within> within) {

  /** A leaf of another dimension, which stands before in the report and is about everybody. */
  public record Within(String dimension, String leaf) {}

  public Dimension(String name, String unstated, Category all) {
    this(name, unstated, all, Optional.empty());
  }

  public Dimension {
    Set<String> seen = new HashSet<>();
    if (!all.all().allMatch(category -> seen.add(category.id()))) {
      throw new IllegalArgumentException("A category stands twice in " + name + ".");
    }
    if (all.isLeaf() || all.leaves().noneMatch(leaf -> leaf.id().equals(unstated))) {
      throw new IllegalArgumentException("A dimension tells apart, and has a rest: " + name + ".");
    }
  }

  public List<String> leaves() {
    return all.leaves().map(Category::id).toList();
  }

  /** The leaf of a value; of one that is not listed, or null, the rest. */
  public String leafOf(String value) {
    return leaves().contains(value) ? value : unstated;
  }
}
