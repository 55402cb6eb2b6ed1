/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.CaseNeeds;
import eu.amelie.interceptors.referral.Need;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.handling.CallHandler;
import eu.amelie.server.writing.DueCases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.stereotype.Component;

/**
 * {@code Task/[id]/$next-services}: where else a referral could go, for who asked or coordinates
 * it, without those that were asked before. It rests on what the caller itself sees of the case; it
 * proposes and sends nothing anywhere.
 */
@Component
class NextServices implements CallHandler {
  private final MatchingServices services;
  private final CaseSights sights;
  private final CaseFacts facts;
  private final IdDoor door;
  private final DueCases due;
  private final AuditTrail trail;

  NextServices(
      MatchingServices services,
      CaseSights sights,
      CaseFacts facts,
      IdDoor door,
      DueCases due,
      AuditTrail trail) {
    this.services = services;
    this.sights = sights;
    this.facts = facts;
    this.door = door;
    this.due = due;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("next-services");
  }

  @Override
  public Recorded answer(Call call) {
    UUID id =
        door.inward(call.caller(), ((Interaction.Operation) call.interaction()).id().orElseThrow());
    due.bringUpToDate();
    return trail.reading(call, () -> answer(call.caller(), id));
  }

  private Reply answer(Caller caller, UUID id) {
    CaseSight sight = sights.of(caller);
    CaseView task = sight.view("Task", id).orElseThrow(ExchangeException::notFound);
    TaskRow row =
        facts
            .task(id)
            .filter(found -> mayAsk(caller, found))
            .orElseThrow(ExchangeException::notFound);
    CaseView request =
        sight.view("ServiceRequest", row.focus()).orElseThrow(ExchangeException::notFound);
    Optional<CaseView> person = sight.view("Patient", task.item().person());
    Need need =
        CaseNeeds.of(
            (ServiceRequest) request.resource(),
            person.map(view -> (Patient) view.resource()).orElseGet(Patient::new),
            Optional.ofNullable(caller.country()),
            facts.today());
    List<String> seen = new ArrayList<>(List.of(task.seen(), request.seen()));
    person.ifPresent(view -> seen.add(view.seen()));
    return Reply.of(services.ranked(need, asked(sight, task.item().person(), row.focus())), seen);
  }

  private static boolean mayAsk(Caller caller, TaskRow task) {
    return caller.organisation().equals(task.requester()) || caller.role() == Role.COORDINATOR;
  }

  /** Whom the caller does not know to have been asked it does not learn of by a gap. */
  private Set<String> asked(CaseSight sight, UUID person, UUID focus) {
    List<TaskRow> tasks =
        facts.tasksOf(person).stream().filter(other -> other.focus().equals(focus)).toList();
    // One look for all: how many there are that the caller does not see shows in nothing.
    sight.expect(tasks.stream().map(TaskRow::id).toList());
    return tasks.stream()
        .filter(other -> sight.isVisible("Task", other.id()))
        .map(TaskRow::owner)
        .collect(Collectors.toSet());
  }
}
