/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

class TaskStepTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-26");
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private static Task rejected() {
    Task task = new Task();
    task.setId("5c000000-0000-4000-8000-000000000001");
    task.setStatus(TaskStatus.REJECTED);
    task.setStatusReason(
        new CodeableConcept(new Coding(TaskViews.STATUS_REASON, "no-capacity", null))
            .setText("In words that are nobody else's business"));
    task.setFor(new Reference("Patient/5c000000-0000-4000-8000-000000000002"));
    task.addNote(new Annotation().setText("A note."));
    return task;
  }

  @Test
  void aStepTellsTheStatusTheReasonTheDayAndTheParty() {
    Provenance step = TaskStep.record(rejected(), Optional.of("shelter-be"), DAY);
    String json = FHIR.newJsonParser().encodeResourceToString(step);

    assertThat(json)
        .contains("rejected", "no-capacity", "Organization/shelter-be", "2026-11-26T00:00:00Z")
        .doesNotContain("words", "Patient/", "note");
    assertThat(TaskStep.taskOf(Set.of("Organization/x", step.getTargetFirstRep().getReference())))
        .contains("5c000000-0000-4000-8000-000000000001");
  }

  @Test
  void theExchangeIsNamedWhereNobodyElseTookTheStep() {
    Provenance own = TaskStep.record(rejected(), Optional.empty(), DAY);
    Provenance anothers = TaskStep.record(rejected(), Optional.of("shelter-be"), DAY);
    TaskStep.nameExchange(own);
    TaskStep.nameExchange(anothers);

    assertThat(own.getAgentFirstRep().getWho().getDisplay()).isEqualTo("Supportive Care Exchange");
    assertThat(anothers.getAgentFirstRep().getWho().hasDisplay()).isFalse();
  }

  @Test
  void aStepHasNothingThatBelongsIntoTheVault() {
    Provenance step = TaskStep.record(rejected(), Optional.of("shelter-be"), DAY);

    assertThat(RecordShapes.load(FHIR, (system, code) -> true).offList(step)).isEmpty();
  }

  @Test
  void aRequesterSeesADifferenceOfStatusOrReasonAndNoOther() {
    Task before = rejected();
    Task noted = rejected();
    noted.addNote(new Annotation().setText("Another note."));
    Task reasoned = rejected();
    reasoned.getStatusReason().getCodingFirstRep().setCode("waitlist");
    Task moved = rejected().setStatus(TaskStatus.CANCELLED);

    assertThat(TaskViews.differForRequester(before, noted)).isFalse();
    assertThat(TaskViews.differForRequester(before, reasoned)).isTrue();
    assertThat(TaskViews.differForRequester(before, moved)).isTrue();
  }
}
