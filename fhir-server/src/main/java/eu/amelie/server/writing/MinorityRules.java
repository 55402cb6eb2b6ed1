/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.Capture;
import eu.amelie.interceptors.consent.ConsentParts;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.minority.CaptureRules;
import eu.amelie.interceptors.minority.ServedAges;
import eu.amelie.interceptors.minority.Standing;
import eu.amelie.server.cases.Decisions;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.ConsentFacts;
import eu.amelie.server.facts.ConsentRow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Who may consent for whom, and who may be asked to help whom, on every path by which a Consent or
 * a Task is written. The profile of a referral says part of it before; a Consent that ends is never
 * held up.
 */
@Component
class MinorityRules {
  private final Ages ages;
  private final Decisions decisions;
  private final CaseFacts facts;
  private final ConsentFacts consentFacts;
  private final Directory directory;
  private final FhirContext context;

  MinorityRules(
      Ages ages,
      Decisions decisions,
      CaseFacts facts,
      ConsentFacts consentFacts,
      Directory directory,
      FhirContext context) {
    this.ages = ages;
    this.decisions = decisions;
    this.facts = facts;
    this.consentFacts = consentFacts;
    this.directory = directory;
    this.context = context;
  }

  /**
   * Call under the locks of all persons concerned, once everything is stored.
   *
   * @throws ExchangeException profile-violation or consent-insufficient
   */
  void require(List<Wanted> wanted, List<Draft> drafts) {
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      if (draft.resource() instanceof Consent consent
          && consent.getStatus() == ConsentState.ACTIVE) {
        requireCapture(wanted.get(i), draft, consent);
      } else if (draft.resource() instanceof Task task && draft.before().isEmpty()) {
        requireTarget(wanted.get(i), draft, task);
      }
    }
  }

  private void requireCapture(Wanted wanted, Draft draft, Consent consent) {
    CaptureRules.refusal(ages.today(draft.person()), Capture.of(consent), nobodies(draft))
        .ifPresent(
            why -> {
              throw ExchangeException.at(
                  ErrorCode.PROFILE_VIOLATION, wanted.at("Consent.extension"), why);
            });
  }

  private void requireTarget(Wanted wanted, Draft draft, Task task) {
    if (ages.today(draft.person()) != Standing.MINOR) {
      return;
    }
    String owner = new IdType(task.getOwner().getReference()).getIdPart();
    if (!ServedAges.mayReceiveMinors(directory.servedAges(owner))) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          wanted.at("Task.owner"),
          "No open service of this organisation says that it is for minors, and the person is or"
              + " may be under 18.");
    }
    if (!owner.equals(draft.custodian()) && !hasFittingConsent(draft, owner)) {
      throw ExchangeException.at(
          ErrorCode.CONSENT_INSUFFICIENT,
          wanted.at("Task.owner"),
          "No Consent of a guardian or in the best interest names the addressed organisation.");
    }
  }

  /** What the person permitted when she counted as of age is no ground to ask somebody new. */
  private boolean hasFittingConsent(Draft task, String owner) {
    Instant now = facts.now();
    Set<String> nobodies = nobodies(task);
    return consentFacts.of(task.person()).stream().anyMatch(row -> fits(row, owner, nobodies, now));
  }

  private boolean fits(ConsentRow row, String owner, Set<String> nobodies, Instant now) {
    Consent consent = context.newJsonParser().parseResource(Consent.class, row.body());
    return ConsentParts.isInForce(consent, now)
        && ConsentParts.organisations(consent).contains(owner)
        && CaptureRules.refusal(Standing.MINOR, Capture.of(consent), nobodies).isEmpty();
  }

  /** By all Consents that the exchange knows, also those that the writer does not. */
  private Set<String> nobodies(Draft draft) {
    return decisions.factsOf(draft.person()).nobodies();
  }
}
