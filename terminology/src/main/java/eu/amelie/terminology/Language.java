/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of the exchange. English is always there, the others as far as translated. */
public enum Language {
  EN,
  FR,
  NL,
  DE,
  EL,
  IT;

  private static final int LONGEST_LIST = 1000;
  private static final List<String> TAGS = Arrays.stream(values()).map(Language::tag).toList();

  /** The language that a tag such as {@code fr-BE} begins with, or empty where it is not ours. */
  public static Optional<Language> of(String tag) {
    String wanted = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return Arrays.stream(values()).filter(language -> language.tag().equals(wanted)).findFirst();
  }

  /**
   * By the quality of the languages that an {@code Accept-Language} header asks for (RFC 9110,
   * section 12.5.4): {@code fr-BE} is met by French. English where it asks for none of ours, cannot
   * be read, or is longer than a list of languages gets.
   */
  public static Language preferred(String acceptLanguage) {
    if (acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST_LIST) {
      return EN;
    }
    try {
      String tag = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), TAGS);
      return tag == null ? EN : of(tag).orElse(EN);
    } catch (IllegalArgumentException e) {
      return EN;
    }
  }

  /** The BCP 47 tag, such as {@code fr}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
