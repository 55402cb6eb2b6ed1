/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.consent.Item;
import eu.amelie.server.cases.PersonRecord.Entry;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads a person's whole record. Call in a transaction; for decisions, never for an answer. */
@Component
public class PersonRecords {
  private final CaseFacts facts;
  private final RecordStore records;
  private final Decisions decisions;

  PersonRecords(CaseFacts facts, RecordStore records, Decisions decisions) {
    this.facts = facts;
    this.records = records;
    this.decisions = decisions;
  }

  public PersonRecord read(UUID person) {
    return read(person, decisions.factsOf(person));
  }

  /**
   * The same with her age as it was last looked at, however long ago: for deciding what comes to an
   * end, so that nothing ends because nobody could look whether she has come of age.
   */
  public PersonRecord readAsLastSeen(UUID person) {
    return read(person, decisions.factsAsLastSeen(person));
  }

  private PersonRecord read(UUID person, PersonFacts known) {
    List<CaseItem> items = facts.itemsOf(person);
    Map<UUID, Item> compiled = decisions.items(known, records.readAll(items));
    return new PersonRecord(
        decisions,
        known,
        items.stream().map(item -> new Entry(item, compiled.get(item.id()))).toList());
  }
}
