/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.call;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;

/** The parameter {@code reason} of an operation: a code, alone or as a Coding. */
public final class CodedReason {
  private CodedReason() {}

  /**
   * @param allowed the codes it may be
   * @throws ExchangeException reason-required where it is missing or none of them
   */
  public static String of(Content content, Set<String> allowed) {
    if (content instanceof Content.None) {
      throw refused(allowed);
    }
    String code = code(content.resource(Parameters.class).getParameter("reason"));
    if (code == null || !allowed.contains(code)) {
      throw refused(allowed);
    }
    return code;
  }

  private static String code(Object value) {
    if (value instanceof Parameters.ParametersParameterComponent parameter) {
      return code(parameter.getValue());
    }
    if (value instanceof CodeType code) {
      return code.getValue();
    }
    return value instanceof Coding coding ? coding.getCode() : null;
  }

  private static ExchangeException refused(Set<String> allowed) {
    return ExchangeException.at(
        ErrorCode.REASON_REQUIRED,
        "Parameters.parameter",
        "The parameter reason is one of the codes "
            + String.join(", ", new TreeSet<>(allowed))
            + ".");
  }
}
