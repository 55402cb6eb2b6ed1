/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a subscriber has asked for and is given.
 *
 * @param idOnly whether a notification names the Task; otherwise it is empty
 * @param heartbeat how long nothing may be sent before a heartbeat is; empty for no heartbeat
 * @param end when the subscription ends by itself
 */
public record SubscriptionTerms(
    Topic topic,
    URI endpoint,
    boolean idOnly,
    Optional<Duration> heartbeat,
    Optional<Instant> end) {
  /** Shows no address. */
  @Override
  public String toString() {
    return "SubscriptionTerms[" + topic.id() + "]";
  }
}
