/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.consent.CompiledConsent;
import eu.amelie.interceptors.minority.CaptureRules;
import eu.amelie.interceptors.minority.Standing;
import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.Decisions;
import eu.amelie.server.cases.PersonFacts;
import eu.amelie.server.facts.AgeFacts;
import eu.amelie.server.facts.CaseItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What follows when a person comes of age, or is found to be younger or older than was thought:
 * what others consented to for a minor ends, and who keeps a Consent that does not fit any longer
 * is asked for a new one. What a person permitted while she counted as of age goes on until it is
 * replaced, so that a correction does not cut her off; but nobody new is asked to help by it.
 */
@Component
class Majority {
  private final Ages ages;
  private final AgeFacts rows;
  private final Decisions decisions;
  private final Duties duties;
  private final Storing storing;

  Majority(Ages ages, AgeFacts rows, Decisions decisions, Duties duties, Storing storing) {
    this.ages = ages;
    this.rows = rows;
    this.decisions = decisions;
    this.duties = duties;
    this.storing = storing;
  }

  /**
   * Call under the person's lock, once her Patient and Consents are stored as they now are.
   *
   * @return whether she counts otherwise than before
   */
  boolean settle(UUID person) {
    Standing standing = ages.today(person);
    Optional<Standing> before = rows.find(person).map(AgeFacts.Row::settled);
    if (before.isEmpty() || before.get() == standing) {
      return false;
    }
    List<Draft> asked = new ArrayList<>();
    PersonFacts facts = decisions.factsOf(person);
    facts
        .consents()
        .forEach(
            (custodian, consents) -> {
              if (needsAnew(consents, standing, facts.nobodies())
                  && !duties.isOpen(person, custodian, TaskViews.RENEW_CONSENT)) {
                asked.add(duties.renewConsent(person, custodian));
              }
            });
    if (!asked.isEmpty()) {
      storing.store(CaseItem.EXCHANGE, asked);
    }
    rows.saveSettled(person, standing);
    return true;
  }

  private static boolean needsAnew(
      List<CompiledConsent> consents, Standing standing, Set<String> nobodies) {
    return consents.stream()
        .filter(CompiledConsent::isActive)
        .anyMatch(
            consent -> CaptureRules.refusal(standing, consent.capture(), nobodies).isPresent());
  }
}
