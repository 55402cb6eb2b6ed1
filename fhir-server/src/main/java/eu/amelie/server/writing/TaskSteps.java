/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.ItemSense;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.interceptors.referral.TaskStep;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Puts each step of a Task on record as a Provenance whose custodian is the exchange itself. */
@Component
class TaskSteps {
  private final CaseFacts facts;
  private final RecordShapes shapes;

  TaskSteps(CaseFacts facts, RecordShapes shapes) {
    this.facts = facts;
    this.shapes = shapes;
  }

  /** A record that is still to be written; its facts are. */
  Stored record(Draft draft, Task task, String writer) {
    Optional<String> organisation =
        writer.equals(CaseItem.EXCHANGE) ? Optional.empty() : Optional.of(writer);
    Task bare = task.copy();
    bare.setId(draft.id().toString());
    Provenance step = TaskStep.record(bare, organisation, facts.today());
    UUID id = UUID.randomUUID();
    UUID revision = UUID.randomUUID();
    step.setId(new IdType("Provenance", id.toString()));
    facts.save(new CaseItem(id, "Provenance", draft.person(), CaseItem.EXCHANGE, revision, 1));
    facts.saveStep(draft.id(), id);
    return new Stored((Resource) shapes.split(step).record(), revision.toString(), ItemSense.NONE);
  }
}
