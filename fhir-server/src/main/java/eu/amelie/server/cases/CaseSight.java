/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.server.facts.CaseItem;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one caller sees of cases, for the length of one transaction: decision, join of what is
 * released, nothing that points to what is hidden. An item that is hidden and one that is not there
 * give the same empty answer. Facts are read once for each person; it must not outlive a write.
 */
public final class CaseSight {
  /** An item that the caller may see, and why. */
  record Found(CaseItem item, Permit decision) {}

  private final CaseSights parts;
  private final Caller caller;
  private final boolean emergency;
  private final SightReads reads;
  private final Rendering rendering;
  private final Map<UUID, Optional<Found>> decided = new HashMap<>();

  /**
   * @param emergency whether an emergency access on record counts
   */
  CaseSight(CaseSights parts, Caller caller, boolean emergency) {
    this.parts = parts;
    this.caller = caller;
    this.emergency = emergency;
    this.reads = new SightReads(parts, caller);
    this.rendering = new Rendering(parts, this, reads);
  }

  public Caller caller() {
    return caller;
  }

  /**
   * Reads what decisions about these rows of a search rest on, and about what they point to, for
   * all of them together. It changes no answer, only how many statements it takes.
   */
  public void expectRows(Collection<Stored> rows) {
    Map<UUID, CaseItem> items = reads.expectRows(rows);
    expectPointedAt(
        rows.stream()
            .filter(row -> items.containsKey(SightReads.id(row)))
            .filter(row -> !isCustodian(items.get(SightReads.id(row)))));
  }

  /** The same for items that are going to be shown by their ids. */
  public void expect(Collection<UUID> ids) {
    expectPointedAt(
        reads.expect(ids).stream().filter(item -> !isCustodian(item)).map(reads::record));
  }

  private void expectPointedAt(Stream<Stored> records) {
    expectDecisions(
        records
            .flatMap(record -> SightReads.pointedAt(record.resource()))
            .collect(Collectors.toSet()));
  }

  /** The same for items of which only is asked whether they are seen. */
  void expectDecisions(Collection<UUID> ids) {
    reads.expectDecisions(undecided(ids));
  }

  private Set<UUID> undecided(Collection<UUID> ids) {
    return ids.stream().filter(id -> !decided.containsKey(id)).collect(Collectors.toSet());
  }

  /** The current version, if the caller may see it. */
  public Optional<CaseView> view(String type, UUID id) {
    return permitted(type, id).map(found -> rendering.view(found, reads.record(found.item())));
  }

  /**
   * What is told of an item once it is written: as {@link #view(String, UUID)}, but without
   * identity in what is the caller's own, whose version it counts and does not work out.
   */
  public Optional<CaseView> receipt(String type, UUID id) {
    return permitted(type, id).map(found -> rendering.receipt(found, reads.record(found.item())));
  }

  /**
   * The current version with nothing of what others have made of it, if the caller may see it: what
   * of a Task is its requester's own part.
   */
  public Optional<CaseView> ownPart(String type, UUID id) {
    return permitted(type, id).map(found -> rendering.closed(found, reads.record(found.item())));
  }

  /** A row that a search has found, if the caller may see it. */
  public Optional<CaseView> view(Stored row) {
    UUID id = SightReads.id(row);
    Optional<Found> known = decided.get(id);
    if (known == null) {
      known =
          reads
              .row(id)
              .flatMap(
                  item -> {
                    reads.hold(row);
                    return decide(item);
                  });
      decided.put(id, known);
    }
    return known.map(found -> rendering.view(found, row));
  }

  /**
   * Of another's Task that the caller works, what it has added itself, with nothing of who asked;
   * empty where it has added nothing.
   */
  public Optional<CaseView> additions(UUID id) {
    return permitted("Task", id)
        .filter(found -> !isCustodian(found.item()))
        .filter(found -> reads.task(found.item()).owner().equals(caller.organisation()))
        .flatMap(found -> rendering.additions(found, reads.record(found.item())));
  }

  /** An earlier version, by today's decision; only its custodian has history. */
  public Optional<CaseView> view(String type, UUID id, long version) {
    return permitted(type, id)
        .filter(found -> isCustodian(found.item()))
        .flatMap(
            found ->
                storeVersion(found.item(), version)
                    .map(
                        stored -> rendering.closed(found, parts.records().read(type, id, stored))));
  }

  /** Of a Task only the versions count that its requester was meant to see. */
  private Optional<Long> storeVersion(CaseItem item, long counted) {
    if (item.type().equals("Task")) {
      return parts.versions().stored(item.id(), counted);
    }
    return Optional.of(counted).filter(version -> version >= 1 && version <= item.version());
  }

  /** How many versions of its own item a custodian counts up to one of the store's. */
  public long counted(CaseItem item, long stored) {
    return item.type().equals("Task") ? parts.versions().counted(item.id(), stored) : stored;
  }

  /** The number of the first version of its own item that is still there for its custodian. */
  public long first(CaseItem item) {
    return item.type().equals("Task") ? parts.versions().first(item.id()) : 1;
  }

  /**
   * What stands at an id before the decision: the caller's own, or released to it. Only to know
   * what to lock.
   */
  public Optional<CaseItem> candidate(UUID id) {
    return parts.candidate(caller, id);
  }

  /** The item, if the caller may see it. */
  public Optional<CaseItem> item(String type, UUID id) {
    return permitted(type, id).map(Found::item);
  }

  public boolean isVisible(String type, UUID id) {
    return permitted(type, id).isPresent();
  }

  boolean isCustodian(CaseItem item) {
    return caller.organisation().equals(item.custodian());
  }

  private Optional<Found> permitted(String type, UUID id) {
    Optional<Found> known = decided.get(id);
    if (known == null) {
      known = reads.candidate(id).filter(item -> item.type().equals(type)).flatMap(this::decide);
      decided.put(id, known);
    }
    return known.filter(found -> found.item().type().equals(type));
  }

  private Optional<Found> decide(CaseItem item) {
    PersonFacts person = reads.person(item);
    Decision decision =
        parts
            .decisions()
            .decide(
                caller.organisation(),
                caller.role(),
                caller.purposes(),
                item,
                reads.compiled(item),
                person,
                emergency ? parts.grant(caller, item.person(), person.now()) : Optional.empty());
    return decision instanceof Permit permit
        ? Optional.of(new Found(item, permit))
        : Optional.empty();
  }
}
