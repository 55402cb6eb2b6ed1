/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What code systems, value sets and concept maps are called and what they are for, by their ids.
 */
final class Headings {
  private final Map<String, Displays> titles = read("titles.tsv");
  private final Map<String, Displays> descriptions = read("descriptions.tsv");

  static Headings load() {
    return new Headings();
  }

  private static Map<String, Displays> read(String table) {
    return Tsv.rows(table).stream()
        .collect(Collectors.toUnmodifiableMap(row -> row.get("id"), Displays::of));
  }

  /**
   * @throws IllegalArgumentException where one of the tables has no such id
   */
  Heading of(String id) {
    Displays title = titles.get(id);
    Displays description = descriptions.get(id);
    if (title == null || description == null) {
      throw new IllegalArgumentException("No title or no description: " + id);
    }
    return new Heading(title, description);
  }

  /** A title and a description. */
  record Heading(Displays title, Displays description) {}
}
