/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handover;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.CountryRules;
import eu.amelie.interceptors.referral.Handover;
import eu.amelie.interceptors.referral.TaskTransitions;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.Handovers;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.writing.DueCases;
import eu.amelie.server.writing.TaskOffers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/**
 * Answers {@code $transfer-abroad}.
 *
 * <p>Guaranteed: the original is not touched; it ends with the other side's acceptance, in that
 * transaction. What the other side sees it sees by the Consent, in ids of its own, and can hand on
 * to nobody whom the Consent does not name. Asked again, the answer is the offer that stands. Not
 * guaranteed: that the other side answers.
 */
@Component
class TransferAbroad implements CallHandler {
  private static final String ORGANIZATION = "Organization/";

  private final IdDoor door;
  private final CaseSights sights;
  private final CaseFacts facts;
  private final Handovers handovers;
  private final HandoverRules rules;
  private final TaskOffers offers;
  private final DueCases due;
  private final AuditTrail trail;

  TransferAbroad(
      IdDoor door,
      CaseSights sights,
      CaseFacts facts,
      Handovers handovers,
      HandoverRules rules,
      TaskOffers offers,
      DueCases due,
      AuditTrail trail) {
    this.door = door;
    this.sights = sights;
    this.facts = facts;
    this.handovers = handovers;
    this.rules = rules;
    this.offers = offers;
    this.due = due;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("transfer-abroad");
  }

  @Override
  public Recorded answer(Call call) {
    UUID id =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    due.bringUpToDate(call.caller());
    return trail.writing(call, () -> answer(call, id));
  }

  private Reply answer(Call call, UUID id) {
    Caller caller = call.caller();
    sights.of(caller).candidate(id).map(CaseItem::person).ifPresent(facts::lockPerson);
    CaseSight sight = sights.of(caller);
    CaseView view = sight.view("Task", id).orElseThrow(ExchangeException::notFound);
    UUID person = view.item().person();
    TaskRow original =
        facts
            .task(id)
            .filter(row -> row.isReferral(person))
            .orElseThrow(ExchangeException::notFound);
    String coordinator = coordinator(call.content());
    CountryRules abroad = rules.destination(caller, coordinator);
    if (TaskTransitions.isFinal(TaskStatus.fromCode(original.status()))) {
      throw ExchangeException.of(ErrorCode.TRANSITION_NOT_ALLOWED);
    }
    Optional<TaskRow> standing = standing(caller, id);
    if (standing.isPresent()) {
      return repeated(caller, standing.get(), coordinator, abroad);
    }
    rules.requireConsent(coordinator, person, original);
    Task shown = (Task) view.resource();
    if (!shown.getFor().hasReference() || !shown.getFocus().hasReference()) {
      throw ExchangeException.of(ErrorCode.CONSENT_INSUFFICIENT);
    }
    UUID offer =
        offers.create(
            caller,
            Handover.offer(
                shown, caller.reference(), ORGANIZATION + coordinator, abroad.country()));
    handovers.save(offer, id, abroad.country(), abroad.recoveryDays(), facts.now());
    Reply reply = reply(caller, offer, abroad);
    List<String> seen = new ArrayList<>(List.of("wrote Task/" + offer + "/1"));
    seen.addAll(reply.seen());
    return new Reply(Reply.CREATED, reply.body(), reply.headers(), seen);
  }

  /**
   * The caller's own offer that is neither answered nor taken back. Another coordinator's is not
   * the caller's to see; of several the first that is accepted counts.
   */
  private Optional<TaskRow> standing(Caller caller, UUID original) {
    return handovers.of(original).stream()
        .flatMap(row -> facts.task(row.offer()).stream())
        .filter(task -> task.requester().equals(caller.organisation()))
        .filter(task -> !TaskTransitions.isFinal(TaskStatus.fromCode(task.status())))
        .findFirst();
  }

  /** One of a coordinator's offers at a time. */
  private Reply repeated(Caller caller, TaskRow standing, String coordinator, CountryRules abroad) {
    if (!standing.owner().equals(coordinator)) {
      throw ExchangeException.of(ErrorCode.TRANSITION_NOT_ALLOWED);
    }
    return reply(caller, standing.id(), abroad);
  }

  private Reply reply(Caller caller, UUID offer, CountryRules abroad) {
    CaseView view = sights.of(caller).view("Task", offer).orElseThrow(ExchangeException::notFound);
    Parameters answer = new Parameters();
    answer.addParameter().setName("task").setResource(view.resource());
    answer.addParameter("recoveryDays", abroad.recoveryDays());
    answer.addParameter("recoverySource", abroad.source());
    return Reply.of(answer, List.of(view.seen()));
  }

  private static String coordinator(Content content) {
    if (content instanceof Content.Whole whole
        && whole.resource() instanceof Parameters parameters
        && parameters.getParameter().size() == 1
        && parameters.getParameterValue("coordinator") instanceof Reference reference
        && reference.hasReference()
        && reference.getReference().startsWith(ORGANIZATION)) {
      return reference.getReference().substring(ORGANIZATION.length());
    }
    throw ExchangeException.at(
        ErrorCode.PROFILE_VIOLATION,
        "Parameters.parameter",
        "The one parameter is coordinator (Reference to an Organization).");
  }
}
