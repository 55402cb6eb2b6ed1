/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.Deadlines;
import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.release.Releases;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Closes a Task that nobody has accepted in time, as the exchange itself. */
@Component
public class TaskClosings {
  private final CaseFacts facts;
  private final WholeTasks tasks;
  private final Storing storing;
  private final Releases releases;

  TaskClosings(CaseFacts facts, WholeTasks tasks, Storing storing, Releases releases) {
    this.facts = facts;
    this.tasks = tasks;
    this.storing = storing;
    this.releases = releases;
  }

  /**
   * Call in a transaction, under the person's lock.
   *
   * @return false where there was nothing to close any more
   */
  public boolean expire(UUID task) {
    Optional<TaskRow> open = facts.task(task).filter(row -> Deadlines.mayClose(row.status()));
    if (open.isEmpty()) {
      return false;
    }
    CaseItem item = facts.item(task).orElseThrow();
    WholeTasks.Whole whole = tasks.read(item);
    storing.store(
        CaseItem.EXCHANGE,
        List.of(tasks.draft(item, TaskChange.lapse(whole.task(), facts.today()), whole)));
    releases.settle(item.person());
    return true;
  }
}
