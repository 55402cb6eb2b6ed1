/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.release.Releases;
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
 * Asks an auditor to look into an emergency access. The Task belongs to the auditor; nobody else
 * sees it, and like every duty it gives no need to know.
 */
@Component
public class EmergencyReviews {
  private static final String CODES = "https://fhir.example.org/supportive-care/CodeSystem/";

  private final CaseFacts facts;
  private final Storing storing;
  private final Releases releases;

  EmergencyReviews(CaseFacts facts, Storing storing, Releases releases) {
    this.facts = facts;
    this.storing = storing;
    this.releases = releases;
  }

  /**
   * Call in a transaction, under the person's lock.
   *
   * @param justification in words, which go to the vault
   */
  public void ask(
      String auditor, String organisation, UUID person, String reason, String justification) {
    Task task = duty(auditor, person);
    task.setRequester(new Reference("Organization/" + organisation));
    task.setReasonCode(
        new CodeableConcept(new Coding(CODES + "sc-emergency-reason", reason, null)));
    task.setDescription(justification);
    store(auditor, person, task);
  }

  private Task duty(String owner, UUID person) {
    Task task = new Task();
    task.setStatus(TaskStatus.REQUESTED);
    task.setIntent(TaskIntent.ORDER);
    task.setCode(new CodeableConcept(new Coding(TaskViews.DUTY, "review-emergency-access", null)));
    task.setFor(new Reference("Patient/" + person));
    task.setFocus(new Reference("Patient/" + person));
    task.setOwner(new Reference("Organization/" + owner));
    String today = facts.today().toString();
    task.setAuthoredOnElement(new DateTimeType(today));
    task.setLastModifiedElement(new DateTimeType(today));
    return task;
  }

  private void store(String owner, UUID person, Task task) {
    UUID id = UUID.randomUUID();
    task.setId(new IdType("Task", id.toString()));
    Draft draft = new Draft(id, "Task", person, owner, task, Optional.empty(), Map.of());
    storing.store(owner, List.of(draft));
    releases.settle(person);
  }
}
