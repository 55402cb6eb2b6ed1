/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Language;
import java.util.EnumMap;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;

/** Texts with their translations, as FHIR's extension {@code translation} has them. */
final class Wording {
  static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  private Wording() {}

  /**
   * The columns {@code display_en}, {@code display_fr} and so on.
   *
   * @throws IllegalArgumentException where one is blank
   */
  static Displays of(Map<String, String> row) {
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String text = row.get("display_" + language.tag());
      if (text.isBlank()) {
        throw new IllegalArgumentException("Not translated: " + row);
      }
      words.put(language, text);
    }
    return new Displays(words);
  }

  static StringType text(Displays displays) {
    StringType text = new StringType(displays.english());
    for (Language language : Language.values()) {
      if (language != Language.EN) {
        displays.in(language).ifPresent(words -> text.addExtension(translation(language, words)));
      }
    }
    return text;
  }

  private static Extension translation(Language language, String words) {
    Extension extension = new Extension(TRANSLATION);
    extension.addExtension("lang", new CodeType(language.tag()));
    extension.addExtension("content", new StringType(words));
    return extension;
  }
}
