/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

class TaskViewsTest {

  private static Task whole() {
    Task task = new Task();
    task.setId("a");
    task.setStatus(TaskStatus.COMPLETED).setIntent(TaskIntent.ORDER);
    task.setPriority(TaskPriority.STAT).setDescription("What was asked for.");
    task.setFocus(new Reference("ServiceRequest/b")).setFor(new Reference("Patient/c"));
    task.setEncounter(new Reference("Encounter/d"));
    task.setRequester(new Reference("Organization/hospital-be"));
    task.setOwner(new Reference("Organization/shelter-be"));
    task.setAuthoredOnElement(new DateTimeType("2025-11-18"));
    task.setLastModifiedElement(new DateTimeType("2025-11-20"));
    task.setReasonCode(new CodeableConcept(new Coding("x", "no-safe-place", null)));
    task.addInput().setValue(new StringType("asked"));
    task.addOutput().setValue(new BooleanType(true));
    task.addNote(new Annotation().setText("What was done."));
    TaskViews.addReference(task, "ABCDEFGH");
    TaskViews.addSteps(task, List.of("Provenance/e"));
    return task;
  }

  private static List<String> elements(Task task) {
    return task.children().stream().filter(Property::hasValues).map(Property::getName).toList();
  }

  @Test
  void ofAnOwnersPartNothingIsTheAskers() {
    Task part = TaskViews.ofOwner(whole());

    assertThat(elements(part))
        .containsExactlyInAnyOrder(
            "id", "status", "intent", "for", "lastModified", "owner", "note", "output");
    assertThat(part.getIdElement().getIdPart()).isEqualTo("a");
  }

  @Test
  void whatTheOwnerHasNotSaidIsNotMadeUp() {
    Task bare = new Task();
    bare.setId("a");
    bare.setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER);
    bare.setOwner(new Reference("Organization/shelter-be"));

    assertThat(elements(TaskViews.ofOwner(bare)))
        .containsExactlyInAnyOrder("id", "status", "intent", "owner");
  }
}
