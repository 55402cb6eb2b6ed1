/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Language;
import eu.amelie.terminology.Translations;
import java.util.EnumMap;
import java.util.Map;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.StringType;

/** Texts with their translations, as FHIR's extension {@code translation} has them. */
final class Wording {
  private Wording() {}

  /**
   * The columns {@code display_en}, {@code display_fr} and so on.
   *
   * @throws IllegalArgumentException where one is blank
   */
  static Displays of(Map<String, String> row) {
    return of(row, "display_");
  }

  /** The same with columns of another beginning. */
  static Displays of(Map<String, String> row, String columns) {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String text = row.get(columns + language.tag());
      if (text.isBlank()) {
        throw new IllegalArgumentException("Not translated: " + row);
      }
      words.put(language, text);
    }
    return new Displays(words);
  }

  static StringType text(Displays displays) {
    return in(new StringType(), displays);
  }

  /** The same as markdown, which descriptions are. */
  static MarkdownType markdown(Displays displays) {
    return in(new MarkdownType(), displays);
  }

  private static <T extends StringType> T in(T text, Displays displays) {
    text.setValue(displays.english());
    Translations.add(text, displays);
    return text;
  }
}
