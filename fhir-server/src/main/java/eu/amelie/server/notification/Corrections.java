/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.cases.PersonRecords;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import eu.amelie.server.scheduling.DueWork;
import eu.amelie.server.writing.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Tells of a correction of identity those to whom identity is released, as a change of a Task that
 * they work or coordinate; whoever works without it learns nothing, not even that there was
 * something to correct.
 */
@Component
class Corrections implements TaskListener {
  private static final Set<String> IDENTIFYING = Set.of("Patient", "RelatedPerson");

  private final Outbox outbox;
  private final CaseFacts facts;
  private final PersonRecords records;
  private final Parties parties;
  private final DueWork work;

  Corrections(
      Outbox outbox, CaseFacts facts, PersonRecords records, Parties parties, DueWork work) {
    this.outbox = outbox;
    this.facts = facts;
    this.records = records;
    this.parties = parties;
    this.work = work;
  }

  @Override
  public void stored(Change change) {
    // A change of the Task itself is told as such.
  }

  @Override
  public void corrected(UUID person) {
    PersonRecord record = records.read(person);
    List<String> coordinators =
        facts.consentActors(person).stream().filter(actor -> isReleased(record, actor)).toList();
    List<String> deliveries = new ArrayList<>();
    for (TaskRow task : facts.tasksOf(person)) {
      List<String> owner =
          Stream.of(task.owner()).filter(party -> isReleased(record, party)).toList();
      deliveries.addAll(outbox.add(Topic.TASK_CHANGED, task.id(), person, owner, coordinators));
    }
    work.hand(Deliveries.TASK, deliveries);
  }

  private boolean isReleased(PersonRecord record, String organisation) {
    return parties.known(Set.of(organisation)).stream()
        .anyMatch(
            party ->
                record.entries().stream()
                    .filter(entry -> IDENTIFYING.contains(entry.stored().type()))
                    .filter(entry -> !entry.stored().custodian().equals(organisation))
                    .anyMatch(entry -> releases(record, party, entry)));
  }

  private static boolean releases(PersonRecord record, Party party, PersonRecord.Entry entry) {
    Decision decision = record.decide(party.organisation(), party.role(), party.purposes(), entry);
    return decision instanceof Permit permit && !permit.releasedLabels().isEmpty();
  }
}
