/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;

/** Whether what is sent or answered is what the definition of the operation says. */
final class OperationFit {
  private static final String RETURN = "return";

  private final List<String> misfits = new ArrayList<>();

  private OperationFit() {}

  /** What does not fit in a request; empty where all does. */
  static List<String> ofRequest(OperationDefinition operation, Parameters request) {
    OperationFit fit = new OperationFit();
    fit.hold("in", request.getParameter(), used(operation, OperationParameterUse.IN));
    return fit.misfits;
  }

  /**
   * The same of an answer. The only parameter, where it is a resource called {@code return}, is the
   * answer itself.
   */
  static List<String> ofResponse(OperationDefinition operation, Resource response) {
    OperationFit fit = new OperationFit();
    List<OperationDefinitionParameterComponent> out = used(operation, OperationParameterUse.OUT);
    if (response instanceof Parameters parameters) {
      fit.hold("out", parameters.getParameter(), out);
    } else if (out.size() != 1 || !isSole(out.get(0))) {
      fit.misfits.add("out: needs Parameters");
    } else {
      fit.type("out", response, out.get(0));
    }
    return fit.misfits;
  }

  /** FHIR: a single resource named return, and what SDC's populate calls response. */
  private static boolean isSole(OperationDefinitionParameterComponent parameter) {
    return parameter.getMax().equals("1")
        && (parameter.getName().equals(RETURN) || parameter.getName().equals("response"));
  }

  private static List<OperationDefinitionParameterComponent> used(
      OperationDefinition operation, OperationParameterUse use) {
    return operation.getParameter().stream().filter(one -> one.getUse() == use).toList();
  }

  private void hold(
      String place,
      List<ParametersParameterComponent> given,
      List<OperationDefinitionParameterComponent> defined) {
    for (ParametersParameterComponent one : given) {
      if (defined.stream().noneMatch(parameter -> parameter.getName().equals(one.getName()))) {
        misfits.add("%s.%s: not defined".formatted(place, one.getName()));
      }
    }
    for (OperationDefinitionParameterComponent parameter : defined) {
      String here = "%s.%s".formatted(place, parameter.getName());
      List<ParametersParameterComponent> all =
          given.stream().filter(one -> one.getName().equals(parameter.getName())).toList();
      if (all.size() < parameter.getMin()
          || (!parameter.getMax().equals("*")
              && all.size() > Integer.parseInt(parameter.getMax()))) {
        misfits.add("%s: %d times".formatted(here, all.size()));
      }
      all.forEach(one -> hold(here, one, parameter));
    }
  }

  private void hold(
      String place,
      ParametersParameterComponent given,
      OperationDefinitionParameterComponent parameter) {
    if (parameter.hasPart()) {
      hold(place, given.getPart(), parameter.getPart());
    } else if (given.hasResource()) {
      type(place, given.getResource(), parameter);
    } else if (!List.of("Type", String.valueOf(given.getValue().fhirType()))
        .contains(parameter.getType())) {
      misfits.add("%s: %s".formatted(place, given.getValue().fhirType()));
    }
  }

  private void type(
      String place, Resource resource, OperationDefinitionParameterComponent parameter) {
    if (!List.of("Resource", resource.fhirType()).contains(parameter.getType())) {
      misfits.add("%s: %s".formatted(place, resource.fhirType()));
    }
  }
}
