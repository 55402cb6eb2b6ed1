/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.Handovers;
import eu.amelie.server.facts.TaskRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * The offers abroad that end because what they offer has ended, by whatever way and whoever made
 * them. The one that was accepted is not among them: it is what the original ended for.
 */
@Component
class DroppedOffers {
  private final CaseFacts facts;
  private final Handovers handovers;
  private final WholeTasks tasks;

  DroppedOffers(CaseFacts facts, Handovers handovers, WholeTasks tasks) {
    this.facts = facts;
    this.handovers = handovers;
    this.tasks = tasks;
  }

  /**
   * Call once these are stored; what it answers is still to be stored.
   *
   * @param changes of Tasks
   */
  List<Draft> of(List<TaskListener.Change> changes) {
    List<Draft> dropped = new ArrayList<>();
    Set<UUID> seen = new LinkedHashSet<>();
    for (TaskListener.Change change : changes) {
      boolean ends =
          change.before().filter(TaskRow::isOpen).isPresent() && !change.after().isOpen();
      for (Handovers.Row offer :
          ends ? handovers.of(change.after().id()) : List.<Handovers.Row>of()) {
        Optional<TaskRow> open = facts.task(offer.offer()).filter(TaskRow::isOpen);
        if (!offer.concluded() && open.isPresent() && seen.add(offer.offer())) {
          dropped.add(drop(offer.offer(), change.record()));
        }
      }
    }
    return dropped;
  }

  private Draft drop(UUID offer, Task original) {
    CaseItem item = facts.item(offer).orElseThrow();
    WholeTasks.Whole whole = tasks.read(item);
    return tasks.draft(item, TaskChange.dropOffer(whole.task(), original, facts.today()), whole);
  }
}
