/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * One line of the table of steps.
 *
 * @param from the stored status
 * @param to the new status; the same for a change of something else
 * @param actor who may take the step
 * @param needs what the Task has to say for it
 * @param effects what it does, in the order of the table
 */
public record TransitionRule(
    TaskStatus from,
    TaskStatus to,
    TaskActor actor,
    Set<TaskRequirement> needs,
    List<TaskEffect> effects) {
  private static final int COLUMNS = 5;
  private static final String NONE = "-";

  public TransitionRule {
    needs = Set.copyOf(needs);
    effects = List.copyOf(effects);
  }

  /** Whether the status changes. */
  public boolean isStep() {
    return from != to;
  }

  /**
   * @throws IllegalArgumentException for a line that is not wholly understood
   */
  static TransitionRule parse(String line) {
    String[] row = line.split("\t", -1);
    if (row.length != COLUMNS) {
      throw new IllegalArgumentException("A step has five columns: " + line);
    }
    return new TransitionRule(
        status(row[0]),
        status(row[1]),
        TaskActor.valueOf(row[2].toUpperCase(Locale.ROOT)),
        words(row[3]).stream()
            .map(word -> TaskRequirement.valueOf(word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()),
        words(row[4]).stream().map(TaskEffect::of).toList());
  }

  private static TaskStatus status(String code) {
    return Arrays.stream(TaskStatus.values())
        .filter(status -> code.equals(status.toCode()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No status of a Task: " + code));
  }

  private static Set<String> words(String cell) {
    return cell.equals(NONE) ? Set.of() : new LinkedHashSet<>(List.of(cell.split(" ", -1)));
  }
}
