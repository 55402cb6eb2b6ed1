/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.server.facts.CaseItem;
import java.util.List;
import java.util.Set;

/** All items of one person with what decisions about them rest on, read at one moment. */
public final class PersonRecord {

  /** One item, ready to be decided about. */
  public record Entry(CaseItem stored, Item item) {}

  private final Decisions decisions;
  private final PersonFacts facts;
  private final List<Entry> entries;

  PersonRecord(Decisions decisions, PersonFacts facts, List<Entry> entries) {
    this.decisions = decisions;
    this.facts = facts;
    this.entries = List.copyOf(entries);
  }

  public List<Entry> entries() {
    return entries;
  }

  public PersonFacts facts() {
    return facts;
  }

  public Decision decide(String organisation, Role role, Set<Purpose> purposes, Entry entry) {
    return decisions.decide(organisation, role, purposes, entry.stored(), entry.item(), facts);
  }

  /**
   * Whether the requester of a Task is shown what has come of it.
   *
   * @param entry of a Task
   */
  public Decision decideAboutResults(
      String requester, Role role, Set<Purpose> purposes, Entry entry) {
    return decisions.decideAboutResults(
        requester, role, purposes, entry.stored(), entry.item(), facts);
  }
}
