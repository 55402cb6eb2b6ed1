/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches texts for thousands of needles at once, in any case and with or without accents (the
 * store's index of strings folds both).
 */
final class NeedleSearch {
  private static final int PREFIX = 6;
  private static final int BITS = 1 << 22;

  private final Map<String, List<String>> byPrefix = new HashMap<>();
  private final BitSet prefixes = new BitSet(BITS);
  private final Set<String> found = new TreeSet<>();

  NeedleSearch(Collection<String> needles) {
    for (String needle : needles) {
      add(needle.toLowerCase(Locale.ROOT));
      add(folded(needle));
    }
  }

  private void add(String needle) {
    if (needle.length() < PREFIX) {
      throw new IllegalArgumentException("Too short to tell from anything else.");
    }
    byPrefix.computeIfAbsent(needle.substring(0, PREFIX), p -> new ArrayList<>()).add(needle);
    prefixes.set(hash(needle, 0));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static int hash(String text, int at) {
    int hash = 0;
    for (int i = at; i < at + PREFIX; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ hash >>> 16) & (BITS - 1);
  }

  /**
   * Looks through one text.
   *
   * @param place named in what is found, with the needle
   */
  void in(String place, String text) {
    if (text == null || text.length() < PREFIX) {
      return;
    }
    scan(place, text.toLowerCase(Locale.ROOT));
    if (!text.chars().allMatch(c -> c < 128)) {
      scan(place, folded(text));
    }
  }

  private void scan(String place, String text) {
    for (int i = 0; i + PREFIX <= text.length(); i++) {
      if (prefixes.get(hash(text, i))) {
        int at = i;
        byPrefix.getOrDefault(text.substring(i, i + PREFIX), List.of()).stream()
            .filter(needle -> text.startsWith(needle, at))
            .forEach(needle -> found.add(place + ": " + needle));
      }
    }
  }

  /** Where what was found. */
  Set<String> found() {
    return found;
  }
}
