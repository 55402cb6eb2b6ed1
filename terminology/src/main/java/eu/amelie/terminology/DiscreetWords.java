/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Wordings for screens that others may see: a neutral word and a number, which only who has the
 * list can read. Codes of a system without such a word keep their own names; a test lists those
 * systems, whose codes tell nothing of what somebody goes through.
 */
final class DiscreetWords {
  private final Map<String, Displays> words;

  private DiscreetWords(Map<String, Displays> words) {
    this.words = words;
  }

  static DiscreetWords load() {
    return new DiscreetWords(
        Tsv.rows("discreet-words.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get("word"), Displays::of)));
  }

  /**
   * @param position of the code in its system, from 1
   * @param own what the code is called in full
   */
  Displays of(LocalSystem system, int position, Displays own) {
    String number = system == LocalSystem.DIMENSION ? letter(position) : String.valueOf(position);
    return Optional.ofNullable(words.get(system.id()))
        .map(word -> word.mapped((language, text) -> text + " " + number))
        .orElse(own);
  }

  /**
   * A sign: the letter of its dimension, its number in there, and what it is about in one word.
   *
   * @throws IllegalArgumentException where the table has no such word
   */
  Displays ofSign(int part, int position, String word) {
    Displays topic = words.get(word);
    if (topic == null) {
      throw new IllegalArgumentException("No such word: " + word);
    }
    return topic.mapped((language, text) -> letter(part) + position + " " + text);
  }

  private static String letter(int position) {
    return String.valueOf((char) ('A' + position - 1));
  }
}
