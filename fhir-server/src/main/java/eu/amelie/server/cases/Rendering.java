/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.CaseDecision;
import eu.amelie.interceptors.consent.ContactStatement;
import eu.amelie.interceptors.consent.Decision.Permit;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.consent.SafeContact;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.interceptors.pseudonym.record.AppointmentTimes;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.record.Masking;
import eu.amelie.interceptors.referral.Handover;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.CaseSight.Found;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskMarks;
import eu.amelie.server.facts.TaskRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * How an item that the caller may see is shown to it: what is released of its identity joined, what
 * points to something hidden taken out, in its role's view and its organisation's ids.
 */
final class Rendering {
  private static final Set<IdentityLabel> EVERYTHING = EnumSet.allOf(IdentityLabel.class);

  /**
   * @param decision of which nothing is left that was not joined
   */
  private record Joined(Resource resource, Permit decision) {}

  private final CaseSights parts;
  private final CaseSight sight;
  private final SightReads reads;
  private final Caller caller;
  private final Results results;

  /**
   * @param sight that says of what an item points to whether it is seen
   */
  Rendering(CaseSights parts, CaseSight sight, SightReads reads) {
    this.parts = parts;
    this.sight = sight;
    this.reads = reads;
    this.caller = sight.caller();
    this.results = new Results(parts, caller, reads);
  }

  CaseView view(Found found, Stored stored) {
    Optional<Permit> opened = results.of(found.item(), stored);
    List<IdentityElement> identity = released(found, stored);
    opened.ifPresent(permit -> identity.addAll(results.identity(found.item(), stored, permit)));
    return view(found, stored, identity, opened);
  }

  /** Without results: they belong to the Task as it is now, and to nothing that is kept of it. */
  CaseView closed(Found found, Stored stored) {
    return view(found, stored, released(found, stored), Optional.empty());
  }

  /** Without identity in what is the caller's own and has come to nothing yet. */
  CaseView receipt(Found found, Stored stored) {
    return sight.isCustodian(found.item()) && results.of(found.item(), stored).isEmpty()
        ? view(found, stored, List.of(), Optional.empty())
        : view(found, stored);
  }

  /** Only what the caller, who works this Task of another's, has added itself. */
  Optional<CaseView> additions(Found found, Stored stored) {
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

  /**
   * @param opened on what ground its requester is shown what has come of it
   */
  private CaseView view(
      Found found, Stored stored, List<IdentityElement> identity, Optional<Permit> opened) {
    CaseItem item = found.item();
    boolean custodian = sight.isCustodian(item);
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
      sight.expectDecisions(SightReads.pointedAt(stored.resource()).toList());
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
    if (!sight.isCustodian(item)) {
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
    sight.expectDecisions(SightReads.pointedAt(alone).toList());
    new HiddenReferences(target -> isShown(item, target)).remove(alone);
    parts.masked().complete(shown);
  }

  /**
   * Who else has to do with a case is not for a service to know (promise 3): of organisations it is
   * told itself and whoever submitted the item.
   */
  private boolean isShown(CaseItem item, IdType target) {
    if (CaseTypes.contains(target.getResourceType())) {
      return sight.isVisible(target.getResourceType(), UUID.fromString(target.getIdPart()));
    }
    return caller.role() != Role.SUPPORT
        || item.isStep()
        || Set.of(caller.organisation(), item.custodian()).contains(reads.organisationOf(target));
  }

  /** Asked for all at once, so that it takes as many statements however many are hidden. */
  private Map<UUID, String> visibleConsents(List<UUID> consents) {
    sight.expectDecisions(consents);
    Map<UUID, String> versions = new LinkedHashMap<>();
    consents.forEach(
        consent ->
            sight.view("Consent", consent).ifPresent(one -> versions.put(consent, one.etag())));
    return versions;
  }

  private String version(CaseItem item, Stored stored) {
    return Long.toString(sight.counted(item, SightReads.version(stored)));
  }

  /** As the requester counts: what it was not meant to see does not make its newest version old. */
  private boolean isNewest(CaseItem item, Stored stored) {
    return SightReads.version(stored) == item.version()
        || sight.counted(item, SightReads.version(stored)) == sight.counted(item, item.version());
  }

  /**
   * What is released, together with the record. Where it says itself that nobody is to be
   * contacted, as a relative or a form about safe contact may, contact details stay behind; so do
   * those of a form in whose place there is a newer word about it.
   */
  private Joined joined(Found found, Stored stored, List<IdentityElement> released) {
    Resource whole = (Resource) parts.shapes().join(stored.resource(), released);
    Permit decision = found.decision();
    if (sight.isCustodian(found.item())
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
    if (!sight.isCustodian(item) && item.type().equals("Task")) {
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
