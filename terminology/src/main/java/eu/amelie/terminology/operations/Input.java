/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.operations;

import eu.amelie.terminology.Language;
import eu.amelie.terminology.operations.TerminologyRefusal.Issue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;

/**
 * The input of one operation, read strictly: a name that the operation does not have, one that
 * comes twice, or a value of another kind is refused. A text may come as any primitive, so that
 * what was in an address and what was in a body read the same.
 */
final class Input {
  private static final String PARAMETER = "Parameters.parameter";

  private record Given(String place, ParametersParameterComponent parameter) {}

  private final Map<String, List<Given>> given = new LinkedHashMap<>();

  private Input() {}

  /**
   * @param in null for none
   * @param names what the operation takes; true where it may come more than once
   * @throws TerminologyRefusal naming all that is wrong
   */
  static Input read(Parameters in, Map<String, Boolean> names) {
    Input input = new Input();
    List<Issue> issues = new ArrayList<>();
    List<ParametersParameterComponent> parameters = in == null ? List.of() : in.getParameter();
    if (in != null && in.hasImplicitRules()) {
      issues.add(new Issue("Parameters.implicitRules", "No such rules are known here."));
    }
    for (int i = 0; i < parameters.size(); i++) {
      input.read(PARAMETER + "[" + i + "]", parameters.get(i), names, issues);
    }
    if (!issues.isEmpty()) {
      throw TerminologyRefusal.invalid(issues);
    }
    return input;
  }

  private void read(
      String place,
      ParametersParameterComponent parameter,
      Map<String, Boolean> names,
      List<Issue> issues) {
    String name = parameter.hasName() ? parameter.getName() : "";
    List<Given> before = given.computeIfAbsent(name, any -> new ArrayList<>());
    before.add(new Given(place, parameter));
    if (parameter.hasModifierExtension()) {
      issues.add(new Issue(place + ".modifierExtension", "It is not known here."));
    } else if (!names.containsKey(name)) {
      issues.add(new Issue(place, "There is no parameter of this name."));
    } else if (before.size() > 1 && !names.get(name)) {
      issues.add(new Issue(place, "This parameter may be given once only."));
    }
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  Optional<String> text(String name) {
    return texts(name).stream().findFirst();
  }

  List<String> texts(String name) {
    return given.getOrDefault(name, List.of()).stream().map(Input::primitive).toList();
  }

  private static String primitive(Given one) {
    if (one.parameter().getValue() instanceof PrimitiveType<?> value && value.hasValue()) {
      return value.getValueAsString();
    }
    throw TerminologyRefusal.invalid(one.place(), "This parameter takes a simple value.");
  }

  /** A whole number from 0. */
  Optional<Integer> number(String name) {
    return only(name).map(one -> number(one, primitive(one)));
  }

  private static int number(Given one, String text) {
    if (!text.matches("\\d{1,9}")) {
      throw TerminologyRefusal.invalid(one.place(), "This parameter takes a number from 0.");
    }
    return Integer.parseInt(text);
  }

  boolean flag(String name) {
    return only(name).map(one -> flag(one, primitive(one))).orElse(false);
  }

  private static boolean flag(Given one, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw TerminologyRefusal.invalid(one.place(), "This parameter takes true or false.");
    }
    return text.equals("true");
  }

  /** English where no language is asked for, or one that is not ours. */
  Language language() {
    return text("displayLanguage").flatMap(Language::of).orElse(Language.EN);
  }

  Optional<Coding> coding(String name) {
    return only(name).map(one -> typed(one, Coding.class, "This parameter takes a Coding."));
  }

  Optional<CodeableConcept> concept(String name) {
    return only(name)
        .map(one -> typed(one, CodeableConcept.class, "This parameter takes a CodeableConcept."));
  }

  private static <T> T typed(Given one, Class<T> type, String message) {
    if (type.isInstance(one.parameter().getValue())) {
      return type.cast(one.parameter().getValue());
    }
    throw TerminologyRefusal.invalid(one.place(), message);
  }

  /** The parts of each of them, by name: the code by its system, as {@code dependency} has it. */
  Map<String, String> dependencies() {
    Map<String, String> codes = new HashMap<>();
    for (Given one : given.getOrDefault("dependency", List.of())) {
      String element = null;
      Coding coding = null;
      for (ParametersParameterComponent part : one.parameter().getPart()) {
        if ("element".equals(part.getName()) && part.getValue() instanceof PrimitiveType<?> uri) {
          element = uri.getValueAsString();
        } else if ("concept".equals(part.getName())
            && part.getValue() instanceof CodeableConcept concept) {
          coding = concept.getCodingFirstRep();
        }
      }
      if (element == null || coding == null || !coding.hasCode()) {
        throw TerminologyRefusal.invalid(one.place(), "It takes the parts element and concept.");
      }
      codes.put(element, coding.getCode());
    }
    return codes;
  }

  private Optional<Given> only(String name) {
    return given.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * @throws TerminologyRefusal where the condition does not hold
   */
  static void require(boolean condition, String message) {
    if (!condition) {
      throw TerminologyRefusal.invalid(PARAMETER, message);
    }
  }
}
