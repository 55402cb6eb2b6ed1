/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables and texts that are written by hand, beside the templates. */
final class Texts {
  private Texts() {}

  /** The rows of a table without quoting, by their first cell, in order. */
  static Map<String, Map<String, String>> byFirstColumn(String resource) {
    List<String[]> lines = lines(resource).stream().map(line -> line.split("\t", -1)).toList();
    String[] header = lines.get(0);
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (String[] cells : lines.subList(1, lines.size())) {
      if (cells.length != header.length) {
        throw new IllegalStateException(resource + ": a row of another width.");
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.put(cells[0], row);
    }
    return rows;
  }

  static List<String> lines(String resource) {
    try (InputStream in = open(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = Texts.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("Not there: " + resource);
    }
    return in;
  }
}
