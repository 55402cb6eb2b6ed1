/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;

/** The codes of one CodeableConcept; its text means nothing to a decision. */
record CodeSet(Set<Code> codes, boolean isUnderstood) {

  static CodeSet of(CodeableConcept concept) {
    Set<Code> codes =
        concept.getCoding().stream()
            .map(Code::of)
            .filter(Code::isComplete)
            .collect(Collectors.toUnmodifiableSet());
    return new CodeSet(codes, !codes.isEmpty() && codes.size() == concept.getCoding().size());
  }
}
