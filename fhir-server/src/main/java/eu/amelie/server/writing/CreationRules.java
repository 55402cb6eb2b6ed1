/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.Restrictions;
import eu.amelie.server.facts.TaskRow;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/** Who may add what to a case. */
@Component
class CreationRules {
  private static final Set<String> WORKING =
      Set.of("accepted", "in-progress", "on-hold", "completed");

  private final CaseFacts facts;
  private final Restrictions restrictions;
  private final Directory directory;
  private final MessageRules messages;

  CreationRules(
      CaseFacts facts, Restrictions restrictions, Directory directory, MessageRules messages) {
    this.facts = facts;
    this.restrictions = restrictions;
    this.directory = directory;
    this.messages = messages;
  }

  /**
   * @param fresh what this transaction creates, by reference
   * @throws ExchangeException when it is refused
   */
  void require(
      Caller caller, CaseSight sight, Wanted wanted, Draft draft, Map<String, Draft> fresh) {
    if (draft.resource() instanceof Communication message) {
      messages.require(caller, sight, wanted, message);
      return;
    }
    boolean known = !fresh.containsKey("Patient/" + draft.person()) && !isOwnPerson(draft);
    if (restrictions.holds(draft.person(), caller.organisation())) {
      throw wanted.refusal(ErrorCode.PROCESSING_RESTRICTED);
    }
    if (known) {
      requireCase(caller, sight, wanted, draft);
    }
    if (draft.resource() instanceof Task task) {
      requireTask(caller, sight, wanted, task, draft, fresh);
    }
    if (draft.resource() instanceof ServiceRequest request) {
      requireSelf(caller, wanted, request.getRequester(), "ServiceRequest.requester");
    }
  }

  private static boolean isOwnPerson(Draft draft) {
    return draft.person().equals(draft.id());
  }

  /** The person has to be in sight; a service adds to a case only while it works it. */
  private void requireCase(Caller caller, CaseSight sight, Wanted wanted, Draft draft) {
    CaseItem person =
        sight.item("Patient", draft.person()).orElseThrow(ExchangeException::notFound);
    boolean own = person.custodian().equals(caller.organisation());
    if (!own && caller.role() == Role.SUPPORT && !isWorking(caller, draft.person())) {
      throw ExchangeException.at(
          ErrorCode.NOT_IN_CONTRACT,
          wanted.at(null),
          "A service adds to a case once it has accepted its Task.");
    }
  }

  private boolean isWorking(Caller caller, UUID person) {
    return facts.tasksOf(person).stream()
        .filter(task -> task.owner().equals(caller.organisation()))
        .filter(task -> !task.focus().equals(person))
        .map(TaskRow::status)
        .anyMatch(WORKING::contains);
  }

  private void requireTask(
      Caller caller,
      CaseSight sight,
      Wanted wanted,
      Task task,
      Draft draft,
      Map<String, Draft> fresh) {
    requireSelf(caller, wanted, task.getRequester(), "Task.requester");
    if (task.getStatus() != TaskStatus.REQUESTED) {
      throw ExchangeException.at(
          ErrorCode.TRANSITION_NOT_ALLOWED,
          wanted.at("Task.status"),
          "A new Task has the status requested.");
    }
    try {
      TaskViews.requireSayable(new Task(), task);
      TaskViews.requireOwnVoice(new Task(), task);
    } catch (ExchangeException e) {
      throw wanted.placed(e);
    }
    requireOpen(wanted, task);
    Draft focus = fresh.get(task.getFocus().getReference());
    Optional<UUID> person =
        focus != null
            ? Optional.of(focus.person())
            : sight.item("ServiceRequest", id(task.getFocus())).map(CaseItem::person);
    if (!person.orElseThrow(ExchangeException::notFound).equals(draft.person())) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          wanted.at("Task.for"),
          "The Task is for the person that its ServiceRequest is about.");
    }
    boolean mayAsk =
        focus != null
            || caller.role() == Role.COORDINATOR
            || facts
                .item(id(task.getFocus()))
                .orElseThrow()
                .custodian()
                .equals(caller.organisation());
    if (!mayAsk) {
      throw ExchangeException.notFound();
    }
  }

  /** Whoever has closed would leave the person waiting for an answer that does not come. */
  private void requireOpen(Wanted wanted, Task task) {
    if (!directory.takesReferrals(new IdType(task.getOwner().getReference()).getIdPart())) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          wanted.at("Task.owner"),
          "The addressed organisation takes no referrals.");
    }
  }

  private static UUID id(Reference reference) {
    return UUID.fromString(new IdType(reference.getReference()).getIdPart());
  }

  private static void requireSelf(
      Caller caller, Wanted wanted, Reference named, String expression) {
    String reference = named.getReference();
    boolean organisation = reference != null && reference.startsWith("Organization/");
    if (organisation && !reference.equals(caller.reference())) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          wanted.at(expression),
          "The requester is the organisation that submits.");
    }
  }
}
