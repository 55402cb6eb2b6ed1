/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.statistics;

import java.util.List;
import java.util.stream.Stream;

/**
 * A group of persons, whole or told apart into parts. Every person of it is in one part and in one
 * only.
 *
 * @param id unique in its dimension
 * @param parts none, or two and more, in the order in which they are given up to hide others: what
 *     tells least comes first. The order is fixed beforehand and never follows from counts.
 */
public record Category(String id, List<Category> parts) {

  public Category {
    parts = List.copyOf(parts);
    if (id.isBlank() || parts.size() == 1) {
      throw new IllegalArgumentException("A category has a name, and no part or more than one.");
    }
  }

  static Category of(String id, Category... parts) {
    return new Category(id, List.of(parts));
  }

  /** One whose parts are not told apart any further. */
  static Category of(String id, String... leaves) {
    return new Category(id, Stream.of(leaves).map(Category::leaf).toList());
  }

  static Category leaf(String id) {
    return new Category(id, List.of());
  }

  public boolean isLeaf() {
    return parts.isEmpty();
  }

  /** Itself and all that it consists of, the whole before its parts. */
  public Stream<Category> all() {
    return Stream.concat(Stream.of(this), parts.stream().flatMap(Category::all));
  }

  public Stream<Category> leaves() {
    return all().filter(Category::isLeaf);
  }
}
