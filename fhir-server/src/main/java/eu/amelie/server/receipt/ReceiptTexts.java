/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.receipt;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Stream;

/** The words of receipts in one language. */
final class ReceiptTexts {
  private static final String BUNDLE = ReceiptTexts.class.getPackageName() + ".receipt";
  private static final List<Locale> LANGUAGES =
      Stream.of("en", "el", "it", "de", "nl", "fr").map(Locale::forLanguageTag).toList();

  private final Locale locale;
  private final ResourceBundle words;

  private ReceiptTexts(Locale locale) {
    this.locale = locale;
    this.words =
        ResourceBundle.getBundle(
            BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  /**
   * @param tag a BCP 47 tag; a region in it plays no part
   * @return empty for a language that there are no words in
   */
  static Optional<ReceiptTexts> in(String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    return LANGUAGES.stream()
        .filter(known -> known.getLanguage().equals(language))
        .findFirst()
        .map(ReceiptTexts::new);
  }

  static ReceiptTexts english() {
    return new ReceiptTexts(Locale.ENGLISH);
  }

  String language() {
    return locale.toLanguageTag();
  }

  String of(String key) {
    return words.getString(key);
  }

  /** Written out, so that nobody takes the month for the day. */
  String date(LocalDate day) {
    Locale region = locale.equals(Locale.ENGLISH) ? Locale.UK : locale;
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(region).format(day);
  }
}
