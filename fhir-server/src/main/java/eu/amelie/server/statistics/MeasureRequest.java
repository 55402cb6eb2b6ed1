/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.QueryParameter;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.statistics.Quarter;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Content;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;

/** What is asked for: a quarter of a country. */
record MeasureRequest(String country, Quarter quarter) {
  private static final String START = "periodStart";
  private static final String END = "periodEnd";
  private static final String COUNTRY = "country";
  private static final Set<String> NAMES = Set.of(START, END, COUNTRY);

  /**
   * @throws ExchangeException profile-violation for what is no quarter or no country;
   *     not-in-contract, where a coordinator asks for another country than its own
   */
  static MeasureRequest of(Call call) {
    Map<String, String> given = new HashMap<>();
    for (QueryParameter parameter : call.asked().parameters()) {
      if (NAMES.contains(parameter.name())) {
        put(given, parameter.name(), parameter.value());
      }
    }
    if (!(call.content() instanceof Content.None)) {
      for (ParametersParameterComponent parameter :
          call.content().resource(Parameters.class).getParameter()) {
        put(given, parameter);
      }
    }
    Quarter quarter = quarter(given);
    return new MeasureRequest(country(call.caller(), given.get(COUNTRY)), quarter);
  }

  private static void put(Map<String, String> given, ParametersParameterComponent parameter) {
    if (!NAMES.contains(parameter.getName()) || !parameter.hasValue()) {
      throw refused();
    }
    put(given, parameter.getName(), parameter.getValue().primitiveValue());
  }

  private static void put(Map<String, String> given, String name, String value) {
    if (value == null || given.put(name, value) != null) {
      throw refused();
    }
  }

  private static Quarter quarter(Map<String, String> given) {
    try {
      return Quarter.between(
              LocalDate.parse(given.getOrDefault(START, "")),
              LocalDate.parse(given.getOrDefault(END, "")))
          .orElseThrow(MeasureRequest::refused);
    } catch (DateTimeException e) {
      throw refused();
    }
  }

  /** A coordinator's country is that of its token, whatever is asked. */
  private static String country(Caller caller, String asked) {
    if (caller.role() == Role.STATISTICS) {
      if (asked == null || !asked.matches("[A-Z]{2}")) {
        throw refused();
      }
      return asked;
    }
    if (caller.country() == null || (asked != null && !asked.equals(caller.country()))) {
      throw ExchangeException.at(
          ErrorCode.NOT_IN_CONTRACT, null, "Your role's contract has your own country only.");
    }
    return caller.country();
  }

  private static ExchangeException refused() {
    return ExchangeException.at(
        ErrorCode.PROFILE_VIOLATION,
        "Parameters.parameter",
        "The parameters are periodStart and periodEnd (date, the first and the last day of a"
            + " calendar quarter) and country (code, ISO 3166-1 alpha-2), each once.");
  }
}
