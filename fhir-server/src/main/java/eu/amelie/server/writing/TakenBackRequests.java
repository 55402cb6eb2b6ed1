/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.referral.TakenBack;
import eu.amelie.interceptors.referral.TakenBack.OwnTask;
import eu.amelie.interceptors.referral.TaskChange;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * What becomes of all that was asked under a request that its submitter takes back, above all
 * because it is about the wrong person.
 *
 * <p>Guaranteed: in the transaction that takes it back every open Task under it ends, by whomever
 * it was given and in whatever country, seen by the submitter or not, whatever is restricted;
 * nobody is asked under it any more. Not guaranteed: what a Consent releases without a Task, as to
 * a coordinator: that ends with the Consent.
 */
@Component
class TakenBackRequests {
  private final CaseFacts facts;
  private final RecordStore records;
  private final WholeTasks tasks;
  private final Storing storing;

  TakenBackRequests(CaseFacts facts, RecordStore records, WholeTasks tasks, Storing storing) {
    this.facts = facts;
    this.records = records;
    this.tasks = tasks;
    this.storing = storing;
  }

  /**
   * Call once everything is stored, under the persons' locks.
   *
   * @throws ExchangeException transition-not-allowed, for a new Task under such a request
   */
  void requireStanding(List<Wanted> wanted, List<Draft> drafts) {
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      if (draft.resource() instanceof Task task
          && draft.before().isEmpty()
          && isTakenBack(draft.person(), focus(task))) {
        throw ExchangeException.at(
            ErrorCode.TRANSITION_NOT_ALLOWED,
            wanted.get(i).at("Task.focus"),
            "This request was taken back: nobody is asked under it any more.");
      }
    }
  }

  /** Call once everything is stored, under the persons' locks. */
  void settle(List<Draft> drafts) {
    Map<UUID, UUID> concerned = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      if (draft.before().isPresent() && draft.resource() instanceof ServiceRequest) {
        concerned.put(draft.id(), draft.person());
      } else if (draft.before().isPresent()
          && draft.resource() instanceof Task task
          && TakenBack.endedInError(task)) {
        concerned.put(focus(task), draft.person());
      }
    }
    concerned.forEach(
        (request, person) -> {
          if (isTakenBack(person, request)) {
            end(person, request);
          }
        });
  }

  private void end(UUID person, UUID request) {
    List<Draft> ended = new ArrayList<>();
    for (TaskRow task : facts.tasksOf(person)) {
      if (task.focus().equals(request) && task.isOpen()) {
        CaseItem item = facts.item(task.id()).orElseThrow();
        WholeTasks.Whole whole = tasks.read(item);
        ended.add(tasks.draft(item, TaskChange.takeBack(whole.task(), facts.today()), whole));
      }
    }
    if (!ended.isEmpty()) {
      storing.store(CaseItem.EXCHANGE, ended);
    }
  }

  private boolean isTakenBack(UUID person, UUID request) {
    Optional<CaseItem> item =
        facts.item(request).filter(found -> found.type().equals("ServiceRequest"));
    if (item.isEmpty()) {
      return false;
    }
    Resource stored = records.read("ServiceRequest", request).resource();
    return TakenBack.isMarked((ServiceRequest) stored)
        || TakenBack.byTasks(
            facts.tasksOf(person).stream()
                .filter(task -> task.focus().equals(request))
                .filter(task -> task.requester().equals(item.get().custodian()))
                .map(this::ownTask)
                .toList());
  }

  private OwnTask ownTask(TaskRow task) {
    return new OwnTask(
        Optional.ofNullable(task.ended()),
        !task.isOpen()
            && TakenBack.endedInError((Task) records.read("Task", task.id()).resource())
            && !wasEndedByOwner(task));
  }

  private boolean wasEndedByOwner(TaskRow task) {
    List<UUID> steps = facts.stepsOf(task.id());
    return !task.owner().equals(task.requester())
        && !steps.isEmpty()
        && ((Provenance) records.read("Provenance", steps.get(steps.size() - 1)).resource())
            .getAgent().stream()
                .anyMatch(
                    agent ->
                        ("Organization/" + task.owner()).equals(agent.getWho().getReference()));
  }

  private static UUID focus(Task task) {
    return UUID.fromString(new IdType(task.getFocus().getReference()).getIdPart());
  }
}
