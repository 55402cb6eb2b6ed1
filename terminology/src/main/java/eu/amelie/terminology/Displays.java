/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a code is called, by language. Guaranteed: English is there. Not guaranteed: any other.
 *
 * @param byLanguage unmodifiable; languages without a translation are absent
 */
public record Displays(Map<Language, String> byLanguage) {
  public Displays {
    byLanguage = Map.copyOf(byLanguage);
    Objects.requireNonNull(byLanguage.get(Language.EN), "an English display");
  }

  /** Reads the columns {@code display_en}, {@code display_fr} and so on; empty cells are absent. */
  static Displays of(Map<String, String> row) {
    Map<Language, String> displays = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String display = row.getOrDefault("display_" + language.tag(), "");
      if (!display.isBlank()) {
        displays.put(language, display);
      }
    }
    return new Displays(displays);
  }

  static Displays english(String words) {
    return new Displays(Map.of(Language.EN, words));
  }

  public String english() {
    return byLanguage.get(Language.EN);
  }

  /** The same in other words, language by language. */
  public Displays mapped(BiFunction<Language, String, String> words) {
    Map<Language, String> mapped = new EnumMap<>(Language.class);
    byLanguage.forEach((language, display) -> mapped.put(language, words.apply(language, display)));
    return new Displays(mapped);
  }

  /** In the language, or in English where there is no translation. */
  public String inOrEnglish(Language language) {
    return in(language).orElseGet(this::english);
  }

  public Optional<String> in(Language language) {
    return Optional.ofNullable(byLanguage.get(language));
  }
}
