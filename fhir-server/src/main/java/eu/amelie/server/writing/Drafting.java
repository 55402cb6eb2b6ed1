/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.limits.BodyLimits;
import eu.amelie.interceptors.limits.JsonPatches;
import eu.amelie.interceptors.pseudonym.ids.ReferralNumbers;
import eu.amelie.interceptors.referral.Messages;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.call.Content;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Makes drafts of what was asked for: ids inward, locks taken, targets looked up, and everything
 * refused that the caller may not write. Refusals come in the order 404, 428, 412, 422.
 */
@Component
class Drafting {
  /** One write with its target and its resource under internal ids. */
  private record Aimed(Wanted wanted, UUID id, Resource resource) {}

  private final IdDoor door;
  private final CaseFacts facts;
  private final CaseSights sights;
  private final InwardReferences references;
  private final Persons persons;
  private final InTime inTime;
  private final CreationRules creations;
  private final ChangeRules changes;
  private final ContentChecks checks;
  private final JsonPatches patches;
  private final FixedParts fixed;

  Drafting(
      IdDoor door,
      CaseFacts facts,
      CaseSights sights,
      InwardReferences references,
      Persons persons,
      InTime inTime,
      CreationRules creations,
      ChangeRules changes,
      ContentChecks checks,
      FhirContext context) {
    this.door = door;
    this.facts = facts;
    this.sights = sights;
    this.references = references;
    this.persons = persons;
    this.inTime = inTime;
    this.creations = creations;
    this.changes = changes;
    this.checks = checks;
    this.patches = new JsonPatches(context, BodyLimits.DEFAULT);
    this.fixed = new FixedParts(context);
  }

  /**
   * @param there what stands for entries that are not wanted any more, by their fullUrl
   */
  List<Draft> drafts(Caller caller, List<Wanted> wanted, Map<String, String> there) {
    Set<UUID> locked = new HashSet<>(lockTargets(caller, wanted));
    List<Aimed> aimed = aim(caller, wanted, there, locked);
    Map<String, Resource> entries = new HashMap<>();
    Set<String> created = new HashSet<>();
    for (Aimed one : aimed) {
      entries.put(reference(one), one.resource());
      if (one.wanted().isCreation()) {
        created.add(reference(one));
      }
    }
    locked.addAll(lockPersons(caller, aimed, entries));

    CaseSight sight = sights.of(caller);
    Map<String, Draft> fresh = new LinkedHashMap<>();
    List<Draft> drafts = new ArrayList<>();
    for (Aimed one : aimed) {
      // Before anything is said of what a reference leads to: it may lead to what is hidden.
      references.requireReachable(sight, one.wanted(), one.resource(), created);
      if (one.wanted().isCreation()) {
        Draft draft = creation(sight, one, entries, locked);
        fresh.put(draft.reference(), draft);
      }
    }
    for (Aimed one : aimed) {
      Draft draft =
          one.wanted().isCreation()
              ? fresh.get(reference(one))
              : changes.draft(
                  sight, one.wanted(), facts.item(one.id()).orElseThrow(), one.resource());
      if (one.wanted().isCreation()) {
        creations.require(caller, sight, one.wanted(), draft, fresh);
      }
      drafts.add(draft);
    }
    return drafts;
  }

  private static String reference(Aimed one) {
    return one.wanted().type() + "/" + one.id();
  }

  /**
   * An item's person never changes, so that it may be read before the lock. For what is hidden
   * nobody waits: it is as if it were not there.
   */
  private Set<UUID> lockTargets(Caller caller, List<Wanted> wanted) {
    CaseSight before = sights.of(caller);
    TreeSet<UUID> concerned = new TreeSet<>();
    for (Wanted one : wanted) {
      one.id()
          .flatMap(id -> door.find(caller, id))
          .flatMap(before::candidate)
          .map(CaseItem::person)
          .ifPresent(concerned::add);
    }
    return lock(concerned);
  }

  private Set<UUID> lockPersons(Caller caller, List<Aimed> aimed, Map<String, Resource> entries) {
    CaseSight before = sights.of(caller);
    TreeSet<UUID> concerned = new TreeSet<>();
    for (Aimed one : aimed) {
      persons.toLock(one.resource(), one.id(), entries, before).ifPresent(concerned::add);
    }
    return lock(concerned);
  }

  /** What time has made due of them comes before what is asked for now, and is looked at by it. */
  private Set<UUID> lock(TreeSet<UUID> concerned) {
    concerned.forEach(facts::lockPerson);
    concerned.forEach(inTime::settleIfDue);
    return concerned;
  }

  private List<Aimed> aim(
      Caller caller, List<Wanted> wanted, Map<String, String> there, Set<UUID> locked) {
    Map<String, String> byFullUrl = new HashMap<>(there);
    List<UUID> ids = new ArrayList<>();
    for (Wanted one : wanted) {
      UUID id = one.isCreation() ? UUID.randomUUID() : door.inward(caller, one.id().orElseThrow());
      if (ids.contains(id)) {
        throw ExchangeException.at(
            ErrorCode.MALFORMED, one.at(null), "A Bundle changes each resource once.");
      }
      ids.add(id);
      one.fullUrl().ifPresent(url -> byFullUrl.put(url, one.type() + "/" + id));
    }
    CaseSight sight = sights.of(caller);
    List<Aimed> aimed = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Wanted one = wanted.get(i);
      Resource resource =
          one.isCreation() ? one.resource() : sent(one, current(sight, one, ids.get(i), locked));
      aimed.add(new Aimed(one, ids.get(i), inward(caller, one, ids.get(i), resource, byFullUrl)));
    }
    return aimed;
  }

  /**
   * 404, then 428, then 412: whoever cannot see it learns nothing of its version. What came into
   * sight only while others were waited for came too late for this call.
   */
  private CaseView current(CaseSight sight, Wanted one, UUID id, Set<UUID> locked) {
    CaseView view =
        sight
            .view(one.type(), id)
            .filter(seen -> locked.contains(seen.item().person()))
            .orElseThrow(ExchangeException::notFound);
    changes.requireWritable(view.item(), sight);
    if (!one.expectedVersion().equals(view.etag())) {
      throw one.refusal(ErrorCode.VERSION_CONFLICT);
    }
    return view;
  }

  private Resource sent(Wanted one, CaseView view) {
    try {
      Resource sent = whole(one, view);
      fixed.require(view.resource(), sent, one.content() instanceof Content.Change);
      return sent;
    } catch (ExchangeException e) {
      throw one.placed(e);
    }
  }

  private Resource whole(Wanted one, CaseView view) {
    if (one.content() instanceof Content.Change change) {
      return patches.apply(change.patch(), view.resource());
    }
    Resource resource = one.resource();
    String id = resource.getIdElement().getIdPart();
    if (id == null || !id.equals(one.id().orElseThrow())) {
      throw ExchangeException.at(
          ErrorCode.MALFORMED, null, "The body's id is not that of its address.");
    }
    return resource;
  }

  private Resource inward(
      Caller caller, Wanted one, UUID id, Resource resource, Map<String, String> byFullUrl) {
    InwardReferences.refuseSearches(one, resource);
    checks.requireTestLabel(one, resource);
    if (!one.isCreation() && !(resource instanceof Task)) {
      checks.requireValid(one, resource);
    }
    resource.setMeta(null);
    resource.setId((IdType) null);
    if (resource instanceof Task task) {
      TaskViews.removeAdded(task);
    }
    ReferralNumbers.removeFrom(resource);
    references.translate(caller, one, resource, byFullUrl);
    resource.setId(new IdType(one.type(), id.toString()));
    return resource;
  }

  /** What is about something that is not there is answered as if that were hidden. */
  private static ExchangeException aboutNobody(Aimed one) {
    boolean namesSomething =
        (one.resource() instanceof Provenance provenance && provenance.hasTarget())
            || (one.resource() instanceof Communication message
                && Messages.taskOf(message).isPresent());
    return namesSomething
        ? ExchangeException.notFound()
        : ExchangeException.at(
            ErrorCode.PROFILE_VIOLATION,
            one.wanted().at(one.wanted().type()),
            "The resource does not say which Patient it is about.");
  }

  private Draft creation(
      CaseSight sight, Aimed one, Map<String, Resource> entries, Set<UUID> locked) {
    UUID person =
        persons.of(one.resource(), one.id(), entries, sight).orElseThrow(() -> aboutNobody(one));
    if (!locked.contains(person)) {
      throw ExchangeException.notFound();
    }
    return new Draft(
        one.id(),
        one.wanted().type(),
        person,
        sight.caller().organisation(),
        one.resource(),
        Optional.empty(),
        Map.of());
  }
}
