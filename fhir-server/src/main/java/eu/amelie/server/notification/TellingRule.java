/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.referral.TaskViews;
import eu.amelie.server.cases.CaseSight;
import eu.amelie.server.cases.CaseSights;
import eu.amelie.server.cases.CaseView;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.TaskRow;
import eu.amelie.server.notification.Outbox.Letter;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Decides what of a change is told now. Guaranteed: a Task is named only to who sees it at this
 * moment, by the decision that every other path asks; once consent for it was withdrawn it is named
 * to nobody but who requested it. Call in a transaction.
 */
@Component
class TellingRule {
  private final CaseSights sights;
  private final CaseFacts facts;
  private final Outbox outbox;

  TellingRule(CaseSights sights, CaseFacts facts, Outbox outbox) {
    this.sights = sights;
    this.facts = facts;
    this.outbox = outbox;
  }

  Telling decide(SubscriptionRow subscriber, Letter letter) {
    Optional<CaseView> view = named(subscriber, sights.of(subscriber.caller()), letter.task());
    if (view.isPresent()) {
      return new Telling.Named(view.get());
    }
    boolean retracts = outbox.wasNamed(letter) && !outbox.isFollowed(letter);
    return retracts ? new Telling.NoLongerAvailable() : new Telling.Nothing();
  }

  /** The Task as the subscriber sees it, where it may still be named to it. */
  Optional<CaseView> named(SubscriptionRow subscriber, CaseSight sight, UUID task) {
    boolean revoked =
        facts
            .task(task)
            .filter(row -> !row.requester().equals(subscriber.organisation()))
            .map(TaskRow::businessStatus)
            .filter(TaskViews.CONSENT_REVOKED::equals)
            .isPresent();
    return revoked ? Optional.empty() : sight.view("Task", task);
  }
}
