/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.cases;

import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.referral.TaskStep;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.FactRemoval;
import eu.amelie.server.facts.TaskRow;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Everything that anybody has submitted about a person, nothing withheld: for herself alone.
 *
 * <p>Guaranteed: its ids are of a domain of its own, which no organisation shares. Not guaranteed:
 * that whoever gets it is she; what it gives must leave sealed. No decision is asked.
 */
@Component
public class WholeRecord {
  private final CaseFacts facts;
  private final CaseSights sights;

  WholeRecord(CaseFacts facts, CaseSights sights) {
    this.facts = facts;
    this.sights = sights;
  }

  /** Without what was emptied. */
  public List<CaseItem> itemsOf(UUID person) {
    return facts.itemsOf(person).stream()
        .filter(item -> !item.custodian().equals(FactRemoval.NOBODY))
        .toList();
  }

  public Resource show(CaseItem item) {
    Stored stored = sights.records().read(item.type(), item.id());
    Resource whole = (Resource) sights.shapes().join(stored.resource(), identity(item, stored));
    if (whole instanceof Provenance step && item.isStep()) {
      TaskStep.nameExchange(step);
    }
    sights.door().outwardToFile(whole);
    whole.setId(new IdType(item.type(), whole.getIdElement().getIdPart()));
    whole.setMeta(new Meta().setLastUpdated(stored.resource().getMeta().getLastUpdated()));
    return whole;
  }

  /** The custodian's, and of a Task what its owner has added. */
  private List<IdentityElement> identity(CaseItem item, Stored stored) {
    List<IdentityElement> identity =
        new ArrayList<>(sights.identityOf(item, item.custodian(), stored.revision()));
    if (item.type().equals("Task")) {
      TaskRow task = facts.task(item.id()).orElseThrow();
      if (task.ownerAdded() && !task.owner().equals(item.custodian())) {
        identity.addAll(sights.identityOf(item, task.owner(), stored.revision()));
      }
    }
    return identity;
  }
}
