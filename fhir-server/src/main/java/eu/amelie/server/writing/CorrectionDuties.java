/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.IdentityReaders;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells of a correction of identity those who were shown what was corrected and cannot learn of it
 * by a Task any longer (GDPR art. 19): by a duty in their own name, on the person as they know her.
 *
 * <p>Guaranteed: it says neither what was corrected nor by whom, and it comes only to who has seen
 * something of that item under one of the labels that were. One that is not done yet stands for
 * several corrections. Not guaranteed: that whoever was answered has kept the answer.
 */
@Component
class CorrectionDuties implements TaskListener {
  private final IdentityReaders readers;
  private final CaseFacts facts;
  private final Parties parties;
  private final Duties duties;

  /** It tells its listeners, of which this is one: hence the provider. */
  private final ObjectProvider<Storing> storing;

  CorrectionDuties(
      IdentityReaders readers,
      CaseFacts facts,
      Parties parties,
      Duties duties,
      ObjectProvider<Storing> storing) {
    this.readers = readers;
    this.facts = facts;
    this.parties = parties;
    this.duties = duties;
    this.storing = storing;
  }

  @Override
  public void stored(Change change) {
    // No Task is a correction.
  }

  @Override
  public void corrected(UUID person, List<Correction> corrections, PersonRecord record) {
    Set<String> had = new TreeSet<>();
    for (Correction correction : corrections) {
      Set<String> shown = readers.of(correction.item(), correction.labels());
      shown.removeIf(correction::isKnownTo);
      had.addAll(shown);
    }
    if (had.isEmpty()) {
      return;
    }
    Set<UUID> tasks =
        facts.tasksOf(person).stream()
            .filter(task -> task.isReferral(person))
            .map(TaskRow::id)
            .collect(Collectors.toSet());
    List<Draft> asked =
        had.stream()
            .filter(reader -> !isToldByTask(record, reader, corrections, tasks))
            .filter(reader -> !duties.isOpen(person, reader, TaskViews.REVIEW_KEPT_DATA))
            .map(reader -> duties.reviewKeptData(person, reader))
            .toList();
    if (!asked.isEmpty()) {
      storing.getObject().store(CaseItem.EXCHANGE, asked);
    }
  }

  /** As it is told while any of this is released to it and it sees a Task. */
  private boolean isToldByTask(
      PersonRecord record, String reader, List<Correction> corrections, Set<UUID> tasks) {
    return parties.known(Set.of(reader)).stream()
        .anyMatch(
            party ->
                corrections.stream().anyMatch(each -> each.isReleased(record, party))
                    && seesAny(record, party, tasks));
  }

  private static boolean seesAny(PersonRecord record, Party party, Set<UUID> tasks) {
    return record.entries().stream()
        .filter(entry -> tasks.contains(entry.stored().id()))
        .map(entry -> record.decide(party.organisation(), party.role(), party.purposes(), entry))
        .anyMatch(Permit.class::isInstance);
  }
}
