/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tab-separated data of this module: a header line, then one row a line; no quoting. */
final class Tsv {
  private Tsv() {}

  /** The rows in order, each cell under its column's name. A row of another width is refused. */
  static List<Map<String, String>> rows(String resource) {
    try (InputStream in = Tsv.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      String[] header = cells(lines.get(0));
      return lines.stream().skip(1).map(line -> row(resource, header, cells(line))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] cells(String line) {
    return line.split("\t", -1);
  }

  private static Map<String, String> row(String resource, String[] header, String[] cells) {
    if (cells.length != header.length) {
      throw new IllegalStateException(
          "%s: a row has %d columns, not %d".formatted(resource, cells.length, header.length));
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < header.length; i++) {
      row.put(header[i], cells[i]);
    }
    return row;
  }
}
