/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/**
 * What the exchange itself puts on record of a Task's step from one status to the next.
 *
 * <p>Guaranteed: it tells the new status, its coded reason, the day and which of the two parties it
 * was, or the exchange; nothing else of the Task, and nothing of changes that are no step. The day
 * alone, because Tasks that one event ends would otherwise share an instant.
 */
public final class TaskStep {
  private static final String STATUS = "http://hl7.org/fhir/task-status";
  private static final String PARTICIPANT =
      "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
  private static final String EXCHANGE = "Supportive Care Exchange";

  private TaskStep() {}

  /**
   * @param task as it now is
   * @param organisation id of who took the step; empty for the exchange itself
   */
  public static Provenance record(Task task, Optional<String> organisation, LocalDate day) {
    Provenance step = new Provenance();
    step.addTarget(new Reference("Task/" + task.getIdElement().getIdPart()));
    step.setRecordedElement(new InstantType(day + "T00:00:00Z"));
    step.setActivity(coded(STATUS, task.getStatus().toCode()));
    task.getStatusReason().getCoding().stream()
        .filter(coding -> TaskViews.STATUS_REASON.equals(coding.getSystem()))
        .forEach(coding -> step.addReason(coded(coding.getSystem(), coding.getCode())));
    ProvenanceAgentComponent agent = step.addAgent();
    agent.setType(coded(PARTICIPANT, organisation.isPresent() ? "performer" : "assembler"));
    organisation.ifPresent(id -> agent.setWho(new Reference("Organization/" + id)));
    return step;
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  /** Names the exchange where no organisation stands; changes the step in place. */
  public static void nameExchange(Provenance step) {
    step.getAgent().stream()
        .filter(agent -> !agent.hasWho())
        .forEach(agent -> agent.setWho(new Reference().setDisplay(EXCHANGE)));
  }

  /** The id of the Task whose step this is; empty where it is none. */
  public static Optional<String> taskOf(Collection<String> references) {
    return references.stream()
        .filter(reference -> reference.startsWith("Task/"))
        .map(reference -> reference.substring("Task/".length()))
        .findFirst();
  }
}
