/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.paper;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.stream.Stream;

/** The words of one kind of page in one language. */
public final class PaperTexts {
  private static final List<Locale> LANGUAGES =
      Stream.of("en", "el", "it", "de", "nl", "fr").map(Locale::forLanguageTag).toList();

  private final Locale locale;
  private final ResourceBundle words;

  private PaperTexts(String bundle, Locale locale) {
    this.locale = locale;
    this.words =
        ResourceBundle.getBundle(
            bundle, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  /**
   * The words in the language that is asked for, else in that of what the page is about where there
   * are any, else in English.
   *
   * @param bundle of words for this kind of page
   * @throws ExchangeException profile-violation where there are no words in the one asked for
   */
  public static PaperTexts choose(String bundle, Optional<String> asked, Optional<String> own) {
    if (asked.isPresent()) {
      return in(bundle, asked.get())
          .orElseThrow(
              () ->
                  ExchangeException.at(
                      ErrorCode.PROFILE_VIOLATION,
                      "Parameters.parameter",
                      "The languages are en, el, it, de, nl and fr."));
    }
    return own.flatMap(tag -> in(bundle, tag))
        .orElseGet(() -> new PaperTexts(bundle, Locale.ENGLISH));
  }

  /**
   * @param tag a BCP 47 tag; a region in it plays no part
   * @return empty for a language that there are no words in
   */
  public static Optional<PaperTexts> in(String bundle, String tag) {
    String language = Locale.forLanguageTag(tag).getLanguage();
    return LANGUAGES.stream()
        .filter(known -> known.getLanguage().equals(language))
        .findFirst()
        .map(known -> new PaperTexts(bundle, known));
  }

  public Locale locale() {
    return locale;
  }

  public String language() {
    return locale.toLanguageTag();
  }

  public String of(String key) {
    return words.getString(key);
  }

  public Optional<String> find(String key) {
    return words.containsKey(key) ? Optional.of(words.getString(key)) : Optional.empty();
  }

  /** Written out, so that nobody takes the month for the day. */
  public String date(LocalDate day) {
    Locale region = locale.equals(Locale.ENGLISH) ? Locale.UK : locale;
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(region).format(day);
  }
}
