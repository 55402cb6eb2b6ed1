/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Interaction.Operation.Level;
import eu.amelie.interceptors.access.OperationForm;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.profiles.ProfileCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.junit.jupiter.api.Test;

/** What a contract offers, somebody can look up, and it is what is taken here. */
class DefinedOperationsTest {
  private static final RoleContracts CONTRACTS = RoleContracts.standard();

  private static final Map<String, OperationDefinition> DEFINED =
      ProfileCatalog.load(FhirContext.forR4Cached()).resources().stream()
          .filter(OperationDefinition.class::isInstance)
          .map(OperationDefinition.class::cast)
          .collect(Collectors.toMap(OperationDefinition::getUrl, Function.identity()));

  private static Set<String> offered() {
    return Arrays.stream(Role.values())
        .map(CONTRACTS::statement)
        .flatMap(DefinedOperationsTest::offered)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> offered(CapabilityStatement contract) {
    CapabilityStatementRestComponent rest = contract.getRestFirstRep();
    return Stream.concat(
            rest.getOperation().stream(),
            rest.getResource().stream().flatMap(resource -> resource.getOperation().stream()))
        .map(operation -> operation.getDefinition());
  }

  private static List<OperationForm> forms() {
    return Arrays.stream(Role.values())
        .flatMap(role -> CONTRACTS.operations(role).stream())
        .distinct()
        .toList();
  }

  /** A contract that named another's definition would promise all that it says. */
  @Test
  void whatARoleIsOfferedIsDefinedByUsAndNothingElseIs() {
    assertThat(DEFINED.keySet()).containsExactlyInAnyOrderElementsOf(offered()).hasSize(26);
  }

  @Test
  void definitionsSayWhereAnOperationIsCalled() {
    assertThat(forms())
        .allSatisfy(
            form -> {
              OperationDefinition definition = DEFINED.get(form.definition());
              assertThat(definition.getCode()).isEqualTo(form.name());
              assertThat(definition.getResource())
                  .extracting(PrimitiveType::getValueAsString)
                  .containsExactlyElementsOf(form.type().stream().toList());
              assertThat(definition.getSystem()).isEqualTo(form.levels().contains(Level.SYSTEM));
              assertThat(definition.getType()).isEqualTo(form.levels().contains(Level.TYPE));
              assertThat(definition.getInstance())
                  .isEqualTo(form.levels().contains(Level.INSTANCE));
            });
  }

  @Test
  void whatMayStandInAnAddressIsAmongTheParametersThatAreDefined() {
    assertThat(forms())
        .allSatisfy(
            form ->
                assertThat(in(DEFINED.get(form.definition())))
                    .as(form.definition())
                    .containsAll(form.parameters()));
  }

  private static Set<String> in(OperationDefinition definition) {
    return definition.getParameter().stream()
        .filter(parameter -> parameter.getUse() == OperationParameterUse.IN)
        .map(OperationDefinitionParameterComponent::getName)
        .collect(Collectors.toSet());
  }
}
