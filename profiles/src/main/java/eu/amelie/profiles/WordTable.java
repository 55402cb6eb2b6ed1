/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import eu.amelie.terminology.Displays;
import eu.amelie.terminology.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A table of texts in several languages, without quoting: some columns that say what a row is
 * about, then a column {@code display_…} for each language.
 */
final class WordTable {
  private static final String DISPLAY = "display_";

  /**
   * @param about the cells before the texts
   * @param words empty cells are absent
   */
  record Row(List<String> about, Displays words) {}

  private WordTable() {}

  /** The rows in order. A row of another width is refused. */
  static List<Row> rows(String resource) {
    try (InputStream in = WordTable.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<List<String>> lines = reader.lines().map(line -> List.of(line.split("\t", -1))).toList();
      List<String> columns = lines.get(0);
      List<Row> rows = new ArrayList<>();
      for (List<String> cells : lines.subList(1, lines.size())) {
        if (cells.size() != columns.size()) {
          throw new IllegalStateException(resource + ": a row of another width.");
        }
        rows.add(row(columns, cells));
      }
      return List.copyOf(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(List<String> columns, List<String> cells) {
    List<String> about = new ArrayList<>();
    Map<Language, String> words = new EnumMap<>(Language.class);
    for (int i = 0; i < cells.size(); i++) {
      String column = columns.get(i);
      if (!column.startsWith(DISPLAY)) {
        about.add(cells.get(i));
      } else if (!cells.get(i).isBlank()) {
        words.put(Language.of(column.substring(DISPLAY.length())).orElseThrow(), cells.get(i));
      }
    }
    return new Row(List.copyOf(about), new Displays(words));
  }
}
