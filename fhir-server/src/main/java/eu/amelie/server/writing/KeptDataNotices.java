/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.cases.PersonRecords;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.FactRemoval;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells those who are not told by an ended Task that something about a person is no longer
 * available (GDPR art. 19): by a duty in their own name, on the person as they know her.
 *
 * <p>Guaranteed: it says neither whose part was erased, nor what, nor why; and it comes only to who
 * may read it at that moment, or keeps something of its own about a person whose Patient is gone.
 * So nobody learns from it that somebody else had a part. Not guaranteed: that all are found who
 * have ever seen it; whoever lost it by a withdrawal was told then.
 */
@Component
public class KeptDataNotices {
  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final PersonRecords records;
  private final Parties parties;
  private final Duties duties;
  private final Storing storing;

  KeptDataNotices(
      CaseFacts facts,
      ConsentFacts consentFacts,
      PersonRecords records,
      Parties parties,
      Duties duties,
      Storing storing) {
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.records = records;
    this.parties = parties;
    this.duties = duties;
    this.storing = storing;
  }

  /**
   * Whom it concerns, in a fixed order. Call in the transaction that erases, before it does.
   *
   * @param erased all of one organisation's part of this person
   * @param custodian that organisation
   * @param asked others' Tasks that end with it, and tell their owners so
   */
  public Set<String> concerned(
      UUID person, String custodian, List<CaseItem> erased, List<CaseItem> asked) {
    Set<UUID> ids = ids(erased);
    Set<UUID> ended = ids(asked);
    ended.addAll(ids);
    Set<String> others = others(person, ids);
    Set<String> candidates = new TreeSet<>(others);
    candidates.addAll(consentFacts.actors(person));
    Set<String> concerned = recipients(person, ids, candidates);
    if (ids.contains(person)) {
      concerned.addAll(others);
    }
    concerned.removeAll(Set.of(custodian, CaseItem.EXCHANGE, FactRemoval.NOBODY));
    facts.tasksOf(person).stream()
        .filter(task -> ended.contains(task.id()))
        .map(TaskRow::owner)
        .forEach(concerned::remove);
    return concerned;
  }

  private static Set<UUID> ids(List<CaseItem> items) {
    return items.stream().map(CaseItem::id).collect(Collectors.toCollection(HashSet::new));
  }

  /** Who keeps anything else; a duty makes nobody one of them, nor does being asked by another. */
  private Set<String> others(UUID person, Set<UUID> erased) {
    Set<String> found = new TreeSet<>();
    Set<UUID> duties = new HashSet<>();
    for (TaskRow task : facts.tasksOf(person)) {
      if (!task.isReferral(person)) {
        duties.add(task.id());
      }
    }
    facts.itemsOf(person).stream()
        .filter(item -> !erased.contains(item.id()) && !duties.contains(item.id()))
        .forEach(item -> found.add(item.custodian()));
    return found;
  }

  private Set<String> recipients(UUID person, Set<UUID> erased, Set<String> candidates) {
    PersonRecord record = records.read(person);
    Set<String> found = new TreeSet<>();
    for (Party party : parties.known(candidates)) {
      record.entries().stream()
          .filter(entry -> erased.contains(entry.stored().id()))
          .filter(entry -> isReleased(record, party, entry))
          .findAny()
          .ifPresent(entry -> found.add(party.organisation()));
    }
    return found;
  }

  private static boolean isReleased(PersonRecord record, Party party, PersonRecord.Entry entry) {
    return record.decide(party.organisation(), party.role(), party.purposes(), entry)
        instanceof Permit;
  }

  /** Call in the same transaction, once it is erased; the person's release tags follow. */
  public void tell(UUID person, Set<String> organisations) {
    if (!organisations.isEmpty()) {
      storing.store(
          CaseItem.EXCHANGE,
          organisations.stream().map(each -> duties.reviewKeptData(person, each)).toList());
    }
  }
}
