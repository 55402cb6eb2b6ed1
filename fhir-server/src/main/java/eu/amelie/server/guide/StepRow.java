/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import eu.amelie.interceptors.referral.TaskActor;
import eu.amelie.interceptors.referral.TaskEffect;
import eu.amelie.interceptors.referral.TaskRequirement;
import eu.amelie.interceptors.referral.TaskTransitions;
import eu.amelie.interceptors.referral.TransitionRule;
import java.util.List;

/**
 * One step of a Task, as the table has it that the exchange itself goes by.
 *
 * @param needs what the Task has to say for it; empty where nothing
 * @param effects codes of what it does
 */
record StepRow(String from, String to, String actor, String needs, List<String> effects) {

  static List<StepRow> all() {
    return TaskTransitions.rules().stream()
        .filter(TransitionRule::isStep)
        .map(StepRow::of)
        .toList();
  }

  private static StepRow of(TransitionRule rule) {
    return new StepRow(
        rule.from().toCode(),
        rule.to().toCode(),
        actor(rule.actor()),
        rule.needs().stream().map(StepRow::need).findFirst().orElse(""),
        rule.effects().stream().map(TaskEffect::code).toList());
  }

  private static String actor(TaskActor actor) {
    return switch (actor) {
      case OWNER -> "owner";
      case REQUESTER -> "requester";
      case EXCHANGE -> "exchange";
      case OTHER -> throw new IllegalStateException("Nobody else takes a step.");
    };
  }

  private static String need(TaskRequirement need) {
    return switch (need) {
      case REASON -> "statusReason";
      case OUTPUT -> "output";
    };
  }
}
