/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.referral.Handover;
import eu.amelie.interceptors.referral.TaskChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** The exchange that offers, as the coordinator who is asked sees it and acts in it. */
final class HomeExchange {
  /** What the hub does there. */
  static final String SCOPE =
      "system/Task.us system/Patient.r system/ServiceRequest.r system/Consent.ru";

  private static final String LIVE =
      "&status=requested,received,accepted,in-progress,on-hold,completed";

  private final FhirCalls calls;
  private final String organisation;

  HomeExchange(FhirCalls calls, String organisation) {
    this.calls = calls;
    this.organisation = "Organization/" + organisation;
  }

  /** Offers whose Task has not come to nothing, by key. */
  Map<String, Offer> standing() {
    return offers(LIVE);
  }

  /** All offers, by key. */
  Map<String, Offer> all() {
    return offers("");
  }

  /** Changes with how offers stand and with which Consents still permit them; reads no person. */
  String glance() {
    return calls.versions("Task?owner=" + organisation + "&_count=200");
  }

  private Map<String, Offer> offers(String filter) {
    List<Resource> found =
        calls.search(
            "Task?owner="
                + organisation
                + filter
                + "&_include=Task:patient&_include=Task:focus&_count=200");
    Map<String, Offer> offers = new LinkedHashMap<>();
    for (Resource resource : found) {
      if (resource instanceof Task task && isOwn(task) && mayBeOffer(task)) {
        Offer offer =
            new Offer(
                task,
                included(found, task.getFor(), Patient.class),
                included(found, task.getFocus(), ServiceRequest.class));
        offers.put(offer.key(), offer);
      }
    }
    return offers;
  }

  private boolean isOwn(Task task) {
    return organisation.equals(task.getOwner().getReference());
  }

  /** Of one that was erased nothing is left to tell what it was; its id still does. */
  private static boolean mayBeOffer(Task task) {
    return Handover.isOffer(task) || TaskChange.NO_LONGER_AVAILABLE.equals(Codes.reason(task));
  }

  private static <T extends Resource> Optional<T> included(
      List<Resource> found, Reference reference, Class<T> type) {
    String id = reference.getReferenceElement().getIdPart();
    return found.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(one -> one.getIdElement().getIdPart().equals(id))
        .findFirst();
  }

  List<Consent> consents(Offer offer) {
    return Handover.consents(offer.task()).stream()
        .flatMap(reference -> calls.find(reference, Consent.class).stream())
        .toList();
  }

  /**
   * Ends the original, in one transaction with it. Where that is not allowed any more the original
   * has ended, or gone elsewhere, and nothing is left to take over: the offer is turned down, for a
   * reason that an answer may have, so that the next round takes the copy back.
   */
  void accept(Offer offer) {
    try {
      calls.update(offer.task().copy().setStatus(TaskStatus.ACCEPTED));
    } catch (StepRefusedException e) {
      if (!e.isFor(ErrorCode.TRANSITION_NOT_ALLOWED)) {
        throw e;
      }
      reject(offer, HandoverCourse.NOT_TAKEN);
    }
  }

  /** A reason that this side does not know, or not for this, is told in words that it does. */
  void reject(Offer offer, String reason) {
    Task rejected = offer.task().copy().setStatus(TaskStatus.REJECTED);
    try {
      calls.update(rejected.setStatusReason(Codes.reason(reason)));
    } catch (StepRefusedException e) {
      if (!e.isFor(ErrorCode.PROFILE_VIOLATION) && !e.isFor(ErrorCode.REASON_REQUIRED)) {
        throw e;
      }
      calls.update(rejected.setStatusReason(Codes.reason(HandoverCourse.NOT_TAKEN)));
    }
  }

  /** Takes back, for the coordinator who was asked, what the person permitted it. */
  void withdraw(Offer offer) {
    Parameters input = new Parameters();
    input.addParameter().setName("actor").setValue(new Reference(organisation));
    input.addParameter().setName("capturedHow").setValue(new CodeType("electronic"));
    Parts.each(
        Handover.consents(offer.task()).stream()
            .<Runnable>map(consent -> () -> calls.operation(consent + "/$withdraw", input))
            .toList());
  }
}
