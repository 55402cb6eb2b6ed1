/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.escalation;

import eu.amelie.interceptors.referral.Deadlines;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.writing.TaskListener;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.stereotype.Component;

/** Sets a new Task's deadlines, and lifts them as it is answered. */
@Component
class TaskDeadlines implements TaskListener {
  private final DeadlineTable table;
  private final Deadlines deadlines;
  private final CaseFacts facts;
  private final RecordStore records;

  TaskDeadlines(
      DeadlineTable table, DeadlineSettings settings, CaseFacts facts, RecordStore records) {
    this.table = table;
    this.deadlines = settings.deadlines();
    this.facts = facts;
    this.records = records;
  }

  @Override
  public void stored(Change change) {
    TaskRow task = change.after();
    if (!task.isReferral(change.person())) {
      // What the exchange itself asks for waits until it is done.
      return;
    }
    if (change.before().isPresent()) {
      table.keep(
          task.id(), Deadlines.waitsForAnswer(task.status()), Deadlines.mayClose(task.status()));
      return;
    }
    Instant now = facts.now();
    Instant answerDue = deadlines.answerDue(priorities(change), now);
    table.add(
        task.id(), change.person(), answerDue, deadlines.closes(change.record(), now, answerDue));
  }

  private Set<String> priorities(Change change) {
    Set<String> priorities = new HashSet<>();
    if (change.record().hasPriority()) {
      priorities.add(change.record().getPriority().toCode());
    }
    ServiceRequest request =
        (ServiceRequest) records.read("ServiceRequest", change.after().focus()).resource();
    if (request.hasPriority()) {
      priorities.add(request.getPriority().toCode());
    }
    return priorities;
  }
}
