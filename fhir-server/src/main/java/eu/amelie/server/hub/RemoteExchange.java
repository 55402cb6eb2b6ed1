/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.server.hub.NextStep.TakeBack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** The exchange that is asked, as the one who submits referrals to it sees it and acts in it. */
final class RemoteExchange {
  /** What the hub does there. */
  static final String SCOPE =
      "system/Task.cus system/Patient.crud system/ServiceRequest.cru system/Consent.cus";

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

  /** Changes with the answers and with what stands there; reads no person. */
  String glance() {
    return calls.versions("Task?_count=200") + "/" + calls.versions("Consent?_count=200");
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

  /**
   * Withdraws first: that alone takes it from whoever sees it there. Neither that nor the rest
   * waits for what becomes of another part; each again changes nothing.
   */
  void takeBack(TakeBack step, String key, Copy copy) {
    Parts.each(List.of(() -> withdraw(copy), () -> cancel(step, key), () -> erase(step, copy)));
  }

  private void withdraw(Copy copy) {
    if (copy.isPermitted()) {
      calls.operation(
          "Consent/" + copy.consent().getIdElement().getIdPart() + "/$withdraw",
          parameters("capturedHow", "electronic"));
    }
  }

  /** The withdrawal ends the Task, but for one that something else still permits. */
  private void cancel(TakeBack step, String key) {
    task(key)
        .filter(task -> RemoteState.of(task).isOpen())
        .ifPresent(
            open ->
                calls.update(
                    open.copy()
                        .setStatus(TaskStatus.CANCELLED)
                        .setStatusReason(Codes.reason(step.reason()))));
  }

  private void erase(TakeBack step, Copy copy) {
    String ground =
        step.ground()
            .orElseThrow(() -> new StepRefusedException("left to people: no offer belongs to it"));
    calls.operation("Patient/" + copy.person() + "/$erase", parameters("reason", ground));
  }

  /**
   * Puts what is shown now in the place of what was carried. The Consent, which bears the mark of
   * what was carried, comes last: whatever fails before is found again by the next round.
   *
   * @param referral as it would be submitted now
   */
  void carryAnew(Bundle referral, String key, Copy copy) {
    String person = "Patient/" + copy.person();
    replace(there(person, Patient.class), one(referral, Patient.class));
    Optional<Task> task = task(key).filter(one -> one.getFocus().hasReference());
    if (task.isPresent()) {
      ServiceRequest request = one(referral, ServiceRequest.class);
      request.setSubject(new Reference(person));
      replace(there(task.get().getFocus().getReference(), ServiceRequest.class), request);
    }
    Consent consent = one(referral, Consent.class);
    consent.setPatient(new Reference(person));
    replace(copy.consent(), consent);
  }

  private static <T extends Resource> T one(Bundle referral, Class<T> type) {
    return referral.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private <T extends Resource> T there(String reference, Class<T> type) {
    return calls
        .find(reference, type)
        .orElseThrow(() -> new StepRefusedException("about something that is not there any more"));
  }

  private void replace(Resource there, Resource carried) {
    carried.setId(there.getIdElement().getIdPart());
    carried.getMeta().setVersionId(there.getMeta().getVersionId());
    calls.update(carried);
  }

  private static Parameters parameters(String name, String code) {
    Parameters input = new Parameters();
    input.addParameter().setName(name).setValue(new CodeType(code));
    return input;
  }
}
