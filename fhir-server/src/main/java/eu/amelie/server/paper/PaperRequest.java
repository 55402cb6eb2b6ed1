/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.paper;

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
import org.hl7.fhir.r4.model.StringType;

/**
 * The input of a page for people.
 *
 * @param language the language asked for
 * @param paperSafe whether it was said that it is safe for the person to have it on paper
 * @param more what else this kind of page takes, by name
 */
public record PaperRequest(Optional<String> language, boolean paperSafe, Map<String, String> more) {
  private static final String LANGUAGE = "language";
  private static final String PAPER_SAFE = "paperSafe";
  private static final Set<String> TRUTHS = Set.of("true", "false");

  /**
   * @param more names of strings that the body may hold beside
   */
  public static PaperRequest of(Call call, String... more) {
    Map<String, String> given = new HashMap<>();
    for (QueryParameter parameter : call.asked().parameters()) {
      if (parameter.name().equals(LANGUAGE) || parameter.name().equals(PAPER_SAFE)) {
        put(given, parameter.name(), parameter.value(), more);
      }
    }
    if (!(call.content() instanceof Content.None)) {
      for (ParametersParameterComponent parameter :
          call.content().resource(Parameters.class).getParameter()) {
        put(given, parameter, more);
      }
    }
    String safe = given.getOrDefault(PAPER_SAFE, "false");
    if (!TRUTHS.contains(safe)) {
      throw refused(more);
    }
    Optional<String> language = Optional.ofNullable(given.get(LANGUAGE));
    given.keySet().retainAll(Set.of(more));
    return new PaperRequest(language, safe.equals("true"), Map.copyOf(given));
  }

  private static void put(
      Map<String, String> given, ParametersParameterComponent parameter, String... more) {
    if (LANGUAGE.equals(parameter.getName()) && parameter.getValue() instanceof CodeType code) {
      put(given, LANGUAGE, code.getValue(), more);
    } else if (PAPER_SAFE.equals(parameter.getName())
        && parameter.getValue() instanceof BooleanType truth) {
      put(given, PAPER_SAFE, truth.getValueAsString(), more);
    } else if (parameter.hasName()
        && Set.of(more).contains(parameter.getName())
        && parameter.getValue() instanceof StringType text) {
      put(given, parameter.getName(), text.getValue(), more);
    } else {
      throw refused(more);
    }
  }

  private static void put(Map<String, String> given, String name, String value, String... more) {
    if (value == null || given.put(name, value) != null) {
      throw refused(more);
    }
  }

  private static ExchangeException refused(String... more) {
    StringBuilder words =
        new StringBuilder("The parameters are language (code, one), paperSafe (boolean, one)");
    for (String name : more) {
      words.append(", ").append(name).append(" (string, one)");
    }
    return ExchangeException.at(
        ErrorCode.PROFILE_VIOLATION, "Parameters.parameter", words.append('.').toString());
  }
}
