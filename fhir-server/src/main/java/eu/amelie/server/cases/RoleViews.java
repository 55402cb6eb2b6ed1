/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.referral.Deadlines;
import eu.amelie.interceptors.referral.TaskStep;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.TaskRow;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** What of a visible item is nobody else's business, whatever consent says. */
@Component
class RoleViews {
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private final CaseFacts facts;
  private final boolean sandbox;

  RoleViews(CaseFacts facts, Environment environment) {
    this.facts = facts;
    this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
  }

  /** Changes the resource in place; it is a copy already. */
  Resource reduce(Caller caller, CaseItem item, Resource resource) {
    boolean custodian = caller.organisation().equals(item.custodian());
    if (resource instanceof Task task) {
      reduceTask(caller, item, task);
    }
    if (resource instanceof Provenance step && item.isStep()) {
      TaskStep.nameExchange(step);
    }
    if (resource instanceof Consent consent && !custodian) {
      ConsentParts.keepOnly(consent, caller.reference());
    }
    return resource;
  }

  private void reduceTask(Caller caller, CaseItem item, Task task) {
    TaskRow row = facts.task(item.id()).orElseThrow();
    if (!caller.organisation().equals(row.owner())) {
      TaskViews.reduceForRequester(task);
    }
    if (isHeldBy(caller, row)) {
      TaskViews.addReference(task, row.reference());
    }
  }

  /**
   * Points from a Task to its steps, which whoever holds the Task sees. Changes the resource in
   * place; call when what is hidden has been taken out.
   */
  void addSteps(Caller caller, CaseItem item, Resource shown) {
    if (shown instanceof Task task && isHeldBy(caller, facts.task(item.id()).orElseThrow())) {
      TaskViews.addSteps(
          task, facts.stepsOf(item.id()).stream().map(step -> "Provenance/" + step).toList());
    }
  }

  private static boolean isHeldBy(Caller caller, TaskRow row) {
    return caller.organisation().equals(row.owner())
        || caller.organisation().equals(row.requester());
  }

  /**
   * The version as this caller counts it, and when it was made where that tells nothing else. The
   * test label is the sandbox's: it stands where the sender's next update must bear it.
   */
  void label(CaseItem item, Resource shown, Meta stored, boolean custodian, String etag) {
    Meta meta = new Meta();
    meta.setVersionId(etag);
    if (custodian || item.type().equals("Task")) {
      meta.setLastUpdated(stored.getLastUpdated());
    }
    if (sandbox && custodian && item.type().equals("Patient")) {
      meta.addSecurity(new Coding(ACT_REASON, "HTEST", "test health data"));
    }
    if (shown instanceof Task task
        && Deadlines.waitsForAnswer(task.getStatus().toCode())
        && facts.isEscalated(item.id())) {
      meta.addTag(TaskViews.unanswered());
    }
    shown.setMeta(meta);
  }
}
