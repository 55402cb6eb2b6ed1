/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * One referral Task of a person.
 *
 * @param owner organisation id of the service
 * @param status FHIR Task status code
 * @param ended when it reached a final status; null while open
 */
public record TaskFact(String owner, String status, Instant ended) {
  private static final Set<String> BEFORE_ACCEPTANCE = Set.of("requested", "received");
  private static final Set<String> WORKED = Set.of("accepted", "in-progress", "on-hold");

  /** Live: the service still needs to know; {@code completed} counts for a follow-up window. */
  public boolean isLive(Instant now, Duration followUp) {
    return isBeforeAcceptance() || isAcceptedAndLive(now, followUp);
  }

  boolean isBeforeAcceptance() {
    return BEFORE_ACCEPTANCE.contains(status);
  }

  boolean isAcceptedAndLive(Instant now, Duration followUp) {
    boolean followed =
        status.equals("completed") && ended != null && !now.isAfter(ended.plus(followUp));
    return WORKED.contains(status) || followed;
  }
}
