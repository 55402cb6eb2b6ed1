/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.CaseDecision;
import eu.amelie.interceptors.consent.ContactStatement;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.consent.SafeContact;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.record.AppointmentTimes;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.record.Masking;
import eu.amelie.interceptors.referral.Handover;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskMarks;
import eu.amelie.server.facts.TaskRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * What one caller sees of cases, for the length of one transaction: decision, join of what is
 * released, nothing that points to what is hidden. An item that is hidden and one that is not there
 * give the same empty answer. Facts are read once for each person; it must not outlive a write.
 */
public final class CaseSight {
  private static final Set<IdentityLabel> EVERYTHING = EnumSet.allOf(IdentityLabel.class);

  private record Found(CaseItem item, Permit decision) {}

  /**
   * @param decision of which nothing is left that was not joined
   */
  private record Joined(Resource resource, Permit decision) {}

  private final CaseSights parts;
  private final Caller caller;
  private final boolean emergency;
  private final SightReads reads;
  private final Results results;
  private final Map<UUID, Optional<Found>> decided = new HashMap<>();

  /**
   * @param emergency whether an emergency access on record counts
   */
  CaseSight(CaseSights parts, Caller caller, boolean emergency) {
    this.parts = parts;
    this.caller = caller;
    this.emergency = emergency;
    this.reads = new SightReads(parts, caller);
    this.results = new Results(parts, caller, reads);
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
    expectDecisions(
        rows.stream()
            .filter(row -> items.containsKey(SightReads.id(row)))
            .filter(row -> !isCustodian(items.get(SightReads.id(row))))
            .flatMap(row -> pointedAt(row.resource()))
            .collect(Collectors.toSet()));
  }

  /** The same for items that are going to be shown by their ids. */
  public void expect(Collection<UUID> ids) {
    reads.expect(undecided(ids));
  }

  private void expectDecisions(Collection<UUID> ids) {
    reads.expectDecisions(undecided(ids));
  }

  private Set<UUID> undecided(Collection<UUID> ids) {
    return ids.stream().filter(id -> !decided.containsKey(id)).collect(Collectors.toSet());
  }

  private static Stream<UUID> pointedAt(Resource record) {
    return ElementWalk.references(record).stream()
        .map(reference -> new IdType(reference.getReference()))
        .filter(target -> CaseTypes.contains(target.getResourceType()))
        .map(target -> UUID.fromString(target.getIdPart()));
  }

  /** The current version, if the caller may see it. */
  public Optional<CaseView> view(String type, UUID id) {
    return permitted(type, id).map(found -> view(found, reads.record(found.item())));
  }

  /**
   * What is told of an item once it is written: as {@link #view(String, UUID)}, but without
   * identity in what is the caller's own, whose version it counts and does not work out.
   */
  public Optional<CaseView> receipt(String type, UUID id) {
    return permitted(type, id)
        .map(
            found -> {
              Stored stored = reads.record(found.item());
              return isCustodian(found.item()) && results.of(found.item(), stored).isEmpty()
                  ? view(found, stored, List.of(), Optional.empty())
                  : view(found, stored);
            });
  }

  /**
   * The current version with nothing of what others have made of it, if the caller may see it: what
   * of a Task is its requester's own part.
   */
  public Optional<CaseView> ownPart(String type, UUID id) {
    return permitted(type, id).map(found -> closed(found, reads.record(found.item())));
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
    return known.map(found -> view(found, row));
  }

  /**
   * Of another's Task that the caller works, what it has added itself, with nothing of who asked;
   * empty where it has added nothing.
   */
  public Optional<CaseView> additions(UUID id) {
    return permitted("Task", id)
        .filter(found -> !isCustodian(found.item()))
        .filter(found -> reads.task(found.item()).owner().equals(caller.organisation()))
        .flatMap(this::additions);
  }

  private Optional<CaseView> additions(Found found) {
    Stored stored = reads.record(found.item());
    List<IdentityElement> own = added(found.item(), stored);
    if (own.isEmpty() && !((Task) stored.resource()).hasOutput()) {
      return Optional.empty();
    }
    CaseView whole = view(found, stored, own, Optional.empty());
    Permit decision = new Permit(found.decision().reason(), found.decision().basis(), Set.of());
    return Optional.of(
        new CaseView(
            found.item(), TaskViews.ofOwner((Task) whole.resource()), whole.etag(), decision));
  }

  /** An earlier version, by today's decision; only its custodian has history. */
  public Optional<CaseView> view(String type, UUID id, long version) {
    return permitted(type, id)
        .filter(found -> isCustodian(found.item()))
        .flatMap(
            found ->
                storeVersion(found.item(), version)
                    .map(stored -> closed(found, parts.records().read(type, id, stored))));
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

  private boolean isCustodian(CaseItem item) {
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

  private CaseView view(Found found, Stored stored) {
    Optional<Permit> opened = results.of(found.item(), stored);
    List<IdentityElement> identity = released(found, stored);
    opened.ifPresent(permit -> identity.addAll(results.identity(found.item(), stored, permit)));
    return view(found, stored, identity, opened);
  }

  /** Without results: they belong to the Task as it is now, and to nothing that is kept of it. */
  private CaseView closed(Found found, Stored stored) {
    return view(found, stored, released(found, stored), Optional.empty());
  }

  /**
   * @param opened on what ground its requester is shown what has come of it
   */
  private CaseView view(
      Found found, Stored stored, List<IdentityElement> identity, Optional<Permit> opened) {
    CaseItem item = found.item();
    boolean custodian = isCustodian(item);
    Joined part = joined(found, stored, identity);
    Resource joined = part.resource();
    Permit decision = part.decision();
    TaskRow task = item.type().equals("Task") ? reads.task(item) : null;
    Resource shown = parts.roles().reduce(caller, item, task, opened.isPresent(), joined);
    TaskMarks marked = reads.marks(item);
    if (shown instanceof Task one && !marked.offered()) {
      Handover.unmark(one);
    }
    if (shown instanceof Task own && decision.basis().equals(List.of(CaseDecision.TASK_OWNER))) {
      TaskViews.reduceForOwner(own);
    }
    if (!custodian
        && shown instanceof DomainResource person
        && !decision.releasedLabels().contains(IdentityLabel.DEMO)) {
      SafeContact.hideWays(person);
    }
    if (!custodian && !decision.releasedLabels().contains(IdentityLabel.TEXT)) {
      AppointmentTimes.withhold(shown);
    }
    if (!custodian && !decision.releasedLabels().contains(IdentityLabel.LOCIS)) {
      parts.shapes().regions().hideOthers(shown);
    }
    if (!custodian) {
      expectDecisions(pointedAt(stored.resource()).toList());
      new HiddenReferences(target -> isShown(item, target)).remove(shown);
      parts.masked().complete(shown);
    }
    if (opened.isPresent() && shown instanceof Task own) {
      hideInResults(item, own);
    }
    if (isNewest(item, stored)) {
      RoleViews.addSteps(caller, task, marked, shown);
      parts.roles().addConsents(caller, item, task, shown, this::visibleConsents);
    }
    parts.door().outward(caller, shown);
    // The store's version would be written from the id, and count what the caller cannot see.
    shown.setId(new IdType(item.type(), shown.getIdElement().getIdPart()));
    String etag = etag(item, stored, opened.isPresent(), shown);
    parts.roles().label(caller, item, marked, shown, stored.resource().getMeta(), etag);
    if (!custodian) {
      Masking.mark(shown, !decision.releasedLabels().containsAll(EVERYTHING));
    }
    return new CaseView(item, shown, etag, Results.with(decision, opened));
  }

  /**
   * What has come of a Task is not of its version: it may be opened and closed without anybody
   * writing it.
   */
  private String etag(CaseItem item, Stored stored, boolean opened, Resource shown) {
    if (!isCustodian(item)) {
      return parts.digest(caller, shown);
    }
    String version = version(item, stored);
    return opened ? version + "." + parts.digest(caller, shown) : version;
  }

  /**
   * A result may point to what is the owner's and hidden, unlike all else in a Task of one's own.
   */
  private void hideInResults(CaseItem item, Task shown) {
    Task alone = new Task().setOutput(shown.getOutput()).setNote(shown.getNote());
    expectDecisions(pointedAt(alone).toList());
    new HiddenReferences(target -> isShown(item, target)).remove(alone);
    parts.masked().complete(shown);
  }

  /**
   * Who else has to do with a case is not for a service to know (promise 3): of organisations it is
   * told itself and whoever submitted the item.
   */
  private boolean isShown(CaseItem item, IdType target) {
    if (CaseTypes.contains(target.getResourceType())) {
      return isVisible(target.getResourceType(), UUID.fromString(target.getIdPart()));
    }
    return caller.role() != Role.SUPPORT
        || item.isStep()
        || Set.of(caller.organisation(), item.custodian()).contains(parts.organisationOf(target));
  }

  /** Asked for all at once, so that it takes as many statements however many are hidden. */
  private Map<UUID, String> visibleConsents(List<UUID> consents) {
    expectDecisions(consents);
    Map<UUID, String> versions = new LinkedHashMap<>();
    consents.forEach(
        consent -> view("Consent", consent).ifPresent(one -> versions.put(consent, one.etag())));
    return versions;
  }

  private String version(CaseItem item, Stored stored) {
    return Long.toString(counted(item, SightReads.version(stored)));
  }

  /** As the requester counts: what it was not meant to see does not make its newest version old. */
  private boolean isNewest(CaseItem item, Stored stored) {
    return SightReads.version(stored) == item.version()
        || counted(item, SightReads.version(stored)) == counted(item, item.version());
  }

  /**
   * What is released, together with the record. Where it says itself that nobody is to be
   * contacted, as a relative or a form about safe contact may, contact details stay behind; so do
   * those of a form in whose place there is a newer word about it.
   */
  private Joined joined(Found found, Stored stored, List<IdentityElement> released) {
    Resource whole = (Resource) parts.shapes().join(stored.resource(), released);
    Permit decision = found.decision();
    if (isCustodian(found.item())
        || !decision.releasedLabels().contains(IdentityLabel.DEMO)
        || !(SafeContact.forbids(whole) || isSuperseded(found.item(), whole))) {
      return new Joined(whole, decision);
    }
    Set<IdentityLabel> labels = EnumSet.allOf(IdentityLabel.class);
    labels.retainAll(decision.releasedLabels());
    labels.remove(IdentityLabel.DEMO);
    List<IdentityElement> rest =
        released.stream().filter(element -> element.label() != IdentityLabel.DEMO).toList();
    return new Joined(
        (Resource) parts.shapes().join(stored.resource(), rest),
        new Permit(decision.reason(), decision.basis(), labels));
  }

  private boolean isSuperseded(CaseItem item, Resource whole) {
    return ContactStatement.isOne(whole) && !reads.person(item).contactForms().contains(item.id());
  }

  /**
   * The custodian's elements as decided and, of another's Task, the caller's own additions. Where
   * there is nothing to be had the vault is not asked.
   */
  private List<IdentityElement> released(Found found, Stored stored) {
    CaseItem item = found.item();
    List<IdentityElement> released =
        new ArrayList<>(
            parts.identity(
                item, item.custodian(), stored.revision(), found.decision().releasedLabels()));
    if (!isCustodian(item) && item.type().equals("Task")) {
      released.addAll(added(item, stored));
    }
    return released;
  }

  /** The caller's own additions to another's Task. */
  private List<IdentityElement> added(CaseItem item, Stored stored) {
    return RoleViews.hasAdded(caller, reads.task(item))
        ? parts.identity(item, caller.organisation(), stored.revision(), EVERYTHING)
        : List.of();
  }
}
