/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Stream;

/** The words of explanations in one language; English where no other is asked for. */
final class Texts {
  static final List<Locale> LANGUAGES =
      Stream.of("en", "el", "it", "de", "nl", "fr").map(Locale::forLanguageTag).toList();

  private static final String BUNDLE = Texts.class.getPackageName() + ".explanation";

  private final Locale locale;
  private final ResourceBundle words;

  private Texts(Locale locale) {
    this.locale = locale;
    this.words =
        ResourceBundle.getBundle(
            BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  static Texts in(Locale locale) {
    return new Texts(locale);
  }

  /** By the quality of the languages asked for; a header that cannot be read asks for none. */
  static Texts preferred(String acceptLanguage) {
    try {
      Locale preferred =
          acceptLanguage == null || acceptLanguage.isBlank()
              ? null
              : Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
      return in(preferred == null ? Locale.ENGLISH : preferred);
    } catch (IllegalArgumentException e) {
      return in(Locale.ENGLISH);
    }
  }

  String language() {
    return locale.toLanguageTag();
  }

  String of(String key, Object... values) {
    return new MessageFormat(words.getString(key), locale).format(values);
  }
}
