/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;

/**
 * One contract per role. Guaranteed: the statement that a role is served and the rules that the
 * gate applies to it come from the same object; a contract that says something the gate cannot
 * enforce stops the start.
 */
public final class RoleContracts {
  private final CapabilityStatement publicStatement;
  private final CompiledContract compiledPublic;
  private final Map<Role, CapabilityStatement> statements = new EnumMap<>(Role.class);
  private final Map<Role, CompiledContract> compiled = new EnumMap<>(Role.class);

  /**
   * @throws IllegalStateException when a contract is missing or cannot be enforced
   */
  RoleContracts(CapabilityStatement publicStatement, Function<Role, CapabilityStatement> contract) {
    this.publicStatement = publicStatement.copy();
    this.compiledPublic = CompiledContract.of(this.publicStatement);
    Arrays.stream(Role.values())
        .forEach(
            role -> {
              CapabilityStatement statement = contract.apply(role).copy();
              statements.put(role, statement);
              compiled.put(role, CompiledContract.of(statement));
            });
  }

  /** The exchange's own contracts. */
  public static RoleContracts standard() {
    return new RoleContracts(StandardContracts.unauthenticated(), StandardContracts::of);
  }

  /** What {@code /metadata} shows to this role; a copy. */
  public CapabilityStatement statement(Role role) {
    return statements.get(role).copy();
  }

  /** What {@code /metadata} shows without a token; a copy. */
  public CapabilityStatement publicStatement() {
    return publicStatement.copy();
  }

  /** The operations that a role's statement lists, in the order of their definition. */
  public List<OperationForm> operations(Role role) {
    return compiled.get(role).operations().stream().sorted().map(ExchangeOperation::form).toList();
  }

  /** The parameters that the gate lets through for an interaction, those of a search aside. */
  public Set<String> controls(Role role, Interaction interaction) {
    return Set.copyOf(ParameterRules.of(compiled.get(role), interaction).controls());
  }

  /** Whether a search parameter of a statement is taken from a form body only. */
  public static boolean isPostOnly(CapabilityStatementRestResourceSearchParamComponent parameter) {
    return parameter.getExtension().stream()
        .anyMatch(extension -> ContractBuilder.POST_ONLY.equals(extension.getUrl()));
  }

  CompiledContract compiledPublic() {
    return compiledPublic;
  }

  CompiledContract compiled(Role role) {
    return compiled.get(role);
  }
}
