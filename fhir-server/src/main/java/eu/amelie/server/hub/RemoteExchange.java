/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.server.hub.NextStep.TakeBack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** The exchange that is asked, as the one who submits referrals to it sees it and acts in it. */
final class RemoteExchange {
  /** What the hub does there. */
  static final String SCOPE =
      "system/Task.crus system/Patient.crd system/ServiceRequest.cr system/Consent.crus";

  private final FhirCalls calls;

  RemoteExchange(FhirCalls calls) {
    this.calls = calls;
  }

  /** All that stands there because of an offer, by the offer's key; erased ones are none. */
  Map<String, Copy> copies() {
    Map<String, Copy> copies = new LinkedHashMap<>();
    for (Resource resource : calls.search("Consent?_count=200")) {
      if (resource instanceof Consent consent) {
        HandoverKey.in(consent.getIdentifier())
            .ifPresent(key -> copies.put(key, new Copy(consent)));
      }
    }
    return copies;
  }

  Optional<Task> task(String key) {
    return calls.search("Task?identifier=" + HandoverKey.SYSTEM + "%7C" + key).stream()
        .filter(Task.class::isInstance)
        .map(Task.class::cast)
        .findFirst();
  }

  /** The same Bundle again is the same referral. */
  void submit(Bundle referral) {
    calls.transaction(referral);
  }

  /** In this order, so that whoever worked it learns why; each part again changes nothing. */
  void takeBack(TakeBack step, Copy copy, Optional<Task> task) {
    step.cancel()
        .ifPresent(
            reason ->
                task.ifPresent(
                    open ->
                        calls.update(
                            open.copy()
                                .setStatus(TaskStatus.CANCELLED)
                                .setStatusReason(Codes.reason(reason)))));
    if (copy.isPermitted()) {
      calls.operation(
          "Consent/" + copy.consent().getIdElement().getIdPart() + "/$withdraw",
          parameters("capturedHow", "electronic"));
    }
    calls.operation("Patient/" + copy.person() + "/$erase", parameters("reason", step.ground()));
  }

  private static Parameters parameters(String name, String code) {
    Parameters input = new Parameters();
    input.addParameter().setName(name).setValue(new CodeType(code));
    return input;
  }
}
