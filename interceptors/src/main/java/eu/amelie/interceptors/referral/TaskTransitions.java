/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import eu.amelie.interceptors.disclosure.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * The life of a referral's Task: one table of who may take which step, what it needs and what it
 * does ({@code task-steps.tsv}).
 *
 * <p>Guaranteed: a status, an actor or a step that the table does not name is refused; a table that
 * is not wholly understood, or names a step twice, lets nobody take any. Not guaranteed: that the
 * actor may see the Task, or that the rest of the change is legal.
 */
public final class TaskTransitions {
  private static final String TABLE = "task-steps.tsv";

  private record Step(TaskStatus from, TaskStatus to, TaskActor actor) {}

  private static final Map<Step, TransitionRule> RULES = read();

  /** What any step out of a status would do. */
  private static final Map<TaskStatus, Set<TaskEffect>> AHEAD =
      RULES.values().stream()
          .collect(
              Collectors.groupingBy(
                  TransitionRule::from,
                  Collectors.flatMapping(
                      rule -> rule.effects().stream(), Collectors.toUnmodifiableSet())));

  private TaskTransitions() {}

  /** The whole table, in its order. */
  public static List<TransitionRule> rules() {
    return List.copyOf(RULES.values());
  }

  /**
   * Judges one change of a Task.
   *
   * @param from the stored status
   * @param to the status asked for; the same for a change of something else
   * @param hasReason whether the Task asked for has a {@code statusReason} that fits its status
   * @param hasOutput whether it has an {@code output}
   */
  public static Transition check(
      TaskStatus from, TaskStatus to, TaskActor actor, boolean hasReason, boolean hasOutput) {
    Optional<TransitionRule> rule = rule(from, to, actor);
    if (rule.isEmpty()) {
      return new Transition.Refused(
          ErrorCode.TRANSITION_NOT_ALLOWED,
          "Task.status",
          ErrorCode.TRANSITION_NOT_ALLOWED.message());
    }
    Set<TaskRequirement> needs = rule.get().needs();
    if (needs.contains(TaskRequirement.OUTPUT) && !hasOutput) {
      return new Transition.Refused(
          ErrorCode.TRANSITION_NOT_ALLOWED, "Task.output", "A completed Task needs an output.");
    }
    if (needs.contains(TaskRequirement.REASON) && !hasReason) {
      return new Transition.Refused(
          ErrorCode.REASON_REQUIRED, "Task.statusReason", ErrorCode.REASON_REQUIRED.message());
    }
    return new Transition.Allowed();
  }

  /**
   * What a change does that was judged before; nothing where the status stays.
   *
   * @throws IllegalStateException for a step that the table does not name: it must not be stored
   */
  public static List<TaskEffect> effects(TaskStatus from, TaskStatus to, TaskActor actor) {
    if (from == to) {
      return List.of();
    }
    return rule(from, to, actor)
        .map(TransitionRule::effects)
        .orElseThrow(() -> new IllegalStateException("No step of a Task."));
  }

  /** Whether a step out of this status would do that: until then it has not been done. */
  public static boolean isAhead(TaskStatus status, TaskEffect effect) {
    return AHEAD.getOrDefault(status, Set.of()).contains(effect);
  }

  /** Whether every step into this status does that. */
  public static boolean comesWith(TaskStatus status, TaskEffect effect) {
    List<TransitionRule> into =
        RULES.values().stream().filter(rule -> rule.isStep() && rule.to() == status).toList();
    return !into.isEmpty() && into.stream().allMatch(rule -> rule.effects().contains(effect));
  }

  /** Whether nothing follows this status. */
  public static boolean isFinal(TaskStatus status) {
    return !AHEAD.containsKey(status);
  }

  private static Optional<TransitionRule> rule(TaskStatus from, TaskStatus to, TaskActor actor) {
    return Optional.ofNullable(RULES.get(new Step(from, to, actor)));
  }

  private static Map<Step, TransitionRule> read() {
    Map<Step, TransitionRule> rules = new LinkedHashMap<>();
    try (InputStream in = TaskTransitions.class.getResourceAsStream(TABLE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : reader.lines().filter(one -> !one.startsWith("#")).toList()) {
        TransitionRule rule = TransitionRule.parse(line);
        Step step = new Step(rule.from(), rule.to(), rule.actor());
        if (rules.put(step, rule) != null) {
          throw new IllegalArgumentException("A step stands twice: " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }
}
