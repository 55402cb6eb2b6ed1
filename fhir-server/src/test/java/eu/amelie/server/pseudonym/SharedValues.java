/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The list of values that two parties may both see, as data: {@code shared-values.tsv} beside this
 * class, with the kinds that docs/pseudonymisation.md explains.
 */
final class SharedValues {
  private record Kind(String name, Pattern place, Pattern value) {
    boolean covers(String where, String what) {
      return place.matcher(where).matches() && value.matcher(what).matches();
    }
  }

  private static final List<Kind> KINDS = read();

  private SharedValues() {}

  static List<String> kinds() {
    return KINDS.stream().map(Kind::name).distinct().toList();
  }

  private static List<Kind> read() {
    try (InputStream in = SharedValues.class.getResourceAsStream("shared-values.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", -1))
          .map(row -> new Kind(row[0], Pattern.compile(row[1]), Pattern.compile(row[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What both were given and is, in any place where either saw it, of no kind on the list. */
  static Set<String> offList(SeenValues one, SeenValues other) {
    Set<String> off = new TreeSet<>();
    one.places()
        .forEach(
            (value, places) -> {
              Set<String> elsewhere = other.places().getOrDefault(value, Set.of());
              if (!elsewhere.isEmpty()) {
                Set<String> all = new TreeSet<>(places);
                all.addAll(elsewhere);
                all.stream()
                    .filter(place -> KINDS.stream().noneMatch(k -> k.covers(place, value)))
                    .findFirst()
                    .ifPresent(place -> off.add(value));
              }
            });
    return off;
  }
}
