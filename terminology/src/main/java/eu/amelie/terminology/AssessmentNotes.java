/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Map;
import java.util.stream.Collectors;

/** What an assessment of signs says of itself and of its limits, in the exchange's languages. */
record AssessmentNotes(Map<String, Displays> byId) {

  static AssessmentNotes load() {
    return new AssessmentNotes(
        Tsv.rows("assessment-notes.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get("id"), Displays::of)));
  }

  /**
   * @throws IllegalArgumentException where there is none
   */
  Displays of(String id) {
    Displays note = byId.get(id);
    if (note == null) {
      throw new IllegalArgumentException("No such note: " + id);
    }
    return note;
  }
}
