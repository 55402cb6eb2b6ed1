/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.flow;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.record.Masking;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.flow.RecordStore.Stored;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Makes what a caller sees of an item: decision, join of what is released, nothing that points to
 * what is hidden. An item that is hidden and one that is not there give the same empty answer.
 */
@Component
class CaseViews {
  private static final Set<IdentityLabel> EVERYTHING = EnumSet.allOf(IdentityLabel.class);

  private final CaseFacts facts;
  private final RecordStore records;
  private final Decisions decisions;
  private final RecordShapes shapes;
  private final IdentityVault vault;
  private final RoleViews roles;

  CaseViews(
      CaseFacts facts,
      RecordStore records,
      Decisions decisions,
      RecordShapes shapes,
      IdentityVault vault,
      RoleViews roles) {
    this.facts = facts;
    this.records = records;
    this.decisions = decisions;
    this.shapes = shapes;
    this.vault = vault;
    this.roles = roles;
  }

  /** Call inside a transaction: facts, record and identity are of one moment. */
  Optional<CaseView> view(Caller caller, String type, UUID id) {
    return permitted(caller, type, id)
        .map(found -> view(caller, found.item(), found.stored(), found.decision()));
  }

  /** A row that a search has found. */
  Optional<CaseView> view(Caller caller, Stored stored) {
    UUID id = UUID.fromString(stored.resource().getIdElement().getIdPart());
    return facts
        .item(id)
        .flatMap(item -> decided(caller, item, stored))
        .map(found -> view(caller, found.item(), found.stored(), found.decision()));
  }

  /** Whether a caller may see an item at all. */
  boolean isVisible(Caller caller, String type, UUID id) {
    return permitted(caller, type, id).isPresent();
  }

  private record Found(CaseItem item, Stored stored, Decision.Permit decision) {}

  private Optional<Found> permitted(Caller caller, String type, UUID id) {
    return facts
        .item(id)
        .filter(item -> item.type().equals(type))
        .flatMap(item -> decided(caller, item, records.read(type, id)));
  }

  private Optional<Found> decided(Caller caller, CaseItem item, Stored stored) {
    Decision decision =
        decisions.decide(caller, item, stored.resource(), decisions.factsOf(item.person()));
    return decision instanceof Decision.Permit permit
        ? Optional.of(new Found(item, stored, permit))
        : Optional.empty();
  }

  private CaseView view(Caller caller, CaseItem item, Stored stored, Decision.Permit decision) {
    boolean custodian = caller.organisation().equals(item.custodian());
    List<IdentityElement> released = released(caller, item, stored, decision.releasedLabels());
    Resource joined = (Resource) shapes.join(stored.resource(), released);
    Resource reduced = roles.reduce(caller, item, joined);
    if (!custodian) {
      dropHiddenReferences(caller, reduced);
      Masking.mark(reduced, !decision.releasedLabels().containsAll(EVERYTHING));
    }
    return new CaseView(item, reduced, decision, !custodian);
  }

  /** The custodian's elements as decided, and the caller's own additions to another's item. */
  private List<IdentityElement> released(
      Caller caller, CaseItem item, Stored stored, Set<IdentityLabel> labels) {
    List<IdentityElement> released = new ArrayList<>(fetch(item, item.custodian(), stored, labels));
    if (!caller.organisation().equals(item.custodian())) {
      released.addAll(fetch(item, caller.organisation(), stored, EVERYTHING));
    }
    return released;
  }

  /** Everything that belongs to the item, whoever added it; for writes, never for an answer. */
  Resource whole(CaseItem item, Stored stored, List<String> authors) {
    List<IdentityElement> all =
        authors.stream().flatMap(a -> fetch(item, a, stored, EVERYTHING).stream()).toList();
    return (Resource) shapes.join(stored.resource(), all);
  }

  List<IdentityElement> fetch(
      CaseItem item, String author, Stored stored, Set<IdentityLabel> labels) {
    return labels.isEmpty() ? List.of() : vault.fetch(address(item, author, stored), labels);
  }

  private static VaultAddress address(CaseItem item, String author, Stored stored) {
    return new VaultAddress(
        item.type() + "/" + item.id(), item.person().toString(), author, stored.revision());
  }

  /** Those who may have added to an item: its custodian and, of a Task, its owner. */
  List<String> authors(CaseItem item) {
    List<String> authors = new ArrayList<>(List.of(item.custodian()));
    facts
        .task(item.id())
        .map(TaskRow::owner)
        .filter(o -> !authors.contains(o))
        .ifPresent(authors::add);
    return authors;
  }

  private void dropHiddenReferences(Caller caller, Resource resource) {
    for (Reference reference : ElementWalk.references(resource)) {
      IdType target = new IdType(reference.getReference());
      if (CaseTypes.contains(target.getResourceType())
          && !isVisible(caller, target.getResourceType(), UUID.fromString(target.getIdPart()))) {
        reference.setReference(null);
        reference.addExtension(
            "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
            new org.hl7.fhir.r4.model.CodeType("masked"));
      }
    }
  }
}
