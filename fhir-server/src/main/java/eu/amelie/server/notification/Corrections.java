/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.CorrectionTimes;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.scheduling.DueWork;
import eu.amelie.server.writing.Correction;
import eu.amelie.server.writing.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells of a correction of identity those to whom something of what was corrected is released, in
 * whatever role, as a change of a Task that they work, have asked for, or see because a Consent
 * names them, and lets those who poll find it; whoever works without it learns nothing, not even
 * that there was something to correct. Who has lost it meanwhile is told by a duty.
 */
@Component
class Corrections implements TaskListener {
  private final Outbox outbox;
  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final CorrectionTimes times;
  private final Parties parties;
  private final DueWork work;

  Corrections(
      Outbox outbox,
      CaseFacts facts,
      ConsentFacts consentFacts,
      CorrectionTimes times,
      Parties parties,
      DueWork work) {
    this.outbox = outbox;
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.times = times;
    this.parties = parties;
    this.work = work;
  }

  @Override
  public void stored(Change change) {
    // A change of the Task itself is told as such.
  }

  @Override
  public void corrected(UUID person, List<Correction> corrections, PersonRecord record) {
    List<TaskRow> tasks =
        facts.tasksOf(person).stream().filter(task -> task.isReferral(person)).toList();
    Set<String> holders = new TreeSet<>();
    tasks.forEach(task -> holders.addAll(List.of(task.owner(), task.requester())));
    Set<String> candidates = new TreeSet<>(holders);
    candidates.addAll(consentFacts.actors(person));
    candidates.removeIf(candidate -> !isReleased(record, candidate, corrections));
    times.tell(candidates, found(person, corrections, tasks));
    List<String> deliveries = new ArrayList<>();
    for (TaskRow task : tasks) {
      List<String> told =
          candidates.stream()
              .filter(
                  each ->
                      each.equals(task.owner())
                          || each.equals(task.requester())
                          || !holders.contains(each))
              .toList();
      deliveries.addAll(outbox.add(Topic.TASK_CHANGED, task.id(), person, told, List.of()));
    }
    work.hand(Deliveries.TASK, deliveries);
  }

  /**
   * By what it is found: the person too, since not every role may search for what was corrected.
   */
  private static Set<UUID> found(UUID person, List<Correction> corrections, List<TaskRow> tasks) {
    Set<UUID> items = new TreeSet<>(Set.of(person));
    corrections.forEach(correction -> items.add(correction.item()));
    tasks.forEach(task -> items.add(task.focus()));
    return items;
  }

  private boolean isReleased(
      PersonRecord record, String organisation, List<Correction> corrections) {
    return parties.known(Set.of(organisation)).stream()
        .anyMatch(party -> corrections.stream().anyMatch(each -> each.isReleased(record, party)));
  }
}
