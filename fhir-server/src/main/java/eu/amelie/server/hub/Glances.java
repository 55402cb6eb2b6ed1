/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether a round has to look at cases: most often nothing has become of any since the last one,
 * and a look reads persons, which is on record as such.
 *
 * <p>Guaranteed: an offer, an answer, a withdrawal, an end and a permit that says otherwise show in
 * versions of Tasks, and abroad of Consents, so that the next round follows; reading these reads
 * nobody's identity. Not guaranteed: that a corrected Patient or ServiceRequest does; these are
 * found by the whole look that comes after a time whatever happens.
 */
final class Glances {
  private final HomeExchange home;
  private final RemoteExchange remote;
  private final Unfinished unfinished;
  private final Duration most;
  private final InstantSource clock;
  private String seen = "";
  private String last = "";
  private Instant looked = Instant.MIN;

  /**
   * @param most how long a whole look may be put off; zero for not at all
   */
  Glances(
      HomeExchange home,
      RemoteExchange remote,
      Unfinished unfinished,
      Duration most,
      InstantSource clock) {
    this.home = home;
    this.remote = remote;
    this.unfinished = unfinished;
    this.most = most;
    this.clock = clock;
  }

  /**
   * @throws UnreachableException where a side cannot be asked
   */
  boolean showNothingNew() {
    if (most.isZero()) {
      return false;
    }
    boolean recent = clock.instant().isBefore(looked.plus(most));
    if (!recent || !unfinished.isEmpty()) {
      // Whatever they show, there is something to do; what they showed last is still to compare
      // with.
      seen = last;
      return false;
    }
    seen = home.glance() + "/" + remote.glance();
    return seen.equals(last);
  }

  /** A whole look has followed, and what was to be done is done or unfinished. */
  void looked() {
    last = seen;
    looked = clock.instant();
  }
}
