/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static eu.amelie.interceptors.referral.TaskViews.CONSENT_CHANGED;

import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.pseudonym.record.RecordShapes;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.cases.Stored;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.recall.Recalls;
import eu.amelie.server.release.Releases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Consent;
import org.springframework.stereotype.Component;

/**
 * Stores a withdrawal, with all that follows from it. A custodian that has not recorded it itself
 * is told: by a Task of its own that ends with it, or else by a duty that says no more than that.
 */
@Component
public class ConsentWithdrawal {
  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final RecordStore records;
  private final CaseSights identity;
  private final RecordShapes shapes;
  private final Storing storing;
  private final Duties duties;
  private final Revocations revocations;
  private final Recalls recalls;
  private final Releases releases;

  ConsentWithdrawal(
      CaseFacts facts,
      ConsentFacts consentFacts,
      RecordStore records,
      CaseSights identity,
      RecordShapes shapes,
      Storing storing,
      Duties duties,
      Revocations revocations,
      Recalls recalls,
      Releases releases) {
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.records = records;
    this.identity = identity;
    this.shapes = shapes;
    this.storing = storing;
    this.duties = duties;
    this.revocations = revocations;
    this.recalls = recalls;
    this.releases = releases;
  }

  /**
   * Call in the transaction of whoever withdraws.
   *
   * @param by the organisation that the person has told
   * @param organizations references; empty for everybody
   */
  public void perform(String by, CaseItem consent, Set<String> organizations) {
    facts.lockPerson(consent.person());
    // Gone since it was asked for: erased meanwhile.
    CaseItem current = facts.item(consent.id()).orElseThrow(ExchangeException::notFound);
    Stored stored = records.read("Consent", consent.id());
    Consent whole =
        (Consent)
            shapes.join(
                stored.resource(),
                identity.identityOf(current, current.custodian(), stored.revision()));
    String keeper = "Organization/" + current.custodian();
    if (!ConsentParts.withdraw(whole, organizations, keeper)) {
      recalls.requireWritten(current.id(), current.custodian());
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
    consentFacts.saveWithdrawn(
        current.id(), organizations.stream().map(r -> r.substring(r.indexOf('/') + 1)).toList());
    Set<UUID> open = openTasks(current);
    revocations.settle(current.person());
    boolean told = by.equals(current.custodian()) || !openTasks(current).containsAll(open);
    if (!told && !duties.isOpen(current.person(), current.custodian(), CONSENT_CHANGED)) {
      storing.store(
          CaseItem.EXCHANGE,
          List.of(duties.seeChangedConsent(current.person(), current.custodian())));
    }
    releases.settle(current.person());
  }

  /** Those of the custodian's Tasks that somebody has still to answer or is at work on. */
  private Set<UUID> openTasks(CaseItem consent) {
    return facts.tasksOf(consent.person()).stream()
        .filter(task -> task.isReferral(consent.person()) && task.isOpen())
        .filter(task -> task.requester().equals(consent.custodian()))
        .map(TaskRow::id)
        .collect(Collectors.toSet());
  }
}
