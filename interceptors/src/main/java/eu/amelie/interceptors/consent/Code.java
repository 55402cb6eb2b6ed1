/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** A code of a system; both stand literally, without version or display. */
public record Code(String system, String code) {
  public Code {
    system = system == null ? "" : system;
    code = code == null ? "" : code;
  }

  public static Code of(Coding coding) {
    return new Code(coding.getSystem(), coding.getCode());
  }

  /** The complete codes of the concepts; the text of a concept means nothing to a decision. */
  static Set<Code> of(Collection<CodeableConcept> concepts) {
    Set<Code> codes = new HashSet<>();
    for (CodeableConcept concept : concepts) {
      concept.getCoding().stream().map(Code::of).filter(Code::isComplete).forEach(codes::add);
    }
    return Set.copyOf(codes);
  }

  /** Whether a concept says all it says in codes. */
  static boolean isCoded(CodeableConcept concept) {
    return concept.hasCoding()
        && concept.getCoding().stream().map(Code::of).allMatch(Code::isComplete);
  }

  /** False where the system or the code is missing: such a code means nothing. */
  public boolean isComplete() {
    return !system.isEmpty() && !code.isEmpty();
  }
}
