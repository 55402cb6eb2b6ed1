/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.flow;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.facts.CaseItem;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** What of a visible item is nobody else's business, whatever consent says. */
@Component
class RoleViews {
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  private static final String BUSINESS_STATUS =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-business-status";

  /** What a requester may learn of how far a service is. */
  private static final Map<String, String> REDUCED =
      Map.of(
          "requested", "created",
          "received", "received",
          "accepted", "accepted",
          "in-progress", "accepted",
          "on-hold", "accepted",
          "rejected", "declined",
          "cancelled", "cancelled",
          "failed", "cancelled",
          "completed", "completed");

  /** Changes the resource in place; it is a copy already. */
  Resource reduce(Caller caller, CaseItem item, Resource resource) {
    stripServerMeta(resource);
    boolean custodian = caller.organisation().equals(item.custodian());
    if (resource instanceof Task task && !isOwner(caller, task)) {
      reduceTask(task);
    }
    if (resource instanceof Consent consent && !custodian) {
      reduceConsent(caller, consent);
    }
    return resource;
  }

  static boolean isOwner(Caller caller, Task task) {
    return caller.reference().equals(task.getOwner().getReference());
  }

  /** Labels, tags and profiles are the server's; only the sandbox's test label is the sender's. */
  private static void stripServerMeta(Resource resource) {
    Meta meta = resource.getMeta();
    meta.setTag(null);
    meta.setSource(null);
    meta.getSecurity().removeIf(label -> !isTestLabel(label));
  }

  private static boolean isTestLabel(Coding label) {
    return ACT_REASON.equals(label.getSystem()) && "HTEST".equals(label.getCode());
  }

  private static void reduceTask(Task task) {
    task.setOutput(null);
    task.setExecutionPeriod(null);
    boolean revoked =
        task.getBusinessStatus().getCoding().stream()
            .anyMatch(coding -> "consent-revoked".equals(coding.getCode()));
    String status = task.hasStatus() ? task.getStatus().toCode() : "";
    String reduced = revoked ? "consent-revoked" : REDUCED.get(status);
    task.setBusinessStatus(
        reduced == null ? null : new CodeableConcept(new Coding(BUSINESS_STATUS, reduced, null)));
  }

  /** A recipient reads only the provisions that name it; not even how many others there are. */
  private static void reduceConsent(Caller caller, Consent consent) {
    List<ProvisionComponent> own =
        consent.getProvision().getProvision().stream()
            .filter(provision -> provision.getType() == Consent.ConsentProvisionType.PERMIT)
            .filter(provision -> names(caller, provision))
            .toList();
    own.forEach(
        provision ->
            provision
                .getActor()
                .removeIf(
                    actor -> !caller.reference().equals(actor.getReference().getReference())));
    consent.getProvision().setProvision(own);
  }

  private static boolean names(Caller caller, ProvisionComponent provision) {
    return provision.getActor().stream()
        .anyMatch(actor -> caller.reference().equals(actor.getReference().getReference()));
  }
}
