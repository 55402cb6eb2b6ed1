/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.release.Releases;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells a custodian by when what it submitted will be erased: a duty of its own, which a new
 * referral lifts. Call in a transaction, under the person's lock.
 */
@Component
public class ErasureNotices {
  private final Duties duties;
  private final CaseFacts facts;
  private final WholeTasks tasks;
  private final Storing storing;
  private final Releases releases;

  ErasureNotices(
      Duties duties, CaseFacts facts, WholeTasks tasks, Storing storing, Releases releases) {
    this.duties = duties;
    this.facts = facts;
    this.tasks = tasks;
    this.storing = storing;
    this.releases = releases;
  }

  /**
   * @param day of the erasure
   */
  public void announce(UUID person, String custodian, LocalDate day) {
    storing.store(CaseItem.EXCHANGE, List.of(duties.announceErasure(person, custodian, day)));
    releases.settle(person);
  }

  /** Nothing will be erased after all. */
  public void lift(UUID person, String custodian) {
    List<Draft> lifted = new ArrayList<>();
    for (TaskRow duty : duties.open(person, custodian, TaskViews.ERASURE_DUE)) {
      CaseItem item = facts.item(duty.id()).orElseThrow();
      WholeTasks.Whole whole = tasks.read(item);
      lifted.add(tasks.draft(item, TaskChange.lapse(whole.task(), facts.today()), whole));
    }
    if (!lifted.isEmpty()) {
      storing.store(CaseItem.EXCHANGE, lifted);
      releases.settle(person);
    }
  }
}
