/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
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
    return HomeState.of(task, person.isPresent());
  }
}
