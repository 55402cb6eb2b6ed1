/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.TaskActor;
import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Who may change what, and what of a change is taken over. */
@Component
class ChangeRules {
  private final CaseFacts facts;
  private final RecordStore records;
  private final Persons persons;
  private final WholeTasks tasks;
  private final ContentChecks checks;

  ChangeRules(
      CaseFacts facts,
      RecordStore records,
      Persons persons,
      WholeTasks tasks,
      ContentChecks checks) {
    this.facts = facts;
    this.records = records;
    this.persons = persons;
    this.tasks = tasks;
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
    TaskRow row = facts.task(item.id()).orElseThrow();
    if (row.owner().equals(caller.organisation())) {
      return TaskActor.OWNER;
    }
    return row.requester().equals(caller.organisation()) ? TaskActor.REQUESTER : TaskActor.OTHER;
  }

  Draft draft(Caller caller, Wanted wanted, CaseItem item, Resource sent) {
    if (sent instanceof Task task) {
      return change(caller, wanted, item, task);
    }
    requireSamePerson(wanted, item, sent);
    if (sent instanceof Consent consent) {
      requireStillWithdrawn(wanted, item, consent);
    }
    return new Draft(
        item.id(), item.type(), item.person(), item.custodian(), sent, Optional.of(item), Map.of());
  }

  /** What the person took back is granted anew by a new Consent, never by an update of the old. */
  private void requireStillWithdrawn(Wanted wanted, CaseItem item, Consent sent) {
    Consent stored = (Consent) records.read("Consent", item.id()).resource();
    boolean revived =
        stored.getStatus() == ConsentState.INACTIVE && sent.getStatus() != ConsentState.INACTIVE;
    boolean granted =
        ConsentParts.organisations(sent).stream().anyMatch(facts.withdrawn(item.id())::contains);
    if (revived || granted) {
      throw ExchangeException.at(
          ErrorCode.TRANSITION_NOT_ALLOWED,
          wanted.at(revived ? "Consent.status" : "Consent.provision"),
          "What was withdrawn stays withdrawn: grant it anew with a new Consent.");
    }
  }

  private void requireSamePerson(Wanted wanted, CaseItem item, Resource sent) {
    Optional<UUID> person = persons.of(sent, item.id(), Map.of());
    if (!person.equals(Optional.of(item.person()))) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          wanted.at(wanted.type()),
          "Whom a resource is about never changes.");
    }
  }

  private Draft change(Caller caller, Wanted wanted, CaseItem item, Task sent) {
    WholeTasks.Whole whole = tasks.read(item);
    Task changed;
    try {
      changed =
          TaskChange.apply(
              whole.task(),
              sent,
              actor(caller, item),
              whole.notesNotBy(caller.organisation()),
              facts.safeContact(item.person()),
              facts.today());
    } catch (ExchangeException e) {
      throw placed(wanted, e);
    }
    checks.requireValid(wanted, changed);
    return tasks.draft(item, changed, whole);
  }

  private static ExchangeException placed(Wanted wanted, ExchangeException refusal) {
    return ExchangeException.of(
        refusal.code(),
        refusal.issues().stream()
            .map(i -> new ExchangeException.Issue(wanted.at(i.expression()), i.message()))
            .toList());
  }
}
