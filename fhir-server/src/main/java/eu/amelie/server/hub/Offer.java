/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.referral.Handover;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;

/**
 * An offer with what of the case the coordinator who is asked is shown.
 *
 * @param person empty where it is not shown
 * @param request empty where it is not shown
 */
record Offer(Task task, Optional<Patient> person, Optional<ServiceRequest> request) {
  String key() {
    return HandoverKey.of(task.getIdElement().getIdPart());
  }

  HomeState state() {
    HomeState state = HomeState.of(task, person.isPresent() && request.isPresent());
    boolean inError =
        request.filter(one -> one.getStatus() == ServiceRequestStatus.ENTEREDINERROR).isPresent();
    return inError && !(state instanceof HomeState.Over)
        ? new HomeState.Over(HomeState.Cause.ENDED, HandoverCourse.IN_ERROR)
        : state;
  }

  /** Changes with what of person, referral and Consents is shown, and with nothing else. */
  String shown() {
    return shownMark().getValue();
  }

  /** The same, for the Consent of the copy. */
  Identifier shownMark() {
    List<String> versions =
        Stream.concat(
                Stream.of(person, request)
                    .map(one -> one.map(shown -> shown.getMeta().getVersionId()).orElse("")),
                Stream.of(Handover.versions(task).orElse("")))
            .toList();
    return HandoverKey.shown(key(), versions);
  }
}
