/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.referral.CountryRules;
import eu.amelie.interceptors.referral.RecoveryPeriod;
import eu.amelie.interceptors.referral.TaskEffect;
import eu.amelie.interceptors.referral.TaskTransitions;
import eu.amelie.server.directory.Directory;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.Handovers;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.handover.Countries;
import java.util.Optional;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Says in a Task until when its person may recover and reflect: from the day on which another
 * country takes over, by its rules, and wherever an owner has noted since when, by those of its own
 * country. What it says is the owner's, as if it had written it.
 */
@Component
class RecoveryDates {
  private final CaseFacts facts;
  private final Handovers handovers;
  private final Countries countries;
  private final Directory directory;

  RecoveryDates(CaseFacts facts, Handovers handovers, Countries countries, Directory directory) {
    this.facts = facts;
    this.handovers = handovers;
    this.countries = countries;
    this.directory = directory;
  }

  /**
   * Changes the Task in place.
   *
   * @param before as it is stored
   * @param changed what its owner makes of it
   */
  void say(TaskRow before, Task changed) {
    boolean takenOver =
        !changed.getStatus().toCode().equals(before.status())
            && TaskTransitions.comesWith(changed.getStatus(), TaskEffect.HAND_OVER);
    Optional<Handovers.Row> offer =
        takenOver ? handovers.find(before.id()).filter(row -> !row.concluded()) : Optional.empty();
    if (offer.isPresent()) {
      RecoveryPeriod.begin(changed, rules(offer.get()), facts.today());
    } else if (RecoveryPeriod.isOpen(changed)) {
      directory
          .countryOf(before.owner())
          .flatMap(countries::rulesOf)
          .ifPresent(rules -> RecoveryPeriod.complete(changed, rules));
    }
  }

  /** As they stand today; where the country has lost its own, as they stood at the offer. */
  CountryRules rules(Handovers.Row handover) {
    return countries
        .rulesOf(handover.country())
        .orElseGet(
            () -> new CountryRules(handover.country(), handover.recoveryDays(), "at the offer"));
  }
}
