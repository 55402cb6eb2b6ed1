/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.ModeRules;
import eu.amelie.interceptors.referral.TaskActor;
import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.facts.TaskRow;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Who may change what, and what of a change is taken over. */
@Component
class ChangeRules {
  private static final Set<ConsentState> ENDED =
      Set.of(ConsentState.INACTIVE, ConsentState.ENTEREDINERROR);

  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final Restrictions restrictions;
  private final RecordStore records;
  private final Persons persons;
  private final WholeTasks tasks;
  private final RecoveryDates recovery;
  private final ContentChecks checks;

  ChangeRules(
      CaseFacts facts,
      ConsentFacts consentFacts,
      Restrictions restrictions,
      RecordStore records,
      Persons persons,
      WholeTasks tasks,
      RecoveryDates recovery,
      ContentChecks checks) {
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.restrictions = restrictions;
    this.records = records;
    this.persons = persons;
    this.tasks = tasks;
    this.recovery = recovery;
    this.checks = checks;
  }

  /** Whoever may not write an item is told what he would be told if it were not there. */
  void requireWritable(CaseItem item, CaseSight sight) {
    boolean writable =
        item.type().equals("Task")
            ? actor(sight.caller(), item) != TaskActor.OTHER
            : item.custodian().equals(sight.caller().organisation());
    if (!writable) {
      throw ExchangeException.notFound();
    }
  }

  private TaskActor actor(Caller caller, CaseItem item) {
    return actor(caller, facts.task(item.id()).orElseThrow());
  }

  private static TaskActor actor(Caller caller, TaskRow row) {
    return TaskActor.of(caller.organisation(), row.owner(), row.requester());
  }

  Draft draft(CaseSight sight, Wanted wanted, CaseItem item, Resource sent) {
    boolean withdrawal =
        sent instanceof Consent consent && consent.getStatus() == ConsentState.INACTIVE;
    if (!withdrawal) {
      requireUsed(sight.caller(), wanted, item);
    }
    if (sent instanceof Task task) {
      return change(sight.caller(), wanted, item, task);
    }
    requireSamePerson(sight, wanted, item, sent);
    if (sent instanceof Consent consent) {
      requireStillWithdrawn(wanted, item, consent);
    }
    return new Draft(
        item.id(), item.type(), item.person(), item.custodian(), sent, Optional.of(item), Map.of());
  }

  /** Who is not the custodian need not know why nothing moves. */
  private void requireUsed(Caller caller, Wanted wanted, CaseItem item) {
    if (restrictions.holds(item.person(), item.custodian())) {
      throw wanted.refusal(
          caller.organisation().equals(item.custodian())
              ? ErrorCode.PROCESSING_RESTRICTED
              : ErrorCode.TRANSITION_NOT_ALLOWED);
    }
  }

  /**
   * What the person took back is granted anew by a new Consent, never by an update of the old;
   * whether it was taken back by the operation or by an update makes no difference.
   */
  private void requireStillWithdrawn(Wanted wanted, CaseItem item, Consent sent) {
    Consent stored = (Consent) records.read("Consent", item.id()).resource();
    boolean revived = ENDED.contains(stored.getStatus()) && !ENDED.contains(sent.getStatus());
    Set<String> permitted = ConsentParts.permitted(sent);
    boolean granted = permitted.stream().anyMatch(consentFacts.withdrawnFrom(item.id())::contains);
    if (revived || granted) {
      throw ExchangeException.at(
          ErrorCode.TRANSITION_NOT_ALLOWED,
          wanted.at(revived ? "Consent.status" : "Consent.provision"),
          "What was withdrawn stays withdrawn: grant it anew with a new Consent.");
    }
    Set<String> takenBack = new HashSet<>(ConsentParts.permitted(stored));
    takenBack.removeAll(permitted);
    if (!takenBack.isEmpty()) {
      consentFacts.saveWithdrawn(item.id(), takenBack);
    }
  }

  private void requireSamePerson(CaseSight sight, Wanted wanted, CaseItem item, Resource sent) {
    Optional<UUID> person = persons.of(sent, item.id(), Map.of(), sight);
    if (!person.equals(Optional.of(item.person()))) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          wanted.at(wanted.type()),
          "Whom a resource is about never changes.");
    }
  }

  private Draft change(Caller caller, Wanted wanted, CaseItem item, Task sent) {
    WholeTasks.Whole whole = tasks.read(item);
    TaskRow before = facts.task(item.id()).orElseThrow();
    TaskActor actor = actor(caller, before);
    Task changed;
    try {
      changed =
          TaskChange.apply(
              whole.task(),
              sent,
              actor,
              whole.notesNotBy(caller.organisation()),
              () -> modeRules(item.person(), whole.task()),
              facts.today());
    } catch (ExchangeException e) {
      throw wanted.placed(e);
    }
    if (actor == TaskActor.OWNER) {
      recovery.say(before, changed);
    }
    checks.requireValid(wanted, asReferral(changed));
    return tasks.draft(item, changed, whole);
  }

  /** What the exchange has given itself belongs to no referral that could speak of ways. */
  private ModeRules modeRules(UUID person, Task task) {
    IdType focus = new IdType(task.getFocus().getReference());
    Resource referral =
        "ServiceRequest".equals(focus.getResourceType())
            ? records.read("ServiceRequest", UUID.fromString(focus.getIdPart())).resource()
            : new ServiceRequest();
    return ModeRules.of(facts.safeContact(person), (ServiceRequest) referral);
  }

  /** What the exchange has given itself is held against the same profile, but for its focus. */
  private static Task asReferral(Task task) {
    if (!Duties.isDuty(task)) {
      return task;
    }
    Task copy = task.copy();
    copy.setFocus(
        new Reference("ServiceRequest/" + task.getFocus().getReferenceElement().getIdPart()));
    return copy;
  }
}
