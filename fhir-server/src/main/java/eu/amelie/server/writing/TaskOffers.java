/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.call.Content;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Creates a Task for an operation, by the one way of every write. */
@Component
public class TaskOffers {
  private final WritePipeline pipeline;

  TaskOffers(WritePipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Call in a transaction.
   *
   * @param task in the caller's ids
   * @return its id inside
   * @throws eu.amelie.interceptors.disclosure.ExchangeException as for any Task that it submits
   */
  public UUID create(Caller caller, Task task) {
    Wanted wanted =
        new Wanted(
            "",
            "Task",
            Optional.empty(),
            new Content.Whole(task),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return pipeline.perform(caller, List.of(wanted)).get(0).id();
  }
}
