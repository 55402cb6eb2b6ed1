/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.access;

import eu.amelie.interceptors.access.Interaction.Operation.Level;
import java.util.Optional;
import java.util.Set;

/**
 * How an operation of a contract is called: what its CapabilityStatement has no place for. It is
 * read from what the gate enforces.
 *
 * @param name without the dollar sign
 * @param type empty at the system level
 * @param safe whether it is offered by GET beside POST
 * @param parameters what may stand in the address of a GET; of a POST that answers with a document,
 *     too
 * @param document whether it answers with a document for people
 * @param table whether it answers with a table, too, as CSV
 * @param definition canonical URL of its OperationDefinition
 */
public record OperationForm(
    String name,
    Optional<String> type,
    Set<Level> levels,
    boolean safe,
    Set<String> parameters,
    boolean document,
    boolean table,
    String definition) {
  public OperationForm {
    levels = Set.copyOf(levels);
    parameters = Set.copyOf(parameters);
  }
}
