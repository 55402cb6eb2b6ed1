/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.profiles.ProfileCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.junit.jupiter.api.Test;

/** What a contract offers, somebody can look up. */
class DefinedOperationsTest {
  /** Defined by FHIR R4 itself, and done here as it defines them. */
  private static final Set<String> BY_FHIR =
      Set.of(
          "http://hl7.org/fhir/OperationDefinition/Patient-everything",
          "http://hl7.org/fhir/OperationDefinition/ValueSet-expand",
          "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code",
          "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code",
          "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup",
          "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes",
          "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate");

  private static final List<OperationDefinition> DEFINED =
      ProfileCatalog.load(FhirContext.forR4Cached()).resources().stream()
          .filter(OperationDefinition.class::isInstance)
          .map(OperationDefinition.class::cast)
          .toList();

  private static Set<String> offered() {
    RoleContracts contracts = RoleContracts.standard();
    return Arrays.stream(Role.values())
        .map(contracts::statement)
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

  /** A definition of ours, or ours of what another guide defines, or FHIR's. */
  private static boolean isDefined(String definition) {
    return BY_FHIR.contains(definition)
        || DEFINED.stream()
            .anyMatch(one -> definition.equals(one.getUrl()) || definition.equals(one.getBase()));
  }

  @Test
  void everyOperationThatARoleIsOfferedIsDefined() {
    assertThat(offered()).hasSizeGreaterThan(15).filteredOn(one -> !isDefined(one)).isEmpty();
  }

  @Test
  void everyDefinitionIsOfSomethingThatARoleIsOffered() {
    Set<String> offered = offered();

    assertThat(DEFINED)
        .filteredOn(one -> !offered.contains(one.getUrl()) && !offered.contains(one.getBase()))
        .isEmpty();
  }
}
