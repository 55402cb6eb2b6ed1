/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * An emergency access that was asked for with a reason and is on record.
 *
 * <p>Guaranteed: it reaches one person, for one organisation, reading, for emergency purposes, no
 * longer than {@link #LONGEST}. Not guaranteed: that the emergency was one; the auditor asks that.
 *
 * @param organisation id of the Organization it was given to
 * @param patient {@code Patient/id}
 * @param until the first instant at which it is over
 */
public record BreakGlassGrant(String organisation, String patient, Instant from, Instant until) {
  public static final Duration LONGEST = Duration.ofMinutes(30);

  private static final Set<Code> EMERGENCY =
      Set.of(new Code(Vocabulary.ACT_REASON, "BTG"), new Code(Vocabulary.ACT_REASON, "ETREAT"));

  public BreakGlassGrant {
    if (organisation.isEmpty() || patient.isEmpty() || from.plus(LONGEST).isBefore(until)) {
      throw new IllegalArgumentException("Somebody, about somebody, for 30 minutes at most.");
    }
  }

  boolean covers(CaseRequest asked) {
    return organisation.equals(asked.organisation())
        && patient.equals(asked.item().patient())
        && !asked.now().isBefore(from)
        && asked.now().isBefore(until)
        && EMERGENCY.containsAll(asked.request().purposes())
        && asked.request().action().equals(DecisionRequest.ACCESS);
  }
}
