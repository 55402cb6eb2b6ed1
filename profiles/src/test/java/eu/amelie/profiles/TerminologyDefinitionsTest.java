/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.terminology.operations.TerminologyOperations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.junit.jupiter.api.Test;

/** What the definitions of FHIR's operations list is what is taken, to the last parameter. */
class TerminologyDefinitionsTest {
  private static final List<OperationDefinition> DEFINED =
      Fixtures.CATALOG.resources().stream()
          .filter(OperationDefinition.class::isInstance)
          .map(OperationDefinition.class::cast)
          .filter(operation -> TerminologyOperations.knows(type(operation), operation.getCode()))
          .toList();

  @Test
  void parametersThatAreDefinedAreThoseThatAreTaken() {
    assertThat(DEFINED)
        .hasSize(6)
        .allSatisfy(
            operation ->
                assertThat(taken(operation))
                    .as(operation.getIdPart())
                    .isEqualTo(
                        TerminologyOperations.parameters(type(operation), operation.getCode())));
  }

  @Test
  void everyDefinitionNamesTheOneThatItNarrows() {
    assertThat(DEFINED)
        .extracting(OperationDefinition::getBase)
        .allMatch(base -> base.startsWith("http://hl7.org/fhir/OperationDefinition/"))
        .doesNotHaveDuplicates();
  }

  /** By name; true where it may come more than once. */
  private static Map<String, Boolean> taken(OperationDefinition operation) {
    return operation.getParameter().stream()
        .filter(parameter -> parameter.getUse() == OperationParameterUse.IN)
        .collect(
            Collectors.toMap(
                OperationDefinitionParameterComponent::getName,
                parameter -> parameter.getMax().equals("*")));
  }

  private static String type(OperationDefinition operation) {
    return operation.getResource().isEmpty() ? "" : operation.getResource().get(0).getValue();
  }
}
