/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What a message of the validator is called here, by the beginning of its id. */
record FindingKinds(List<Kind> kinds) {

  /** The last kind's prefix is empty: it takes what no other does. */
  record Kind(String prefix, String code, String message) {}

  static FindingKinds load() {
    try (InputStream in = FindingKinds.class.getResourceAsStream("finding-kinds.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new FindingKinds(
          reader
              .lines()
              .skip(1)
              .map(line -> line.split("\t", -1))
              .map(row -> new Kind(row[0], row[1], row[2]))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Kind of(String messageId) {
    String id = messageId == null ? "" : messageId.toLowerCase(Locale.ROOT);
    return kinds.stream().filter(kind -> id.startsWith(kind.prefix())).findFirst().orElseThrow();
  }
}
