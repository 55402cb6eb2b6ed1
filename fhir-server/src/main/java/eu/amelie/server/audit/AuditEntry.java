/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.audit;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Interaction.OnType;
import eu.amelie.interceptors.access.Interaction.Operation;
import eu.amelie.interceptors.access.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of the audit trail.
 *
 * @param caller empty where nobody could be told from the token
 * @param interaction a FHIR interaction and its type; never an id or a parameter
 * @param outcome {@code permit}, or the code of the refusal
 * @param seen items by internal ids, with the labels of what was released
 */
public record AuditEntry(
    String requestId,
    Optional<Caller> caller,
    String method,
    String interaction,
    int status,
    String outcome,
    List<String> seen) {

  String purposes() {
    return caller
        .map(
            c -> c.purposes().stream().map(Purpose::code).sorted().collect(Collectors.joining(" ")))
        .orElse(null);
  }

  /** The name of an interaction as the trail keeps it. */
  public static String nameOf(Interaction interaction) {
    if (interaction instanceof OnType onType) {
      return onType.code() + " " + onType.type();
    }
    if (interaction instanceof Operation operation) {
      return "operation " + operation.type().map(t -> t + " ").orElse("") + operation.name();
    }
    if (interaction instanceof Interaction.BundlePost bundle) {
      return bundle.kind().map(kind -> kind.toCode()).orElse("bundle");
    }
    return interaction.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
