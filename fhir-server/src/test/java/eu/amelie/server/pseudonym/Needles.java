/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Makes values that must be found nowhere, and remembers them all. Every one is made once. */
final class Needles {
  private static final String LATIN = "abcdefghijklmnopqrstuvwxyz";

  /** What real names are written in, and what has tripped parsers and indexes before. */
  private static final List<String> ALPHABETS =
      List.of(
          LATIN,
          letters(0xe0, 0xf6),
          letters(0x3b1, 0x3c1),
          letters(0x430, 0x44f),
          letters(0x628, 0x63a));

  private static final String ENDS = "\uD83D\uDD4A'\"\\&<%";
  private static final int LENGTH = 10;
  private static final int DIGITS = 11;

  private final Set<String> made;
  private final SplittableRandom random;

  private Needles(Set<String> made, SplittableRandom random) {
    this.made = made;
    this.random = random;
  }

  private static String letters(int first, int last) {
    StringBuilder letters = new StringBuilder();
    for (int letter = first; letter <= last; letter++) {
      letters.append((char) letter);
    }
    return letters.toString();
  }

  static Needles of(long seed) {
    return new Needles(ConcurrentHashMap.newKeySet(), new SplittableRandom(seed));
  }

  /** For another thread; what it makes is remembered here too. */
  Needles apart(long seed) {
    return new Needles(made, new SplittableRandom(seed));
  }

  SplittableRandom random() {
    return random;
  }

  List<String> all() {
    List<String> all = new ArrayList<>(made);
    Collections.sort(all);
    return all;
  }

  private String remember(String needle) {
    made.add(needle);
    return needle;
  }

  private String some(String alphabet, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  /** A word of any script, with a capital where there is one. */
  String word() {
    String word = some(ALPHABETS.get(random.nextInt(ALPHABETS.size())), LENGTH);
    return remember(word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1));
  }

  /** For places that take no other letters, such as ids, codes and addresses. */
  String plain() {
    return remember(some(LATIN, LENGTH + 2));
  }

  /** A sentence with a needle in it, and with characters that need escapes around it. */
  String sentence() {
    int end = random.nextInt(ENDS.length() - 2) + 2;
    return "Ask for " + word() + " at noon " + ENDS.substring(0, end) + ".";
  }

  String digits() {
    return remember("470" + some("0123456789", DIGITS));
  }

  String birthDate() {
    return remember(
        "%d-%02d-%02d"
            .formatted(1950 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28)));
  }

  /** Bytes of an attachment: neither they nor their base64 may be found. */
  byte[] attachment() {
    byte[] bytes = ("%PDF-1.4 " + plain() + " " + plain()).getBytes(StandardCharsets.UTF_8);
    remember(Base64.getEncoder().encodeToString(bytes).substring(12));
    return bytes;
  }
}
