/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Language;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;

/** One text in the languages of the exchange, each marked with its own. */
final class Words {
  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  /** Empty where there is no translation. */
  record Word(String lang, String text) {}

  private Words() {}

  static List<String> languages() {
    return Arrays.stream(Language.values()).map(Language::tag).toList();
  }

  static List<Word> of(Displays displays) {
    return Arrays.stream(Language.values())
        .map(language -> new Word(language.tag(), displays.in(language).orElse("")))
        .toList();
  }

  /** A text with FHIR's extension {@code translation}. */
  static List<Word> of(Element text) {
    return Arrays.stream(Language.values())
        .map(language -> new Word(language.tag(), in(text, language)))
        .toList();
  }

  /** The same, of the only value of a property; nothing where there is none. */
  static List<Word> ofElement(Property property) {
    if (property == null) {
      return List.of();
    }
    for (Base value : property.getValues()) {
      if (value instanceof Element text) {
        return of(text);
      }
    }
    return List.of();
  }

  private static String in(Element text, Language language) {
    if (language == Language.EN) {
      return text.primitiveValue();
    }
    return text.getExtensionsByUrl(TRANSLATION).stream()
        .filter(one -> language.tag().equals(part(one, "lang")))
        .map(one -> part(one, "content"))
        .findFirst()
        .orElse("");
  }

  private static String part(Extension extension, String name) {
    return extension.getExtensionString(name);
  }
}
