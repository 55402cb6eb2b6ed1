/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The rule once more, in another form: by the smallest sets that are enough. */
final class Oracle {
  /** Whatever holds one of these is positive, and nothing else. */
  private static final List<Counts> SMALLEST =
      List.of(
          new Counts(2, 0, 0),
          new Counts(1, 1, 0),
          new Counts(1, 0, 1),
          new Counts(0, 3, 0),
          new Counts(0, 2, 1));

  private static final int CHILDREN = 7;
  private static final int SEXUAL = 8;

  private final List<String[]> rows = new ArrayList<>();

  Oracle() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                AssessmentRule.class.getResourceAsStream("/eu/amelie/terminology/indicators.tsv"),
                StandardCharsets.UTF_8))) {
      reader.lines().skip(1).forEach(line -> rows.add(line.split("\t", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean positive(int strong, int medium, int weak) {
    return SMALLEST.stream()
        .anyMatch(
            enough ->
                strong >= enough.strong() && medium >= enough.medium() && weak >= enough.weak());
  }

  /** Whether some of the open signs, present, would make it positive. */
  static boolean couldBePositive(Counts present, Counts open) {
    for (int strong = 0; strong <= open.strong(); strong++) {
      for (int medium = 0; medium <= open.medium(); medium++) {
        for (int weak = 0; weak <= open.weak(); weak++) {
          if (positive(
              present.strong() + strong, present.medium() + medium, present.weak() + weak)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  static String result(Counts present, Counts open) {
    if (positive(present.strong(), present.medium(), present.weak())) {
      return "positive";
    }
    return couldBePositive(present, open) ? "insufficient" : "negative";
  }

  List<String> codes() {
    return rows.stream().map(row -> row[0]).toList();
  }

  /**
   * @param asked column of the weights: 6 adults and work, 7 children and work, 8 adults and sexual
   */
  String result(String dimension, int asked, Map<String, String> answers) {
    OptionalInt column = column(asked, answers);
    int[] present = new int[3];
    int[] open = new int[3];
    boolean weighted = false;
    for (String[] row : rows) {
      if (row[1].equals(dimension)
          && row[9].equals("delphi")
          && column.isPresent()
          && !row[column.getAsInt()].isEmpty()) {
        weighted = true;
        int weight = "SMW".indexOf(row[column.getAsInt()].charAt(0));
        String answer = answers.getOrDefault(row[0], "");
        if (answer.equals("present")) {
          present[weight]++;
        } else if (!answer.equals("absent")) {
          open[weight]++;
        }
      }
    }
    return weighted
        ? result(
            new Counts(present[0], present[1], present[2]), new Counts(open[0], open[1], open[2]))
        : "insufficient";
  }

  /** The signs of which the file says that the person is to be treated as a child. */
  private boolean isChild(int asked, Map<String, String> answers) {
    return asked == CHILDREN
        || rows.stream()
            .filter(row -> row[4].contains("treat as a child"))
            .anyMatch(row -> "present".equals(answers.get(row[0])));
  }

  /** There is no column for children and sexual services. */
  private OptionalInt column(int asked, Map<String, String> answers) {
    if (!isChild(asked, answers)) {
      return OptionalInt.of(asked);
    }
    return asked == SEXUAL ? OptionalInt.empty() : OptionalInt.of(CHILDREN);
  }

  /** Conditions and pressure at the place, and of adults some means. */
  boolean suggests(int asked, Map<String, String> answers) {
    return isPositive("exploitation", asked, answers)
        && isPositive("coercion-destination", asked, answers)
        && (isChild(asked, answers)
            || isPositive("deceptive-recruitment", asked, answers)
            || isPositive("coercive-recruitment", asked, answers)
            || isPositive("abuse-vulnerability-recruitment", asked, answers));
  }

  private boolean isPositive(String dimension, int asked, Map<String, String> answers) {
    return result(dimension, asked, answers).equals("positive");
  }
}
