/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Tells the operator that a side cannot be reached, or does not do what it is asked: lines that
 * begin with {@value #MARK}, and counters. A line holds the configured name of the peer and words
 * of our own, nothing of a case.
 */
final class HubAlarm {
  /** To look for in the log. */
  static final String MARK = "ALARM handover-abroad";

  /** Counts rounds that found a side unreachable. */
  static final String UNREACHABLE = "hub.unreachable";

  /** Counts steps that a side has refused. */
  static final String REFUSED = "hub.refused";

  private static final Logger log = LoggerFactory.getLogger(HubAlarm.class);
  private static final Marker MARKER = MarkerFactory.getMarker("handover-abroad");

  private final String peer;
  private final Counter unreachable;
  private final Counter refused;

  HubAlarm(String peer, MeterRegistry meters) {
    this.peer = peer;
    this.unreachable =
        Counter.builder(UNREACHABLE)
            .description("Rounds of handovers abroad that could not reach a side")
            .tag("peer", peer)
            .register(meters);
    this.refused =
        Counter.builder(REFUSED)
            .description("Steps of handovers abroad that a side has refused")
            .tag("peer", peer)
            .register(meters);
  }

  void unreachable(UnreachableException why, boolean forLong) {
    unreachable.increment();
    if (forLong) {
      log.error(MARKER, "{}: {}: {}", MARK, peer, why.getMessage());
    } else {
      log.warn("A round of handovers to {} was not finished: {}", peer, why.getMessage());
    }
  }

  /**
   * @param forLong whether it is not done for long
   */
  void refused(NextStep step, StepRefusedException why, boolean forLong) {
    refused.increment();
    if (forLong) {
      log.error(MARKER, "{}: {}: {} is {}", MARK, peer, step.label(), why.getMessage());
    } else {
      log.warn("The step {} of a handover to {} was {}", step.label(), peer, why.getMessage());
    }
  }
}
