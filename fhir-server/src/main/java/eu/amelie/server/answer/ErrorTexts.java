/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.answer;

import eu.amelie.terminology.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every code of {@code sc-error} means, where it comes from and what to do, in every language
 * of the exchange; from tables that are read once.
 */
public final class ErrorTexts {
  private static final String HEADING = "heading";
  private static final List<String> COLUMNS = List.of("code", "what", "where", "remedy");
  private static final Map<Language, ErrorTexts> ALL = all();

  /** Of one code. */
  public record Explanation(String what, String where, String remedy) {}

  private final Map<String, Explanation> explanations;

  private ErrorTexts(Map<String, Explanation> explanations) {
    this.explanations = explanations;
  }

  public static ErrorTexts in(Language language) {
    return ALL.get(language);
  }

  /** What the columns are called. */
  public Explanation heading() {
    return of(HEADING);
  }

  /**
   * What one code means.
   *
   * @throws IllegalArgumentException for what is no code of {@code sc-error}
   */
  public Explanation of(String code) {
    Explanation explanation = explanations.get(code);
    if (explanation == null) {
      throw new IllegalArgumentException("Not explained: " + code);
    }
    return explanation;
  }

  /** All that is explained, the heading included. */
  Set<String> codes() {
    return explanations.keySet();
  }

  private static Map<Language, ErrorTexts> all() {
    Map<Language, ErrorTexts> all = new EnumMap<>(Language.class);
    Arrays.stream(Language.values()).forEach(language -> all.put(language, read(language)));
    return all;
  }

  private static ErrorTexts read(Language language) {
    String table = "errors_%s.tsv".formatted(language.tag());
    try (InputStream in = ErrorTexts.class.getResourceAsStream(table);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<List<String>> rows = reader.lines().map(line -> List.of(line.split("\t", -1))).toList();
      if (!rows.get(0).equals(COLUMNS)) {
        throw new IllegalStateException(table + ": other columns.");
      }
      Map<String, Explanation> explanations = new LinkedHashMap<>();
      for (List<String> row : rows.subList(1, rows.size())) {
        if (row.size() != COLUMNS.size()) {
          throw new IllegalStateException(table + ": a row of another width.");
        }
        explanations.put(row.get(0), new Explanation(row.get(1), row.get(2), row.get(3)));
      }
      return new ErrorTexts(Map.copyOf(explanations));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
