/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.consent.BreakGlassGrant;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.interceptors.pseudonym.keys.SubmissionDigest;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.record.MaskedForm;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.EmergencyGrants;
import eu.amelie.server.facts.MarkedTasks;
import eu.amelie.server.facts.ReleasedItems;
import eu.amelie.server.facts.ReleasedItems.Naming;
import eu.amelie.server.facts.TaskVersions;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Makes a {@link CaseSight} for a caller. Call it inside a transaction, once for each. */
@Component
public class CaseSights {
  private static final int TAG_LENGTH = 32;

  private final CaseFacts facts;
  private final RecordStore records;
  private final Decisions decisions;
  private final CompiledItems items;
  private final RecordShapes shapes;
  private final IdentityVault vault;
  private final EmergencyGrants grants;
  private final RoleViews roles;
  private final IdDoor door;
  private final FhirContext context;
  private final SubmissionDigest digests;
  private final MaskedForm masked;
  private final Parties parties;
  private final ReleasedItems released;
  private final TaskVersions versions;
  private final MarkedTasks marked;

  CaseSights(
      CaseFacts facts,
      RecordStore records,
      Decisions decisions,
      CompiledItems items,
      RecordShapes shapes,
      IdentityVault vault,
      EmergencyGrants grants,
      RoleViews roles,
      IdDoor door,
      FhirContext context,
      ExchangeKeys keys,
      Parties parties,
      ReleasedItems released,
      TaskVersions versions,
      MarkedTasks marked) {
    this.facts = facts;
    this.records = records;
    this.decisions = decisions;
    this.items = items;
    this.shapes = shapes;
    this.vault = vault;
    this.grants = grants;
    this.roles = roles;
    this.door = door;
    this.context = context;
    this.masked = new MaskedForm(context);
    this.digests = new SubmissionDigest(keys.submissionKey());
    this.parties = parties;
    this.released = released;
    this.versions = versions;
    this.marked = marked;
  }

  public CaseSight of(Caller caller) {
    return new CaseSight(this, caller, false);
  }

  /** For the read of one item by its id: the only call that an emergency access opens. */
  public CaseSight reading(Caller caller) {
    return new CaseSight(this, caller, true);
  }

  /** What a grant would do for the read of a person, who may not be there. */
  public Decision decideInEmergency(
      Caller caller, Set<Purpose> purposes, UUID person, BreakGlassGrant grant) {
    return facts
        .item(person)
        .filter(item -> item.type().equals("Patient"))
        .map(
            item ->
                decisions.decide(
                    caller.organisation(),
                    caller.role(),
                    purposes,
                    item,
                    new SightReads(this, caller).compiled(item),
                    decisions.factsOf(person),
                    Optional.of(grant)))
        .orElseGet(() -> new Decision.Deny(Decision.Reason.NO_NEED, List.of()));
  }

  Optional<BreakGlassGrant> grant(Caller caller, UUID person, Instant now) {
    return caller.isInEmergency()
        ? grants.find(person, caller.organisation(), now)
        : Optional.empty();
  }

  /**
   * How far a caller may find by an item: what is hidden from it finds nothing, like what is absent
   * and at the same cost, also where it would lead to something visible.
   */
  public Naming naming(Caller caller, UUID id) {
    return narrows(caller) ? released.naming(Party.of(caller), id) : Naming.FULLY;
  }

  /**
   * Items of a type that a caller finds by what it may name fully and by what it may name among its
   * own.
   */
  public List<UUID> findable(
      Caller caller, String type, Collection<UUID> fully, Collection<UUID> amongItsOwn) {
    return released.findable(Party.of(caller), type, fully, amongItsOwn);
  }

  /**
   * The item, where it is the caller's own or bears its release tag; the decision comes after it.
   * What is hidden is looked up like what is absent, and no further.
   */
  Optional<CaseItem> candidate(Caller caller, UUID id) {
    return narrows(caller) ? released.find(Party.of(caller), id) : facts.item(id);
  }

  /** Those of them that {@link #candidate} would find. */
  Collection<CaseItem> candidates(Caller caller, Collection<UUID> ids) {
    return narrows(caller) ? released.find(Party.of(caller), ids) : facts.items(ids).values();
  }

  /** In an emergency more may be seen than tags say, and who is new has none yet. */
  private boolean narrows(Caller caller) {
    return !caller.isInEmergency() && parties.isKnown(Party.of(caller));
  }

  /** Everything that belongs to an item, whoever of its authors added it; never for an answer. */
  public List<IdentityElement> identityOf(CaseItem item, String author, String revision) {
    return identity(item, author, revision, EnumSet.allOf(IdentityLabel.class));
  }

  List<IdentityElement> identity(
      CaseItem item, String author, String revision, Set<IdentityLabel> labels) {
    return labels.isEmpty()
        ? List.of()
        : vault.fetch(
            new VaultAddress(
                item.type() + "/" + item.id(), item.person().toString(), author, revision),
            labels);
  }

  /** Whose an entry of the directory is; empty where it does not say. */
  String organisationOf(IdType entry) {
    Reference keeper =
        switch (entry.getResourceType()) {
          case "Organization" -> new Reference(entry);
          case "HealthcareService" ->
              ((HealthcareService) records.entry("HealthcareService", entry.getIdPart()))
                  .getProvidedBy();
          case "Location" ->
              ((Location) records.entry("Location", entry.getIdPart())).getManagingOrganization();
          default -> new Reference();
        };
    String id = new IdType(keeper.getReference()).getIdPart();
    return id == null ? "" : id;
  }

  /** Changes with what the caller sees, and with nothing else. */
  String digest(Caller caller, Resource shown) {
    Resource bare = shown.copy();
    bare.setMeta(null);
    String json = context.newJsonParser().encodeResourceToString(bare);
    String digest = digests.of("etag", caller.organisation(), json);
    // An id may not hold an underscore.
    return digest.replace('_', '.').substring(0, TAG_LENGTH);
  }

  TaskVersions versions() {
    return versions;
  }

  MarkedTasks marked() {
    return marked;
  }

  CaseFacts facts() {
    return facts;
  }

  RecordStore records() {
    return records;
  }

  CompiledItems items() {
    return items;
  }

  Decisions decisions() {
    return decisions;
  }

  RecordShapes shapes() {
    return shapes;
  }

  MaskedForm masked() {
    return masked;
  }

  RoleViews roles() {
    return roles;
  }

  IdDoor door() {
    return door;
  }
}
