/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.release.Releases;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What the passing of time alone changes of one person: who has come of age counts as an adult,
 * open Tasks whose Consent has run out are cancelled, release tags follow.
 *
 * <p>Guaranteed: all of it by one moment or a later one, and only what was due by that moment is
 * due no longer.
 */
@Component
class InTime {
  private final CaseFacts facts;
  private final Majority majority;
  private final Revocations revocations;
  private final Releases releases;

  InTime(CaseFacts facts, Majority majority, Revocations revocations, Releases releases) {
    this.facts = facts;
    this.majority = majority;
    this.revocations = revocations;
    this.releases = releases;
  }

  /** Call in a transaction, under the person's lock. */
  void settle(UUID person) {
    Instant begun = facts.now();
    majority.settle(person);
    revocations.expire(person);
    releases.settleInTime(person, begun);
  }

  /** The same where somebody else has not done it meanwhile. */
  void settleIfDue(UUID person) {
    if (releases.isDue(person)) {
      settle(person);
    }
  }
}
