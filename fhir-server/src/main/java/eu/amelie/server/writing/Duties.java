/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
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
  /** As an author it has no identity elements of its own. */
  static final String SERVER = CaseItem.EXCHANGE;

  private static final Set<String> OPEN =
      Set.of("requested", "received", "accepted", "in-progress", "on-hold");

  private final CaseFacts facts;

  Duties(CaseFacts facts) {
    this.facts = facts;
  }

  static boolean isDuty(Task task) {
    return task.getFocus().hasReference()
        && task.getFocus().getReference().equals(task.getFor().getReference());
  }

  /** Whether this organisation has one about this person that is not done. */
  boolean isOpen(UUID person, String organisation) {
    return facts.tasksOf(person).stream()
        .filter(task -> task.focus().equals(person) && task.owner().equals(organisation))
        .map(TaskRow::status)
        .anyMatch(OPEN::contains);
  }

  /** Asks who keeps the Consent for a new one, in its own name. */
  Draft renewConsent(UUID person, String custodian, LocalDate today) {
    return duty(TaskViews.RENEW_CONSENT, person, custodian, today);
  }

  /** Asks who was shown what is now erased to look at what it keeps, in its own name. */
  Draft reviewKeptData(UUID person, String custodian, LocalDate today) {
    return duty(TaskViews.REVIEW_KEPT_DATA, person, custodian, today);
  }

  private static Draft duty(String code, UUID person, String custodian, LocalDate today) {
    UUID id = UUID.randomUUID();
    Reference self = new Reference("Organization/" + custodian);
    Task task = new Task();
    task.setId("Task/" + id);
    task.setStatus(TaskStatus.REQUESTED)
        .setIntent(TaskIntent.ORDER)
        .setCode(new CodeableConcept(new Coding(TaskViews.DUTY, code, null)))
        .setFocus(new Reference("Patient/" + person))
        .setFor(new Reference("Patient/" + person))
        .setAuthoredOnElement(new DateTimeType(today.toString()))
        .setRequester(self.copy())
        .setOwner(self);
    return new Draft(id, "Task", person, custodian, task, Optional.empty(), Map.of());
  }
}
