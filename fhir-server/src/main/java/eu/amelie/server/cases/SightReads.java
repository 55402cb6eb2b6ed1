/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskMarks;
import eu.amelie.server.facts.TaskRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a {@link CaseSight} has read, each thing once and, where it is told in advance, in one
 * statement for many. It decides nothing.
 */
final class SightReads {
  private final CaseSights parts;
  private final Caller caller;
  private final Map<UUID, PersonFacts> persons = new HashMap<>();
  private final Map<UUID, Map<String, Set<String>>> referrers = new HashMap<>();
  private final Map<UUID, Optional<CaseItem>> candidates = new HashMap<>();
  private final Map<UUID, CaseItem> rows = new HashMap<>();
  private final Map<UUID, Stored> stored = new HashMap<>();
  private final Map<UUID, TaskMarks> marks = new HashMap<>();
  private final Map<String, String> keepers = new HashMap<>();

  SightReads(CaseSights parts, Caller caller) {
    this.parts = parts;
    this.caller = caller;
  }

  static UUID id(Stored row) {
    return UUID.fromString(row.resource().getIdElement().getIdPart());
  }

  /** The store's number of a version. */
  static long version(Stored stored) {
    return Long.parseLong(stored.resource().getMeta().getVersionId());
  }

  /** For the rows of a search, which themselves are in the caller's hands. */
  Map<UUID, CaseItem> expectRows(Collection<Stored> found) {
    Map<UUID, CaseItem> items = parts.facts().items(found.stream().map(SightReads::id).toList());
    rows.putAll(items);
    readFactsOf(items.values());
    readMarksOf(items.values());
    return items;
  }

  /**
   * For items that are going to be shown, also where it is decided already whether they are.
   *
   * @return those that are there
   */
  Collection<CaseItem> expect(Collection<UUID> ids) {
    expectDecisions(ids);
    List<CaseItem> found =
        ids.stream()
            .map(id -> candidates.getOrDefault(id, Optional.empty()))
            .flatMap(Optional::stream)
            .toList();
    readRecordsOf(found);
    return found;
  }

  /** For items of which no more is asked than whether they are visible. */
  void expectDecisions(Collection<UUID> ids) {
    Set<UUID> news = new HashSet<>(ids);
    news.removeAll(candidates.keySet());
    if (news.isEmpty()) {
      return;
    }
    Collection<CaseItem> found = parts.candidates(caller, news);
    news.forEach(id -> candidates.put(id, Optional.empty()));
    found.forEach(item -> candidates.put(item.id(), Optional.of(item)));
    readFactsOf(found);
    readRecordsOf(
        found.stream().filter(item -> parts.items().find(item.revision()).isEmpty()).toList());
  }

  private void readRecordsOf(Collection<CaseItem> items) {
    List<CaseItem> news = items.stream().filter(item -> !stored.containsKey(item.id())).toList();
    if (!news.isEmpty()) {
      stored.putAll(parts.records().readAll(news));
    }
  }

  private void readFactsOf(Collection<CaseItem> items) {
    Set<UUID> news = items.stream().map(CaseItem::person).collect(Collectors.toSet());
    news.removeAll(persons.keySet());
    if (!news.isEmpty()) {
      persons.putAll(parts.decisions().factsOf(news));
    }
  }

  private void readMarksOf(Collection<CaseItem> items) {
    Set<UUID> news =
        items.stream()
            .filter(item -> item.type().equals("Task"))
            .map(CaseItem::id)
            .collect(Collectors.toSet());
    news.removeAll(marks.keySet());
    if (!news.isEmpty()) {
      marks.putAll(parts.marked().of(news));
    }
  }

  /** What stands at an id before the decision: the caller's own, or released to it. */
  Optional<CaseItem> candidate(UUID id) {
    Optional<CaseItem> known = candidates.get(id);
    return known == null ? parts.candidate(caller, id) : known;
  }

  /** Of a row that a search has found, whoever asks. */
  Optional<CaseItem> row(UUID id) {
    return Optional.ofNullable(rows.get(id)).or(() -> parts.facts().item(id));
  }

  void hold(Stored row) {
    stored.put(id(row), row);
  }

  Stored record(CaseItem item) {
    return stored.computeIfAbsent(item.id(), id -> parts.records().read(item.type(), id));
  }

  PersonFacts person(CaseItem item) {
    return persons.computeIfAbsent(item.person(), parts.decisions()::factsOf);
  }

  /** As the decision has seen it. */
  TaskRow task(CaseItem item) {
    return person(item).parties().get(item.id().toString());
  }

  /** None of what is no Task. */
  TaskMarks marks(CaseItem item) {
    readMarksOf(List.of(item));
    return marks.getOrDefault(item.id(), TaskMarks.none());
  }

  /** Whose an entry of the directory is; empty where it does not say. */
  String organisationOf(IdType entry) {
    return keepers.computeIfAbsent(
        entry.getResourceType() + "/" + entry.getIdPart(), known -> parts.organisationOf(entry));
  }

  /** The item as the engine takes it, with what points to it where a Consent asks for that. */
  Item compiled(CaseItem item) {
    Item own = alone(item);
    return person(item).relations()
        ? own.among(referrers.computeIfAbsent(item.person(), this::referrersOf))
        : own;
  }

  private Item alone(CaseItem item) {
    return parts.items().find(item.revision()).orElseGet(() -> parts.items().of(record(item)));
  }

  private Map<String, Set<String>> referrersOf(UUID person) {
    List<CaseItem> items = parts.facts().itemsOf(person);
    readRecordsOf(
        items.stream().filter(item -> parts.items().find(item.revision()).isEmpty()).toList());
    return Item.referrers(items.stream().map(this::alone).toList());
  }

  /** The case items that a record points to. */
  static Stream<UUID> pointedAt(Resource record) {
    return ElementWalk.references(record).stream()
        .map(reference -> new IdType(reference.getReference()))
        .filter(target -> CaseTypes.contains(target.getResourceType()))
        .map(target -> UUID.fromString(target.getIdPart()));
  }
}
