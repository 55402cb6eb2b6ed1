/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.List;

/**
 * What became of a file of entries, or would become of it: one line for each entry, in the order of
 * the file; or what is wrong with it, and then nothing was stored.
 *
 * @param notes what an operator may want to look at
 */
public record ImportReport(List<Line> lines, List<Problem> problems, List<String> notes) {
  public ImportReport {
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** What becomes of an entry. */
  public enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED,
    /** Its organisation has changed it since it was last imported: its own word stays. */
    KEPT
  }

  /**
   * @param entry {@code Type/id}
   */
  public record Line(Outcome outcome, String entry) {}

  /**
   * @param place file and entry
   * @param element where in the entry, or empty
   * @param words what is wrong or has to be done
   */
  public record Problem(String place, String element, String words) {
    @Override
    public String toString() {
      return element.isEmpty() ? place + ": " + words : place + ", " + element + ": " + words;
    }
  }

  static ImportReport of(List<Problem> problems) {
    return new ImportReport(List.of(), problems, List.of());
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  public long count(Outcome outcome) {
    return lines.stream().filter(line -> line.outcome() == outcome).count();
  }
}
