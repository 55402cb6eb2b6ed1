/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Task;

/**
 * Tasks by what both parties to them say on the telephone, since their ids are each party's own.
 */
public final class Tasks {
  private Tasks() {}

  public static String reference(Task task) {
    return task.getIdentifier().stream()
        .filter(identifier -> identifier.getSystem().endsWith("/sc-task-reference"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /**
   * As this party sees it now: as a rule among the newest, unless other tests, or what the exchange
   * does by itself, have touched many others meanwhile.
   */
  public static Task find(FhirClient party, String reference) {
    return among(
            party.get("/fhir/Task?_sort=-_lastUpdated&_count=8").entries(Task.class), reference)
        .or(() -> among(party.all("/fhir/Task?_count=200", Task.class), reference))
        .orElseThrow();
  }

  private static Optional<Task> among(List<Task> tasks, String reference) {
    return tasks.stream()
        .filter(
            task ->
                task.getIdentifier().stream().map(Identifier::getValue).anyMatch(reference::equals))
        .findFirst();
  }
}
