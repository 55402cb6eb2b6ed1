/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.receipt;

import eu.amelie.interceptors.access.QueryParameter;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;

/**
 * The input of a receipt.
 *
 * @param language the language asked for
 * @param paperSafe whether it was said that it is safe for the person to have it on paper
 */
record ReceiptRequest(Optional<String> language, boolean paperSafe) {
  private static final String LANGUAGE = "language";
  private static final String PAPER_SAFE = "paperSafe";
  private static final Set<String> TRUTHS = Set.of("true", "false");

  static ReceiptRequest of(Call call) {
    Map<String, String> given = new HashMap<>();
    for (QueryParameter parameter : call.asked().parameters()) {
      if (parameter.name().equals(LANGUAGE) || parameter.name().equals(PAPER_SAFE)) {
        put(given, parameter.name(), parameter.value());
      }
    }
    if (!(call.content() instanceof Content.None)) {
      for (ParametersParameterComponent parameter :
          call.content().resource(Parameters.class).getParameter()) {
        put(given, parameter);
      }
    }
    String safe = given.getOrDefault(PAPER_SAFE, "false");
    if (!TRUTHS.contains(safe)) {
      throw refused();
    }
    return new ReceiptRequest(Optional.ofNullable(given.get(LANGUAGE)), safe.equals("true"));
  }

  private static void put(Map<String, String> given, ParametersParameterComponent parameter) {
    if (LANGUAGE.equals(parameter.getName()) && parameter.getValue() instanceof CodeType code) {
      put(given, LANGUAGE, code.getValue());
    } else if (PAPER_SAFE.equals(parameter.getName())
        && parameter.getValue() instanceof BooleanType truth) {
      put(given, PAPER_SAFE, truth.getValueAsString());
    } else {
      throw refused();
    }
  }

  private static void put(Map<String, String> given, String name, String value) {
    if (value == null || given.put(name, value) != null) {
      throw refused();
    }
  }

  private static ExchangeException refused() {
    return ExchangeException.at(
        ErrorCode.PROFILE_VIOLATION,
        "Parameters.parameter",
        "The parameters are language (code, one) and paperSafe (boolean, one).");
  }
}
