/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.ItemSense;
import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ShownChanges;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.facts.TaskVersions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Writes what stays of items that are erased and still have to be there for others: a Patient
 * without anything in it, an ended Task that says so and is told of like any. Call in a
 * transaction, under the person's lock.
 */
@Component
public class EmptyItems {
  private final CaseFacts facts;
  private final RecordStore records;
  private final TaskVersions versions;
  private final ShownChanges times;
  private final List<TaskListener> listeners;

  EmptyItems(
      CaseFacts facts,
      RecordStore records,
      TaskVersions versions,
      ShownChanges times,
      List<TaskListener> listeners) {
    this.facts = facts;
    this.records = records;
    this.versions = versions;
    this.times = times;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Earlier versions stay as they are; who erases removes them.
   *
   * @param eraser who needs not be told
   */
  public void write(List<CaseItem> items, String eraser) {
    LocalDate today = facts.today();
    List<Stored> shells = new ArrayList<>();
    List<TaskListener.Change> changes = new ArrayList<>();
    for (CaseItem item : items) {
      UUID revision = UUID.randomUUID();
      Resource shell = shell(item, today);
      shell.setId(new IdType(item.type(), item.id().toString()));
      shells.add(new Stored(shell, revision.toString(), ItemSense.NONE));
      facts.save(
          new CaseItem(
              item.id(),
              item.type(),
              item.person(),
              item.custodian(),
              revision,
              item.version() + 1));
      if (shell instanceof Task task) {
        TaskRow before = facts.task(item.id()).orElseThrow();
        TaskRow after = ended(before, task);
        facts.saveTask(after);
        versions.startOver(item.id(), item.version() + 1);
        boolean told = !item.custodian().equals(eraser);
        changes.add(
            new TaskListener.Change(item.person(), Optional.of(before), after, task, told, false));
      }
    }
    if (!shells.isEmpty()) {
      records.write(List.of(), shells);
    }
    changes.forEach(change -> times.note(change.after().id(), records.time(change.after().id())));
    changes.forEach(change -> listeners.forEach(listener -> listener.stored(change)));
  }

  private Resource shell(CaseItem item, LocalDate today) {
    return item.type().equals("Task")
        ? TaskChange.emptied((Task) records.read("Task", item.id()).resource(), today)
        : new Patient();
  }

  private TaskRow ended(TaskRow before, Task shell) {
    return new TaskRow(
        before.id(),
        before.focus(),
        before.requester(),
        before.owner(),
        shell.getStatus().toCode(),
        null,
        TaskViews.shownStatus(shell),
        before.reference(),
        false,
        before.ended() == null ? facts.now() : before.ended());
  }
}
