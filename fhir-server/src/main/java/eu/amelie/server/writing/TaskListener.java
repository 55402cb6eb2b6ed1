/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.server.cases.PersonRecord;
import eu.amelie.server.facts.TaskRow;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * Is told of every Task that is stored, by whatever way, the server's own cancellations included,
 * in the transaction that stores it: what it writes is committed with the Task or not at all.
 */
public interface TaskListener {

  /**
   * One stored Task.
   *
   * @param before empty for a new one
   * @param record of the Task as it now is, under internal ids, without identity
   * @param shown whether whoever sees it beside its owner sees the difference
   * @param results whether its requester alone does, to whom they are open
   */
  record Change(
      UUID person,
      Optional<TaskRow> before,
      TaskRow after,
      Task record,
      boolean shown,
      boolean results) {
    Change withResults() {
      return new Change(person, before, after, record, shown, true);
    }
  }

  void stored(Change change);

  /**
   * A message about a Task was stored.
   *
   * @param recipient id of the organisation that it is for
   */
  default void messaged(UUID person, UUID task, String recipient) {}

  /**
   * A referral was changed, and with it perhaps how urgent it is.
   *
   * @param referral its record as it now is, under internal ids, without identity
   */
  default void referralChanged(UUID person, ServiceRequest referral) {}

  /**
   * Something that says who the person is was changed.
   *
   * @param corrections at least one
   * @param record of the person as it now is, read once for all listeners
   */
  default void corrected(UUID person, List<Correction> corrections, PersonRecord record) {}
}
