/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.crash;

import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** What both parties do with each referral, whatever becomes of the server meanwhile. */
final class Referring {
  private static final String ROOT = "https://fhir.example.org/supportive-care/CodeSystem/";
  private static final int STEPS = 4;

  /** One that both know, by the ids of either. */
  record Known(String placer, String hospitals, String services) {}

  private final CrashHistory history;
  private final PatientClient hospital;
  private final PatientClient service;
  private final String run;
  private final Map<Integer, Known> known = new ConcurrentHashMap<>();
  private final Map<String, String> byReference = new ConcurrentHashMap<>();
  private final AtomicInteger done = new AtomicInteger();

  /**
   * @param run makes the placer identifiers of this run its own
   */
  Referring(CrashHistory history, PatientClient hospital, PatientClient service, String run) {
    this.history = history;
    this.hospital = hospital;
    this.service = service;
    this.run = run;
  }

  /** How many steps of all referrals are done; each referral has {@link #STEPS}. */
  int done() {
    return done.get();
  }

  static int steps(int referrals) {
    return referrals * STEPS;
  }

  Map<Integer, Known> known() {
    return known;
  }

  /**
   * One of seven is refused, one withdrawn while it is worked, the others are worked to the end.
   */
  void play(int number) throws InterruptedException {
    Bundle submission = Referrals.fresh();
    String placer = run + "-" + number;
    Referrals.one(submission, ServiceRequest.class).getIdentifierFirstRep().setValue(placer);
    Bundle response = hospital.post("/fhir", submission).as(Bundle.class);
    history.acknowledged(number);
    done.incrementAndGet();

    String hospitals = Referrals.id(response, "Task");
    Task task = hospital.get("/fhir/Task/" + hospitals).as(Task.class);
    String services = idAtTheService(reference(task));
    known.put(number, new Known(placer, hospitals, services));
    if (number % 7 == 3) {
      reach(number, services, TaskStatus.REJECTED, "no-capacity");
      done.addAndGet(STEPS - 1);
      return;
    }
    reach(number, services, TaskStatus.ACCEPTED, null);
    done.incrementAndGet();
    if (number % 7 == 5) {
      String consent = Referrals.id(response, "Consent");
      hospital.post("/fhir/Consent/" + consent + "/$withdraw", new Parameters()).requireTaken();
      history.withdrawn(number, System.nanoTime());
      done.addAndGet(STEPS - 2);
      return;
    }
    reach(number, services, TaskStatus.INPROGRESS, null);
    done.incrementAndGet();
    reach(number, services, TaskStatus.COMPLETED, null);
    done.incrementAndGet();
  }

  private static String reference(Task task) {
    return task.getIdentifier().stream()
        .filter(identifier -> identifier.getSystem().endsWith("/sc-task-reference"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private String idAtTheService(String reference) throws InterruptedException {
    while (!byReference.containsKey(reference)) {
      Bundle open = service.get("/fhir/Task?status=requested&_count=200").as(Bundle.class);
      open.getEntry().stream()
          .map(entry -> (Task) entry.getResource())
          .forEach(task -> byReference.put(reference(task), task.getIdElement().getIdPart()));
    }
    return byReference.get(reference);
  }

  /** Takes the Task to a status; what a crash has left open is found by reading. */
  private void reach(int number, String id, TaskStatus status, String reason)
      throws InterruptedException {
    while (true) {
      Task task = service.get("/fhir/Task/" + id).as(Task.class);
      if (task.getStatus() == status) {
        break;
      }
      task.setStatus(status);
      if (reason != null) {
        task.setStatusReason(
            new CodeableConcept(new Coding(ROOT + "sc-status-reason", reason, null)));
      }
      if (status == TaskStatus.COMPLETED) {
        task.addOutput()
            .setType(
                new CodeableConcept(new Coding(ROOT + "sc-service", "emergency-shelter", null)))
            .setValue(new BooleanType(true));
      }
      int answered = service.tryPut(task, task.getMeta().getVersionId()).status();
      if (answered == 200) {
        break;
      }
      if (!List.of(0, 412).contains(answered)) {
        throw new AssertionError("A step was refused: " + answered);
      }
    }
    history.changed(number, status.toCode());
  }
}
