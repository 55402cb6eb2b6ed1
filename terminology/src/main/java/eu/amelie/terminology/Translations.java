/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;

/** Texts in several languages, as FHIR's extension {@code translation} has them. */
public final class Translations {
  public static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/translation";

  private Translations() {}

  /** Adds to a text in English what it is in the other languages. */
  public static void add(StringType text, Displays displays) {
    for (Language language : Language.values()) {
      if (language != Language.EN) {
        displays.in(language).ifPresent(words -> text.addExtension(translation(language, words)));
      }
    }
  }

  private static Extension translation(Language language, String words) {
    Extension extension = new Extension(EXTENSION);
    extension.addExtension("lang", new CodeType(language.tag()));
    extension.addExtension("content", new StringType(words));
    return extension;
  }
}
