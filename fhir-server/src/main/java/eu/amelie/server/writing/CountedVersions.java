/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.ShownChanges;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.facts.TaskVersions;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Which versions of a Task are counted and give it a new time: those by which its requester sees it
 * changed. What the owner notes for itself moves neither, to anybody, so that nobody can tell how
 * often it did.
 */
@Component
class CountedVersions {
  private final CaseFacts facts;
  private final RecordStore records;
  private final TaskVersions versions;
  private final ShownChanges changes;
  private final FhirContext context;

  CountedVersions(
      CaseFacts facts,
      RecordStore records,
      TaskVersions versions,
      ShownChanges changes,
      FhirContext context) {
    this.facts = facts;
    this.records = records;
    this.versions = versions;
    this.changes = changes;
    this.context = context;
  }

  /**
   * Call before it is stored.
   *
   * @param record as it is going to be stored
   */
  boolean counts(Draft draft, Task record) {
    if (draft.before().isEmpty() || isOwnedByItsRequester(draft)) {
      return true;
    }
    Task stored = (Task) records.read("Task", draft.id()).resource();
    return !shown(stored).equals(shown(record));
  }

  private boolean isOwnedByItsRequester(Draft draft) {
    return facts.task(draft.id()).map(TaskRow::owner).filter(draft.custodian()::equals).isPresent();
  }

  private String shown(Task whole) {
    Task shown = whole.copy();
    TaskViews.reduceForRequester(shown);
    shown.setMeta(null);
    shown.setId((IdType) null);
    return context.newJsonParser().encodeResourceToString(shown);
  }

  /** Call once it is stored. */
  void keep(Draft draft, boolean counts) {
    if (counts) {
      versions.add(draft.id(), draft.version());
      changes.note(draft.id(), records.time(draft.id()));
    } else {
      records.keepTime(draft.id(), versions.newest(draft.id()));
    }
  }
}
