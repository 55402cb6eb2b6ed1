/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.scheduling.DueWork;
import eu.amelie.server.writing.TaskListener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Puts into the outbox who is to be told of a stored Task. Guaranteed: in the transaction that
 * stores the Task; the owner of every change, its requester and the coordinators whom a Consent
 * names only of one that each sees. Whether they are told is decided when it leaves.
 */
@Component
class TaskNotifications implements TaskListener {
  private final Outbox outbox;
  private final ConsentFacts consentFacts;
  private final DueWork work;

  TaskNotifications(Outbox outbox, ConsentFacts consentFacts, DueWork work) {
    this.outbox = outbox;
    this.consentFacts = consentFacts;
    this.work = work;
  }

  @Override
  public void stored(Change change) {
    TaskRow task = change.after();
    if (change.before().isEmpty()) {
      add(Topic.REFERRAL_AVAILABLE, change, Set.of(task.owner()), List.of());
      return;
    }
    Set<String> parties = new LinkedHashSet<>(Set.of(task.owner()));
    List<String> coordinators = List.of();
    if (change.shown() || change.results()) {
      parties.add(task.requester());
    }
    if (change.shown()) {
      coordinators = consentFacts.actors(change.person());
    }
    add(Topic.TASK_CHANGED, change, parties, coordinators);
  }

  /** That there is something to read about a Task is told as a change of it. */
  @Override
  public void messaged(UUID person, UUID task, String recipient) {
    work.hand(
        Deliveries.TASK,
        outbox.add(Topic.TASK_CHANGED, task, person, List.of(recipient), List.of()));
  }

  private void add(Topic topic, Change change, Set<String> parties, List<String> coordinators) {
    work.hand(
        Deliveries.TASK,
        outbox.add(topic, change.after().id(), change.person(), parties, coordinators));
  }
}
