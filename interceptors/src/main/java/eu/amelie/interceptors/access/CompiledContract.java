/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** A CapabilityStatement as look-ups. It adds nothing to what the statement says. */
record CompiledContract(
    Set<String> system,
    Set<String> controls,
    Set<ExchangeOperation> operations,
    Map<String, TypeRules> types) {

  /**
   * A search parameter of a type.
   *
   * @param target the type that a reference points to
   * @param postOnly taken from a form body only
   */
  record ParameterRule(
      String name, ParameterKind kind, Optional<String> target, boolean postOnly) {}

  /**
   * What may be done with a type.
   *
   * @param includes by their value in the query
   * @param conditionalCreate whether a create may ask that an identifier is not there yet
   */
  record TypeRules(
      Set<String> interactions,
      Map<String, ParameterRule> parameters,
      Map<String, SearchRequest.Include> includes,
      boolean conditionalCreate) {}

  /** Where the reference parameters point; the exchange's profiles allow no other target. */
  private static final Map<String, String> TARGETS =
      Map.of(
          "patient", "Patient",
          "focus", "ServiceRequest",
          "part-of", "Task",
          "encounter", "Encounter",
          "owner", "Organization",
          "organization", "Organization",
          "primary-organization", "Organization",
          "participating-organization", "Organization",
          "location", "Location");

  /**
   * @throws IllegalStateException where the statement says what the gate cannot enforce
   */
  static CompiledContract of(CapabilityStatement statement) {
    if (statement.getRest().size() != 1
        || statement.getRestFirstRep().getMode() != RestfulCapabilityMode.SERVER) {
      throw new IllegalStateException("A contract has one rest part, of a server.");
    }
    CapabilityStatementRestComponent rest = statement.getRestFirstRep();
    Set<ExchangeOperation> operations = new HashSet<>();
    rest.getOperation().forEach(o -> operations.add(operation(Optional.empty(), o.getName())));
    Map<String, TypeRules> types = new HashMap<>();
    for (CapabilityStatementRestResourceComponent resource : rest.getResource()) {
      if (types.put(resource.getType(), rules(resource)) != null) {
        throw new IllegalStateException("A contract names a type twice: " + resource.getType());
      }
      resource
          .getOperation()
          .forEach(o -> operations.add(operation(Optional.of(resource.getType()), o.getName())));
    }
    return new CompiledContract(
        rest.getInteraction().stream()
            .map(interaction -> interaction.getCode().toCode())
            .collect(Collectors.toUnmodifiableSet()),
        rest.getSearchParam().stream()
            .map(CapabilityStatementRestResourceSearchParamComponent::getName)
            .collect(Collectors.toUnmodifiableSet()),
        Set.copyOf(operations),
        Map.copyOf(types));
  }

  boolean lists(Interaction.OnType interaction) {
    TypeRules rules = types.get(interaction.type());
    return rules != null && rules.interactions().contains(interaction.code());
  }

  private static ExchangeOperation operation(Optional<String> type, String name) {
    return ExchangeOperation.of(type, name)
        .orElseThrow(() -> new IllegalStateException("No such operation: $" + name));
  }

  private static TypeRules rules(CapabilityStatementRestResourceComponent resource) {
    return new TypeRules(
        resource.getInteraction().stream()
            .map(interaction -> interaction.getCode().toCode())
            .collect(Collectors.toUnmodifiableSet()),
        resource.getSearchParam().stream()
            .map(parameter -> rule(resource.getType(), parameter))
            .collect(Collectors.toUnmodifiableMap(ParameterRule::name, rule -> rule)),
        resource.getSearchInclude().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    include -> include.getValue(), include -> include(include.getValue()))),
        resource.getConditionalCreate());
  }

  private static ParameterRule rule(
      String type, CapabilityStatementRestResourceSearchParamComponent parameter) {
    Optional<String> target =
        parameter.getType() == SearchParamType.REFERENCE
            ? Optional.of(target(parameter.getName()))
            : Optional.empty();
    return new ParameterRule(
        parameter.getName(),
        kind(type, parameter, target),
        target,
        RoleContracts.isPostOnly(parameter));
  }

  private static ParameterKind kind(
      String type,
      CapabilityStatementRestResourceSearchParamComponent parameter,
      Optional<String> target) {
    if (target.isPresent()) {
      return CaseTypes.contains(target.get())
          ? ParameterKind.CASE_REFERENCE
          : ParameterKind.DIRECTORY_REFERENCE;
    }
    if (parameter.getName().equals("_id") && CaseTypes.contains(type)) {
      return ParameterKind.CASE_ID;
    }
    if (parameter.getName().startsWith("_")) {
      throw new IllegalStateException("No reading for parameter " + parameter.getName());
    }
    return switch (parameter.getType()) {
      case TOKEN ->
          parameter.getName().equals("identifier") ? ParameterKind.IDENTIFIER : ParameterKind.TOKEN;
      case DATE -> ParameterKind.DATE;
      // A canonical reads as a token does: what stands before the bar, and what after it.
      case URI -> ParameterKind.TOKEN;
      default -> throw new IllegalStateException("No reading for parameter " + parameter.getName());
    };
  }

  private static SearchRequest.Include include(String value) {
    String[] parts = value.split(":", -1);
    if (parts.length != 2) {
      throw new IllegalStateException("No reading for include " + value);
    }
    return new SearchRequest.Include(parts[0], parts[1], target(parts[1]));
  }

  private static String target(String parameter) {
    String target = TARGETS.get(parameter);
    if (target == null) {
      throw new IllegalStateException("No target for reference parameter " + parameter);
    }
    return target;
  }
}
