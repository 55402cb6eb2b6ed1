/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import org.hl7.fhir.r4.model.Coding;

/** A code of a system; both stand literally, without version or display. */
public record Code(String system, String code) {
  public Code {
    system = system == null ? "" : system;
    code = code == null ? "" : code;
  }

  static Code of(Coding coding) {
    return new Code(coding.getSystem(), coding.getCode());
  }

  /** False where the system or the code is missing: such a code means nothing. */
  boolean isComplete() {
    return !system.isEmpty() && !code.isEmpty();
  }
}
