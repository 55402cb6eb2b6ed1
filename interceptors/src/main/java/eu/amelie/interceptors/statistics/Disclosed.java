/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.Set;
import java.util.stream.Collectors;

/** A number that somebody has seen: how many persons are in any of these leaves. */
public record Disclosed(Set<String> leaves, long persons) {

  public Disclosed {
    leaves = Set.copyOf(leaves);
  }

  static Disclosed of(Category category, long persons) {
    return new Disclosed(
        category.leaves().map(Category::id).collect(Collectors.toUnmodifiableSet()), persons);
  }
}
