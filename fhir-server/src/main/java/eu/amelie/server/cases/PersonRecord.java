/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.server.facts.CaseItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All items of one person with what decisions about them rest on, read at one moment. */
public final class PersonRecord {

  /** One item, ready to be decided about. */
  public record Entry(CaseItem stored, Item item) {}

  private final Decisions decisions;
  private final PersonFacts facts;
  private final List<Entry> entries = new ArrayList<>();

  PersonRecord(Decisions decisions, PersonFacts facts, Map<CaseItem, Item> items) {
    this.decisions = decisions;
    this.facts = facts;
    Map<String, Set<String>> referrers =
        facts.relations() ? Item.referrers(items.values()) : Map.of();
    items.forEach((stored, item) -> entries.add(new Entry(stored, item.among(referrers))));
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
}
