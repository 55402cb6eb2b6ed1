/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.List;

/**
 * A service that can meet a need.
 *
 * @param score from 0 to 100; only its order means anything
 * @param reasons the codes on which the match rests
 * @param against what to settle before: codes of {@code sc-status-reason}
 */
public record Match(Offer offer, int score, List<Coded> reasons, List<Coded> against) {
  public Match {
    reasons = List.copyOf(reasons);
    against = List.copyOf(against);
  }

  /** A code with its system. */
  public record Coded(String system, String code) {}
}
