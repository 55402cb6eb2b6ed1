/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Tasks have two authors, requester and owner, each with identity elements of its own. To change
 * one it is put together with all of them; nothing made here is ever an answer.
 */
@Component
class WholeTasks {
  private final RecordStore records;
  private final CaseSights identity;
  private final CaseFacts facts;
  private final RecordShapes shapes;

  WholeTasks(RecordStore records, CaseSights identity, CaseFacts facts, RecordShapes shapes) {
    this.records = records;
    this.identity = identity;
    this.facts = facts;
    this.shapes = shapes;
  }

  /**
   * @param elements by author
   */
  record Whole(
      Task task, Stored stored, Map<String, List<IdentityElement>> elements, RecordShapes shapes) {

    /** The notes that stand in the Task without what this author added. */
    List<Annotation> notesNotBy(String author) {
      List<IdentityElement> others = new ArrayList<>();
      elements.forEach((who, some) -> others.addAll(who.equals(author) ? List.of() : some));
      return ((Task) shapes.join(stored.resource(), others)).getNote();
    }
  }

  Whole read(CaseItem item) {
    Stored stored = records.read("Task", item.id());
    Set<String> authors = new TreeSet<>(Set.of(item.custodian()));
    authors.add(facts.task(item.id()).orElseThrow().owner());
    Map<String, List<IdentityElement>> elements = new HashMap<>();
    List<IdentityElement> all = new ArrayList<>();
    for (String author : authors) {
      List<IdentityElement> own = identity.identityOf(item, author, stored.revision());
      elements.put(author, own);
      all.addAll(own);
    }
    return new Whole((Task) shapes.join(stored.resource(), all), stored, elements, shapes);
  }

  Draft draft(CaseItem item, Task changed, Whole before) {
    return new Draft(
        item.id(),
        item.type(),
        item.person(),
        item.custodian(),
        changed,
        Optional.of(item),
        before.elements());
  }
}
