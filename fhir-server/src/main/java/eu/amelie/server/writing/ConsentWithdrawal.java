/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.release.Releases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.springframework.stereotype.Component;

/** Stores a withdrawal, with all that follows from it. */
@Component
public class ConsentWithdrawal {
  private final CaseFacts facts;
  private final RecordStore records;
  private final CaseSights identity;
  private final RecordShapes shapes;
  private final Storing storing;
  private final Revocations revocations;
  private final Releases releases;

  ConsentWithdrawal(
      CaseFacts facts,
      RecordStore records,
      CaseSights identity,
      RecordShapes shapes,
      Storing storing,
      Revocations revocations,
      Releases releases) {
    this.facts = facts;
    this.records = records;
    this.identity = identity;
    this.shapes = shapes;
    this.storing = storing;
    this.revocations = revocations;
    this.releases = releases;
  }

  /**
   * Call in the transaction of whoever withdraws.
   *
   * @param organizations references; empty for everybody
   */
  public void perform(CaseItem consent, Set<String> organizations) {
    facts.lockPerson(consent.person());
    CaseItem current = facts.item(consent.id()).orElseThrow();
    Stored stored = records.read("Consent", consent.id());
    Consent whole =
        (Consent)
            shapes.join(
                stored.resource(),
                identity.identityOf(current, current.custodian(), stored.revision()));
    if (!ConsentParts.withdraw(whole, organizations)) {
      return;
    }
    Draft draft =
        new Draft(
            current.id(),
            current.type(),
            current.person(),
            current.custodian(),
            whole,
            Optional.of(current),
            Map.of());
    storing.store(current.custodian(), List.of(draft));
    facts.saveWithdrawn(
        current.id(), organizations.stream().map(r -> r.substring(r.indexOf('/') + 1)).toList());
    revocations.settle(current.person());
    releases.settle(current.person());
  }
}
