/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.questionnaires;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tab-separated data: a header line, then one row a line; no quoting. */
final class Table {
  private Table() {}

  /** The rows in order, each cell under its column's name. A row of another width is refused. */
  static List<Map<String, String>> rows(String resource) {
    try (InputStream in = Table.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String[]> lines = reader.lines().map(line -> line.split("\t", -1)).toList();
      String[] header = lines.get(0);
      return lines.stream().skip(1).map(cells -> row(resource, header, cells)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> row(String resource, String[] header, String[] cells) {
    if (cells.length != header.length) {
      throw new IllegalStateException(resource + ": a row of another width.");
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.length; i++) {
      row.put(header[i], cells[i]);
    }
    return row;
  }
}
