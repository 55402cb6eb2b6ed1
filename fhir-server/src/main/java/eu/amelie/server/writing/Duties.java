/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.TaskRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/**
 * Tasks that the exchange itself gives. Their focus is the person, not a referral: they let nobody
 * see anything, and end by nothing but their owner's doing.
 */
@Component
class Duties {
  private static final String CODES = "https://fhir.example.org/supportive-care/CodeSystem/";

  private final CaseFacts facts;
  private final RecordStore records;

  Duties(CaseFacts facts, RecordStore records) {
    this.facts = facts;
    this.records = records;
  }

  static boolean isDuty(Task task) {
    return task.getFocus().hasReference()
        && task.getFocus().getReference().equals(task.getFor().getReference());
  }

  /** Whether this organisation has one of these about this person that is not done. */
  boolean isOpen(UUID person, String organisation, String code) {
    return !open(person, organisation, code).isEmpty();
  }

  /** Those of these that are not done. */
  List<TaskRow> open(UUID person, String organisation, String code) {
    return facts.tasksOf(person).stream()
        .filter(task -> !task.isReferral(person) && task.owner().equals(organisation))
        .filter(TaskRow::isOpen)
        .filter(task -> code(task).equals(code))
        .toList();
  }

  private String code(TaskRow duty) {
    Task task = (Task) records.read("Task", duty.id()).resource();
    return task.getCode().getCodingFirstRep().getCode();
  }

  /** Asks who keeps the Consent for a new one, in its own name. */
  Draft renewConsent(UUID person, String custodian) {
    return draft(person, duty(TaskViews.RENEW_CONSENT, person, custodian, custodian));
  }

  /** Asks who was shown what is now erased to look at what it keeps, in its own name. */
  Draft reviewKeptData(UUID person, String custodian) {
    return draft(person, duty(TaskViews.REVIEW_KEPT_DATA, person, custodian, custodian));
  }

  /** Tells who keeps a Consent that it says something else now, in its own name. */
  Draft seeChangedConsent(UUID person, String custodian) {
    return draft(person, duty(TaskViews.CONSENT_CHANGED, person, custodian, custodian));
  }

  /**
   * Asks an auditor to look into an emergency access.
   *
   * @param organisation whose access it was
   * @param justification in words, which go to the vault
   */
  Draft reviewEmergencyAccess(
      UUID person, String auditor, String organisation, String reason, String justification) {
    Task task = duty("review-emergency-access", person, organisation, auditor);
    task.setReasonCode(
        new CodeableConcept(new Coding(CODES + "sc-emergency-reason", reason, null)));
    task.setDescription(justification);
    return draft(person, task);
  }

  /** Tells who keeps a part of the case on which day it will be erased. */
  Draft announceErasure(UUID person, String custodian, LocalDate day) {
    Task task = duty(TaskViews.ERASURE_DUE, person, custodian, custodian);
    task.getRestriction().getPeriod().setEndElement(new DateTimeType(day.toString()));
    return draft(person, task);
  }

  private Task duty(String code, UUID person, String requester, String owner) {
    String today = facts.today().toString();
    Task task = new Task();
    task.setStatus(TaskStatus.REQUESTED)
        .setIntent(TaskIntent.ORDER)
        .setCode(new CodeableConcept(new Coding(TaskViews.DUTY, code, null)))
        .setFocus(new Reference("Patient/" + person))
        .setFor(new Reference("Patient/" + person))
        .setAuthoredOnElement(new DateTimeType(today))
        .setLastModifiedElement(new DateTimeType(today))
        .setRequester(new Reference("Organization/" + requester))
        .setOwner(new Reference("Organization/" + owner));
    return task;
  }

  /** It belongs to who has to do it. */
  private static Draft draft(UUID person, Task task) {
    UUID id = UUID.randomUUID();
    task.setId(new IdType("Task", id.toString()));
    String owner = new IdType(task.getOwner().getReference()).getIdPart();
    return new Draft(id, "Task", person, owner, task, Optional.empty(), Map.of());
  }
}
