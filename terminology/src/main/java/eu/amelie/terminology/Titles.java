/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Map;
import java.util.stream.Collectors;

/** What code systems, value sets and concept maps are called, by their ids. */
final class Titles {
  private final Map<String, Displays> byId;

  private Titles(Map<String, Displays> byId) {
    this.byId = byId;
  }

  static Titles load() {
    return new Titles(
        Tsv.rows("titles.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get("id"), Displays::of)));
  }

  /**
   * @throws IllegalArgumentException where the table has no such id
   */
  Displays of(String id) {
    Displays title = byId.get(id);
    if (title == null) {
      throw new IllegalArgumentException("No title: " + id);
    }
    return title;
  }
}
