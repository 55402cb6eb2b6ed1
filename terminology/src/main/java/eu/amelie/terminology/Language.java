/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.Arrays;
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

  /** The language that a tag such as {@code fr-BE} begins with, or empty where it is not ours. */
  public static Optional<Language> of(String tag) {
    String wanted = tag.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return Arrays.stream(values()).filter(language -> language.tag().equals(wanted)).findFirst();
  }

  /** The BCP 47 tag, such as {@code fr}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
