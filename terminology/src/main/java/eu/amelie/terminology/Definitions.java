/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What codes mean, in the languages of the exchange. The English stands in {@code codes.tsv}, and
 * in this table once more, so that a translator sees what is translated.
 *
 * <p>Guaranteed: a translation stands only beside the English that it was made of; where {@code
 * codes.tsv} says something else by now, there is none. Not guaranteed: that every code has one; a
 * test lists those that have not.
 */
record Definitions(Map<Place, Displays> byPlace) {

  /**
   * @param system its id
   */
  record Place(String system, String code) {
    static Place of(Map<String, String> row) {
      return new Place(row.get("system"), row.get("code"));
    }
  }

  static Definitions load() {
    return new Definitions(
        Tsv.rows("definitions.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(Place::of, Displays::of)));
  }

  /** In all languages where they are of these English words, else in English alone. */
  Displays of(LocalSystem system, String code, String english) {
    Displays known = byPlace.get(new Place(system.id(), code));
    return known != null && known.english().equals(english) ? known : Displays.english(english);
  }
}
