/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.facts.TaskRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Ends the open Tasks of those whom no Consent permits any longer. */
@Component
class Revocations {
  private final CaseFacts facts;
  private final Restrictions restrictions;
  private final Addressees addressees;
  private final WholeTasks tasks;
  private final Storing storing;

  Revocations(
      CaseFacts facts,
      Restrictions restrictions,
      Addressees addressees,
      WholeTasks tasks,
      Storing storing) {
    this.facts = facts;
    this.restrictions = restrictions;
    this.addressees = addressees;
    this.tasks = tasks;
    this.storing = storing;
  }

  /** Call under the person's lock, once the Consents are stored as they now are. */
  void settle(UUID person) {
    settle(person, TaskChange::revoke);
  }

  /** The same, where nobody has changed a Consent and time alone has. */
  void expire(UUID person) {
    settle(person, TaskChange::expire);
  }

  private void settle(UUID person, BiFunction<Task, LocalDate, Task> end) {
    List<TaskRow> open =
        facts.tasksOf(person).stream()
            .filter(TaskRow::isOpen)
            .filter(task -> task.isReferral(person))
            .filter(task -> !restrictions.holdsTask(task.id()))
            .toList();
    if (open.isEmpty()) {
      return;
    }
    PersonRecord record = addressees.recordOf(person);
    LocalDate now = facts.today();
    List<Draft> revoked = new ArrayList<>();
    for (TaskRow task : open) {
      if (!addressees.isPermitted(record, task)) {
        CaseItem item = facts.item(task.id()).orElseThrow();
        WholeTasks.Whole whole = tasks.read(item);
        revoked.add(tasks.draft(item, end.apply(whole.task(), now), whole));
      }
    }
    if (!revoked.isEmpty()) {
      storing.store(CaseItem.EXCHANGE, revoked);
    }
  }
}
