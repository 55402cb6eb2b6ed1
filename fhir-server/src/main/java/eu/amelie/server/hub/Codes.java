/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.referral.TaskViews;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;

/** Codes that both sides know. */
final class Codes {
  private Codes() {}

  /** The status reason in our own system, or empty. */
  static String reason(Task task) {
    return task.getStatusReason().getCoding().stream()
        .filter(coding -> TaskViews.STATUS_REASON.equals(coding.getSystem()))
        .map(Coding::getCode)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  static CodeableConcept reason(String code) {
    return new CodeableConcept(new Coding(TaskViews.STATUS_REASON, code, null));
  }
}
