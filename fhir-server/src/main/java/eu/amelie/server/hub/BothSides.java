/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import eu.amelie.server.hub.HomeState.Cause;
import eu.amelie.server.hub.HomeState.Over;
import java.util.Optional;

/**
 * One handover as the lists of both sides show it.
 *
 * @param offer empty where nothing at home belongs to the copy
 * @param copy empty where nothing stands in the other exchange
 */
record BothSides(String key, Optional<Offer> offer, Optional<Copy> copy) {
  HomeState home() {
    return offer.map(Offer::state).orElse(new Over(Cause.UNKNOWN, ""));
  }

  CopyState there() {
    if (copy.isEmpty()) {
      return CopyState.NONE;
    }
    if (!copy.get().isPermitted()) {
      return CopyState.WITHDRAWN;
    }
    boolean current =
        offer.filter(one -> copy.get().shown().equals(Optional.of(one.shown()))).isPresent();
    return current ? CopyState.CURRENT : CopyState.OUTDATED;
  }

  /** Whether something is to be taken from somebody: that comes before all that helps. */
  boolean isTakenBack() {
    return home() instanceof Over || there() == CopyState.WITHDRAWN;
  }
}
