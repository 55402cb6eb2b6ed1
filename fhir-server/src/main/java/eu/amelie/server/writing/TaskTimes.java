/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.ShownChanges;
import eu.amelie.server.facts.TaskVersions;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives a Task a new time though nobody has written it, so that whoever asks for what has changed
 * since finds it.
 *
 * <p>Guaranteed: its version stays, and what was at hand may still be sent; what the owner notes
 * for itself afterwards leaves the new time as it is. For marks only that everybody sees who sees
 * the Task: the time moves for all of them.
 */
@Component
public class TaskTimes {
  private final CaseFacts facts;
  private final RecordStore records;
  private final TaskVersions versions;
  private final ShownChanges changes;

  TaskTimes(CaseFacts facts, RecordStore records, TaskVersions versions, ShownChanges changes) {
    this.facts = facts;
    this.records = records;
    this.versions = versions;
    this.changes = changes;
  }

  /** Call in a transaction, under the person's lock. */
  public void move(UUID task) {
    records.moveTime(task, versions.newest(task), facts.systemNow());
    changes.note(task, records.time(task));
  }
}
