/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each line of the list of disclosure channels has a row in docs/disclosure-paths.md, and a test
 * that the row names and that bears the line's number. What such a test proves is for its reader to
 * judge.
 */
class DisclosureLinesTest {
  private static final Path ROOT = Path.of("..");

  /** Sections of the list, and how many lines each has. */
  private static final Map<String, Integer> SECTIONS =
      new TreeMap<>(Map.of("A", 9, "B", 17, "C", 13, "D", 6, "E", 10));

  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-E][0-9].*?) \\|.*\\|(.*)\\|$");
  private static final Pattern CELL = Pattern.compile("([A-E])([0-9]+)(?:–([A-E])([0-9]+))?");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+Test)`");
  private static final Pattern TEST = Pattern.compile("@(?:Test|ParameterizedTest|Property)\\b");
  private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");
  private static final Pattern BORNE =
      Pattern.compile("(?:disclosure)?((?:[A-Ea-e][0-9]+)(?:(?:And|To)[A-E][0-9]+)*)(?:[A-Z].*)?");
  private static final Pattern PART = Pattern.compile("([A-E])([0-9]+)(?:TO([A-E])([0-9]+))?");

  private final Map<String, Set<String>> rows = new HashMap<>();
  private final Map<String, Set<String>> tests = new LinkedHashMap<>();

  @BeforeEach
  void read() throws IOException {
    String paths = Files.readString(ROOT.resolve("docs/disclosure-paths.md"));
    for (MatchResult row : ROW.matcher(paths).results().toList()) {
      Set<String> named = all(TEST_CLASS, row.group(2));
      numbers(CELL, row.group(1))
          .forEach(line -> rows.computeIfAbsent(line, key -> new TreeSet<>()).addAll(named));
    }
    for (Path source : sources()) {
      tests.computeIfAbsent(name(source), key -> new TreeSet<>()).addAll(borne(source));
    }
  }

  @Test
  void everyLineHasARow() {
    assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(lines());
  }

  @Test
  void everyLineHasATestThatItsRowNamesAndThatBearsItsNumber() {
    List<String> bare = new ArrayList<>(lines());
    bare.removeIf(
        line ->
            rows.getOrDefault(line, Set.of()).stream()
                .anyMatch(test -> tests.getOrDefault(test, Set.of()).contains(line)));
    assertThat(bare).isEmpty();
  }

  @Test
  void everyTestThatARowNamesIsThereAndEveryNumberThatATestBearsIsALines() {
    assertThat(tests.keySet())
        .containsAll(rows.values().stream().flatMap(Collection::stream).toList());
    assertThat(lines()).containsAll(tests.values().stream().flatMap(Collection::stream).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "a1AReadOfWhatIsHidden, A1",
    "disclosureC11TwoEntries, C11",
    "b9AndB10CountsAreExact, B9 B10",
    "e2ToE5TheRecord, E2 E3 E4 E5",
    "disclosureA1ToE10WhatIsHidden, ''",
    "hardening13AReference, ''",
    "b5, B5",
    "a11yIsLooked, ''",
    "aListedRegion, ''"
  })
  void aNameBearsTheNumbersItBeginsWithAndARangeOverSectionsNone(String name, String numbers) {
    assertThat(String.join(" ", borneBy(name))).isEqualTo(numbers);
  }

  private static List<String> lines() {
    return SECTIONS.entrySet().stream()
        .flatMap(section -> range(section.getKey(), 1, section.getValue()))
        .toList();
  }

  private static Stream<String> range(String section, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(number -> section + number);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> found = new ArrayList<>();
      for (Path module : modules.map(each -> each.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(module)) {
          try (Stream<Path> files = Files.walk(module)) {
            files.filter(file -> file.toString().endsWith("Test.java")).forEach(found::add);
          }
        }
      }
      return found;
    }
  }

  private static String name(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  private static Set<String> borne(Path source) {
    Set<String> numbers = new TreeSet<>();
    try {
      for (String test : TEST.splitAsStream(Files.readString(source)).skip(1).toList()) {
        Matcher method = METHOD.matcher(test);
        if (method.find()) {
          numbers.addAll(borneBy(method.group(1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return numbers;
  }

  private static List<String> borneBy(String method) {
    Matcher borne = BORNE.matcher(method);
    return borne.matches() ? numbers(PART, borne.group(1).toUpperCase(Locale.ROOT)) : List.of();
  }

  /**
   * In their order; of a range that leaves its section none, since it proves no line of its own.
   */
  private static List<String> numbers(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .flatMap(
            part ->
                part.group(3) == null
                    ? Stream.of(part.group(1) + part.group(2))
                    : part.group(1).equals(part.group(3))
                        ? range(
                            part.group(1),
                            Integer.parseInt(part.group(2)),
                            Integer.parseInt(part.group(4)))
                        : Stream.of())
        .toList();
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().map(match -> match.group(1)).forEach(found::add);
    return found;
  }
}
