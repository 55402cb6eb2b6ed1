/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;

/** Calls of the operations with little to write. */
final class Calls {
  static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  static final TerminologyOperations OPERATIONS =
      new TerminologyOperations(TerminologyCatalog.load());

  private Calls() {}

  /** Names and values in turn: texts, or what else a parameter takes. */
  static Parameters with(Object... namesAndValues) {
    Parameters in = new Parameters();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      in.addParameter()
          .setName((String) namesAndValues[i])
          .setValue(value instanceof Type type ? type : new StringType((String) value));
    }
    return in;
  }

  static ValueSet expand(Parameters in) {
    return (ValueSet) OPERATIONS.answer("ValueSet", "expand", Optional.empty(), in, NOW);
  }

  static Parameters call(String operation, Parameters in) {
    return call(operation, Optional.empty(), in);
  }

  /**
   * @param operation type and name, such as {@code CodeSystem/lookup}
   */
  static Parameters call(String operation, Optional<String> id, Parameters in) {
    String[] parts = operation.split("/");
    return (Parameters) OPERATIONS.answer(parts[0], parts[1], id, in, NOW);
  }

  static TerminologyRefusal refusal(String operation, Parameters in) {
    return refusal(operation, Optional.empty(), in);
  }

  static TerminologyRefusal refusal(String operation, Optional<String> id, Parameters in) {
    String[] parts = operation.split("/");
    return catchThrowableOfType(
        TerminologyRefusal.class, () -> OPERATIONS.answer(parts[0], parts[1], id, in, NOW));
  }

  static Coding coding(LocalSystem system, String code) {
    return new Coding(system.url(), code, null);
  }

  static String text(Parameters answer, String name) {
    return answer.getParameter(name).getValue().primitiveValue();
  }

  static List<String> codes(ValueSet expanded) {
    return expanded.getExpansion().getContains().stream().map(one -> one.getCode()).toList();
  }

  static List<String> displays(ValueSet expanded) {
    return expanded.getExpansion().getContains().stream().map(one -> one.getDisplay()).toList();
  }
}
