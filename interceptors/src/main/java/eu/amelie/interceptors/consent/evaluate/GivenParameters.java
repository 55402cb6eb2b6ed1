/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import eu.amelie.interceptors.disclosure.ExchangeException.Issue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;

/**
 * The input sorted by parameter. Guaranteed: what is handed out is of a type that the parameter may
 * have; everything else, and everything too often or too seldom, is among the issues.
 */
final class GivenParameters {
  private static final String PARAMETER = "Parameters.parameter";

  /** One parameter with its place in the input. */
  record Given(String place, ParametersParameterComponent parameter) {}

  private final Map<Input, List<Given>> byInput = new EnumMap<>(Input.class);
  private final List<Issue> issues = new ArrayList<>();

  GivenParameters(Parameters in) {
    if (in.hasImplicitRules()) {
      issues.add(new Issue("Parameters.implicitRules", "No such rules are known here."));
    }
    List<ParametersParameterComponent> parameters = in.getParameter();
    for (int i = 0; i < parameters.size(); i++) {
      sort(new Given(PARAMETER + "[" + i + "]", parameters.get(i)));
    }
    for (Input input : Input.values()) {
      if (input.needed() && !byInput.containsKey(input)) {
        issues.add(
            new Issue(PARAMETER, "The parameter %s is needed.".formatted(input.parameter())));
      }
    }
  }

  /** What is refused still counts as given, so that it is not called missing as well. */
  private void sort(Given given) {
    Optional<Input> named = Input.named(given.parameter().getName());
    if (named.isEmpty()) {
      issues.add(new Issue(given.place(), "There is no parameter of this name."));
      return;
    }
    Input input = named.get();
    List<Given> before = byInput.computeIfAbsent(input, unused -> new ArrayList<>());
    if (input.once() && !before.isEmpty()) {
      issues.add(new Issue(given.place(), "This parameter may be given once only."));
    } else if (given.parameter().hasModifierExtension()) {
      issues.add(new Issue(given.place() + ".modifierExtension", "It is not known here."));
    } else if (!input.accepts(given.parameter())) {
      issues.add(new Issue(given.place(), "This parameter takes %s.".formatted(input.expected())));
    }
    before.add(given);
  }

  /** In the order of the input; only those of a fitting type. */
  List<Given> all(Input input) {
    return byInput.getOrDefault(input, List.of()).stream()
        .filter(given -> input.accepts(given.parameter()))
        .toList();
  }

  void refuse(String place, String message) {
    issues.add(new Issue(place, message));
  }

  List<Issue> issues() {
    return List.copyOf(issues);
  }
}
