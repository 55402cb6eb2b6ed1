/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import eu.amelie.interceptors.consent.IdentityLabel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One allow-list file: lines {@code path rule [label]}, {@code #} comments. Rules are {@code keep},
 * {@code day}, {@code year}, {@code country}, {@code region}, {@code off}, {@code contact} for what
 * is {@code off} unless it tells how a person is reached and goes whole, and {@code as path} for an
 * element that repeats the shape of another. A label says what goes off at or below the path;
 * without one the datatype decides. An {@code off} element of which deeper paths are listed keeps
 * just these.
 */
final class AllowList {
  enum Rule {
    KEEP,
    DAY,
    YEAR,
    COUNTRY,
    REGION,
    OFF,
    CONTACT,
    AS
  }

  record Line(String path, Rule rule, IdentityLabel label, String target) {}

  private final String file;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();

  private AllowList(String file) {
    this.file = file;
  }

  static AllowList read(String file) {
    try (InputStream stream = AllowList.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("Allow-list missing: " + file);
      }
      return parse(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AllowList parse(String file, String text) {
    AllowList list = new AllowList(file);
    text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(list::line)
        .forEach(list::add);
    return list;
  }

  private Line line(String text) {
    List<String> words = List.of(text.split("\\s+"));
    if (words.size() < 2 || words.size() > 3) {
      throw new IllegalStateException(file + ": " + text);
    }
    for (Rule rule : Rule.values()) {
      if (rule.name().equalsIgnoreCase(words.get(1))) {
        String third = words.size() == 3 ? words.get(2) : null;
        boolean label = third != null && rule != Rule.AS;
        return new Line(
            words.get(0), rule, label ? IdentityLabel.valueOf(third) : null, label ? null : third);
      }
    }
    throw new IllegalStateException(file + ": " + text);
  }

  private void add(Line line) {
    if (lines.put(line.path(), line) != null) {
      throw new IllegalStateException(file + ": twice " + line.path());
    }
  }

  /** The line of a path, or null. */
  Line line(String prefix, String name) {
    used.add(prefix + name);
    return lines.get(prefix + name);
  }

  boolean reachesBelow(String path) {
    return lines.keySet().stream().anyMatch(key -> key.startsWith(path + "."));
  }

  List<String> paths() {
    return List.copyOf(lines.keySet());
  }

  /** Stops the start where a line names no element: a misspelt rule must not pass for a rule. */
  void requireAllUsed() {
    List<String> unknown = new ArrayList<>(lines.keySet());
    unknown.removeAll(used);
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(file + " names unknown elements: " + unknown);
    }
  }
}
