/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.access.CompiledContract.ParameterRule;
import eu.amelie.interceptors.access.CompiledContract.TypeRules;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which parameters an interaction may carry under a contract. */
record ParameterRules(Set<String> controls, TypeRules search) {
  private static final Set<String> FORMAT = Set.of("_format", "_pretty");
  private static final Set<String> SHAPE = Set.of("_summary", "_elements");
  private static final TypeRules NO_SEARCH = new TypeRules(Set.of(), Map.of(), Map.of(), false);

  static ParameterRules of(CompiledContract contract, Interaction interaction) {
    Set<String> controls = new HashSet<>(FORMAT);
    TypeRules search = NO_SEARCH;
    if (interaction instanceof Interaction.SearchOfType ofType) {
      // Whatever the statement lists for all resources.
      controls.addAll(contract.controls());
      search = contract.types().getOrDefault(ofType.type(), NO_SEARCH);
    } else if (shaped(interaction)) {
      controls.addAll(SHAPE);
    }
    if (listed(interaction)) {
      controls.add("_count");
    }
    controls.retainAll(contract.controls());
    controls.addAll(operationParameters(interaction));
    if (interaction instanceof Interaction.Page) {
      controls.add(PathReader.PAGE);
    }
    return new ParameterRules(controls, search);
  }

  /** What an operation takes in its address; of most POSTs everything is in the body. */
  private static Set<String> operationParameters(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        ? ExchangeOperation.of(operation)
            .filter(known -> !operation.posted() || known == ExchangeOperation.RECEIPT)
            .map(ExchangeOperation::parameters)
            .orElse(Set.of())
        : Set.of();
  }

  private static boolean shaped(Interaction interaction) {
    return interaction instanceof Interaction.Read
        || interaction instanceof Interaction.VersionRead
        || interaction instanceof Interaction.Capabilities
        || listed(interaction);
  }

  private static boolean listed(Interaction interaction) {
    return interaction instanceof Interaction.HistoryOfInstance
        || (interaction instanceof Interaction.Operation operation
            && ExchangeOperation.of(operation)
                .filter(ExchangeOperation::listsResources)
                .isPresent());
  }

  /**
   * @throws Rejection where the contract does not list it
   */
  void check(QueryParameter parameter) {
    if (parameter.modifier().isPresent()) {
      throw Vocabulary.parameterNotListed(parameter);
    }
    if (parameter.name().equals("_include") && !search.includes().isEmpty()) {
      if (!search.includes().containsKey(parameter.value())) {
        throw Vocabulary.includeNotListed();
      }
      return;
    }
    ParameterRule rule = search.parameters().get(parameter.name());
    if (rule == null && !controls.contains(parameter.name())) {
      throw Vocabulary.parameterNotListed(parameter);
    }
    if (rule != null && rule.postOnly() && parameter.inUrl()) {
      throw Vocabulary.postOnly(parameter);
    }
  }
}
