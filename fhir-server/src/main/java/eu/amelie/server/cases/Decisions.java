/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.consent.BreakGlassGrant;
import eu.amelie.interceptors.consent.CareRole;
import eu.amelie.interceptors.consent.CaseDecision;
import eu.amelie.interceptors.consent.CaseRequest;
import eu.amelie.interceptors.consent.Code;
import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.DecisionRequest;
import eu.amelie.interceptors.consent.Item;
import eu.amelie.interceptors.consent.SensitivityLabels;
import eu.amelie.interceptors.consent.TaskFact;
import eu.amelie.interceptors.minority.CaptureRules;
import eu.amelie.interceptors.minority.Standing;
import eu.amelie.interceptors.referral.TaskStep;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.server.facts.AgeFacts;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentRow;
import eu.amelie.server.facts.FactRemoval;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.facts.TaskRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Asks the one decision, with facts read now. Only the compiled form of a Consent's version is kept
 * between two questions, which never changes; whether that version still counts is read each time.
 */
@Component
public class Decisions {
  private final CaseFacts facts;
  private final Restrictions restrictions;
  private final AgeFacts ages;
  private final CompiledConsents compiled;
  private final ProfileCatalog profiles;

  Decisions(
      CaseFacts facts,
      Restrictions restrictions,
      AgeFacts ages,
      CompiledConsents compiled,
      ProfileCatalog profiles) {
    this.facts = facts;
    this.restrictions = restrictions;
    this.ages = ages;
    this.compiled = compiled;
    this.profiles = profiles;
  }

  public PersonFacts factsOf(UUID person) {
    List<ConsentRow> rows = facts.consentsOf(person);
    Map<String, List<CompiledConsent>> consents = new HashMap<>();
    Set<String> restricted = restrictions.of(person);
    for (ConsentRow row : rows) {
      if (restricted.contains(row.custodian())) {
        continue;
      }
      consents.computeIfAbsent(row.custodian(), ignored -> new ArrayList<>()).add(compiled.of(row));
    }
    consents.replaceAll((custodian, some) -> CaptureRules.counting(some, standing(person, some)));
    List<TaskRow> taskRows = facts.tasksOf(person);
    List<TaskFact> tasks =
        taskRows.stream()
            .filter(task -> task.isReferral(person))
            .map(task -> new TaskFact(task.owner(), task.status(), task.ended()))
            .toList();
    boolean relations = rows.stream().anyMatch(row -> row.body().contains("\"meaning\""));
    Map<String, TaskRow> parties =
        taskRows.stream().collect(Collectors.toMap(task -> task.id().toString(), task -> task));
    return new PersonFacts(
        consents, relations, tasks, parties, facts.safeContact(person), facts.now());
  }

  /** Only what was given for a minor depends on whether she is one. */
  private Standing standing(UUID person, List<CompiledConsent> consents) {
    return consents.stream().anyMatch(consent -> consent.capture().isForMinor())
        ? ages.standing(person)
        : Standing.UNSTATED;
  }

  /**
   * What a decision looks at in a record, with labels and profile as the server sees them.
   *
   * @param known the person's other records, where Consents speak of relations
   */
  public Item item(Resource record, List<? extends Resource> known) {
    Resource labelled = record.copy();
    labelled.getMeta().setSecurity(SensitivityLabels.of(record));
    labelled.getMeta().setProfile(null);
    profiles.profileFor(record).ifPresent(labelled.getMeta()::addProfile);
    return Item.of(labelled, known);
  }

  /** The decision about an item for an organisation that comes with these purposes. */
  public Decision decide(
      String organisation,
      Role role,
      Set<Purpose> purposes,
      CaseItem stored,
      Item item,
      PersonFacts person) {
    return decide(organisation, role, purposes, stored, item, person, Optional.empty());
  }

  /**
   * The same in an emergency.
   *
   * @param grant an emergency access on record, where the call is of a kind that it covers
   */
  Decision decide(
      String organisation,
      Role role,
      Set<Purpose> purposes,
      CaseItem stored,
      Item item,
      PersonFacts person,
      Optional<BreakGlassGrant> grant) {
    // What was emptied has no custodian, and nothing that an emergency could be helped with.
    boolean emptied = stored.custodian().equals(FactRemoval.NOBODY);
    CaseRequest asked =
        new CaseRequest(
            organisation,
            careRole(role),
            DecisionRequest.access("Organization/" + organisation, codes(purposes)),
            item,
            stored.custodian(),
            person.consentsOf(stored.custodian()),
            person.tasks(),
            person.safeContact(),
            CaseRequest.DEFAULT_FOLLOW_UP,
            emptied ? Optional.empty() : grant,
            person.now());
    return stored.isOfParties()
        ? decideForParties(asked, stored, person)
        : CaseDecision.decide(asked);
  }

  /** Of what belongs to a Task that is not known nobody is a party. */
  private static Decision decideForParties(CaseRequest asked, CaseItem stored, PersonFacts person) {
    TaskRow task =
        TaskStep.taskOf(asked.item().references()).map(person.parties()::get).orElse(null);
    if (task == null) {
      return new Decision.Deny(Decision.Reason.NO_NEED, List.of());
    }
    return stored.isStep()
        ? CaseDecision.decideAboutStep(asked, task.requester(), task.owner())
        : CaseDecision.decideAboutMessage(
            asked, task.requester(), new TaskFact(task.owner(), task.status(), task.ended()));
  }

  private static Set<Code> codes(Set<Purpose> purposes) {
    return purposes.stream()
        .map(purpose -> new Code(purpose.system(), purpose.code()))
        .collect(Collectors.toSet());
  }

  private static CareRole careRole(Role role) {
    return switch (role) {
      case REFERRER -> CareRole.REFERRER;
      case SUPPORT -> CareRole.SUPPORT;
      case COORDINATOR -> CareRole.COORDINATOR;
      case STATISTICS, AUDITOR -> CareRole.NONE;
    };
  }
}
