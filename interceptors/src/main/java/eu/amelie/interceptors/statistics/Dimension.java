/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One way to tell persons apart.
 *
 * @param name unique among the dimensions of a report
 * @param unstated the leaf of those of whom nothing, or nothing listed, is known
 */
public record Dimension(String name, String unstated, Category all) {

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
