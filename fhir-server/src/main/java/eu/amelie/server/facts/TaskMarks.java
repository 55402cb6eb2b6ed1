/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.List;
import java.util.UUID;

/**
 * What is on record beside a Task.
 *
 * @param steps Provenances of its steps, the first one first
 * @param escalated whether it has waited for an answer for too long
 * @param offered whether the exchange made it, to ask another country to take over
 */
public record TaskMarks(List<UUID> steps, boolean escalated, boolean offered) {
  private static final TaskMarks NONE = new TaskMarks(List.of(), false, false);

  public static TaskMarks none() {
    return NONE;
  }
}
