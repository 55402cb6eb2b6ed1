/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import eu.amelie.terminology.assess.AssessInputException.Issue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;

/** Reads one input and gathers everything that is wrong with it. */
final class AssessInput {
  private static final String PARAMETER = "Parameters.parameter";
  private static final String OBSERVATION = "observation";
  private static final String AGE_GROUP = "ageGroup";
  private static final String FORM = "form";

  private final TerminologyCatalog catalog;
  private final boolean withObservations;
  private final List<Issue> issues = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private final Signs signs = new Signs();
  private AgeGroup age;
  private String form;

  private AssessInput(TerminologyCatalog catalog, boolean withObservations) {
    this.catalog = catalog;
    this.withObservations = withObservations;
  }

  /**
   * @param withObservations whether they are part of the input, or come from elsewhere
   * @throws AssessInputException naming everything that is wrong
   */
  static AssessInput read(Parameters in, TerminologyCatalog catalog, boolean withObservations) {
    AssessInput input = new AssessInput(catalog, withObservations);
    input.read(in);
    if (!input.issues.isEmpty()) {
      throw new AssessInputException(input.issues);
    }
    return input;
  }

  private void read(Parameters in) {
    if (in.hasImplicitRules()) {
      refuse("Parameters.implicitRules", "No such rules are known here.");
    }
    List<ParametersParameterComponent> parameters = in.getParameter();
    for (int i = 0; i < parameters.size(); i++) {
      read(PARAMETER + "[" + i + "]", parameters.get(i));
    }
    List<String> needed =
        withObservations ? List.of(OBSERVATION, AGE_GROUP, FORM) : List.of(AGE_GROUP, FORM);
    needed.stream()
        .filter(name -> !given.contains(name))
        .forEach(name -> refuse(PARAMETER, "The parameter %s is needed.".formatted(name)));
  }

  private void read(String place, ParametersParameterComponent parameter) {
    String name = parameter.hasName() ? parameter.getName() : "";
    boolean first = given.add(name);
    if (parameter.hasModifierExtension()) {
      refuse(place + ".modifierExtension", "It is not known here.");
    } else if (name.equals(OBSERVATION) && withObservations) {
      observation(place, parameter);
    } else if (!name.equals(AGE_GROUP) && !name.equals(FORM)) {
      refuse(place, "There is no parameter of this name.");
    } else if (!first) {
      refuse(place, "This parameter may be given once only.");
    } else if (name.equals(AGE_GROUP)) {
      age = code(parameter).flatMap(AgeGroup::of).orElse(null);
      refuseUnless(age != null, place, "This parameter takes the code adult or child.");
    } else {
      form = code(parameter).filter(this::isForm).orElse(null);
      refuseUnless(form != null, place, "This parameter takes a code of sc-form.");
    }
  }

  private static Optional<String> code(ParametersParameterComponent parameter) {
    return !parameter.hasPart()
            && parameter.getResource() == null
            && parameter.getValue() instanceof CodeType code
        ? Optional.ofNullable(code.getValue())
        : Optional.empty();
  }

  private boolean isForm(String code) {
    return catalog.contains(LocalSystem.FORM, code);
  }

  private void observation(String place, ParametersParameterComponent parameter) {
    if (parameter.hasPart()
        || parameter.hasValue()
        || !(parameter.getResource() instanceof Observation observation)) {
      refuse(place, "This parameter takes an Observation resource.");
      return;
    }
    String resource = place + ".resource";
    Optional<String> code = Signs.code(observation, catalog.indicators());
    Optional<Answer> answer = Signs.answer(observation);
    refuseUnless(observation.hasStatus(), resource + ".status", "It needs a status.");
    refuseUnless(code.isPresent(), resource + ".code", "It needs one code of sc-indicators.");
    refuseUnless(answer.isPresent(), resource + ".value", "It needs one code of sc-answer.");
    if (code.isPresent() && answer.isPresent()) {
      signs.add(code.get(), answer.get(), observation);
      refuseUnless(
          signs.subjects().size() < 2, resource + ".subject", "All are about the same person.");
    }
  }

  private void refuse(String place, String message) {
    issues.add(new Issue(place, message));
  }

  private void refuseUnless(boolean fine, String place, String message) {
    if (!fine) {
      refuse(place, message);
    }
  }

  AgeGroup age() {
    return age;
  }

  String form() {
    return form;
  }

  Signs signs() {
    return signs;
  }
}
