/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.escalation;

import eu.amelie.interceptors.referral.Deadlines;
import eu.amelie.interceptors.referral.TaskEffect;
import eu.amelie.interceptors.referral.TaskTransitions;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.writing.TaskListener;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Sets a new Task's deadlines, and lifts them as it is answered.
 *
 * <p>Guaranteed: that a Task has arrived does not end the time to answer, which begins anew then; a
 * referral that becomes more urgent brings its Tasks' deadlines forward, and none that becomes less
 * urgent puts one off.
 */
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
      if (isAcknowledged(change)) {
        Instant now = facts.now();
        table.renew(task.id(), now, deadlines.answerDue(priorities(change), now));
      }
      return;
    }
    Instant now = facts.now();
    Instant answerDue = deadlines.answerDue(priorities(change), now);
    table.add(
        task.id(),
        change.person(),
        now,
        answerDue,
        deadlines.closes(change.record(), now, answerDue));
  }

  private static boolean isAcknowledged(Change change) {
    return !change.before().orElseThrow().status().equals(change.after().status())
        && TaskTransitions.comesWith(change.record().getStatus(), TaskEffect.ACKNOWLEDGE);
  }

  @Override
  public void referralChanged(UUID person, ServiceRequest referral) {
    UUID id = UUID.fromString(referral.getIdElement().getIdPart());
    facts.tasksOf(person).stream()
        .filter(task -> task.focus().equals(id))
        .filter(task -> Deadlines.waitsForAnswer(task.status()))
        .forEach(task -> hasten(task.id(), referral));
  }

  /** From when the time to answer began, so that what is overdue by its new urgency is due now. */
  private void hasten(UUID task, ServiceRequest referral) {
    table
        .since(task, facts.now())
        .ifPresent(
            since -> {
              Task record = (Task) records.read("Task", task).resource();
              table.hasten(task, deadlines.answerDue(priorities(record, referral), since));
            });
  }

  private Set<String> priorities(Change change) {
    return priorities(
        change.record(),
        (ServiceRequest) records.read("ServiceRequest", change.after().focus()).resource());
  }

  private static Set<String> priorities(Task task, ServiceRequest request) {
    Set<String> priorities = new HashSet<>();
    if (task.hasPriority()) {
      priorities.add(task.getPriority().toCode());
    }
    if (request.hasPriority()) {
      priorities.add(request.getPriority().toCode());
    }
    return priorities;
  }
}
