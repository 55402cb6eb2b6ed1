/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.interceptors.notification.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The rounds with one peer: one at a time in this node, and after a round that could not reach a
 * side none before a wait that grows. That is forgotten with the node, and only ever too early.
 */
final class PeerRounds {
  private final HubRound round;
  private final Glances glances;
  private final HubAlarm alarm;
  private final Backoff backoff;
  private final Duration alarmAfter;
  private final InstantSource clock;
  private int failures;
  private Instant firstFailure = Instant.MAX;
  private Instant notBefore = Instant.MIN;

  PeerRounds(
      HubRound round,
      Glances glances,
      HubAlarm alarm,
      Backoff backoff,
      Duration alarmAfter,
      InstantSource clock) {
    this.round = round;
    this.glances = glances;
    this.alarm = alarm;
    this.backoff = backoff;
    this.alarmAfter = alarmAfter;
    this.clock = clock;
  }

  synchronized void runIfDue() {
    if (!clock.instant().isBefore(notBefore)) {
      run();
    }
  }

  private void run() {
    try {
      if (!glances.showNothingNew()) {
        round.run();
        glances.looked();
      }
      failures = 0;
      firstFailure = Instant.MAX;
    } catch (UnreachableException e) {
      failed(e);
    } catch (RuntimeException e) {
      // One peer's answers, however odd, hold up no other peer.
      failed(new UnreachableException("a fault (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private void failed(UnreachableException why) {
    Instant now = clock.instant();
    failures++;
    firstFailure = firstFailure.isAfter(now) ? now : firstFailure;
    notBefore = now.plus(backoff.after(failures));
    alarm.unreachable(why, !now.isBefore(firstFailure.plus(alarmAfter)));
  }
}
