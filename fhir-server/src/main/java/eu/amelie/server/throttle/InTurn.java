/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets so much work be done at once as there are processors, and the rest wait in the order in
 * which it came. Done all at once it would take as long in all, and whatever else the node has to
 * do, a withdrawal or a notification, would share the processors with each piece of it.
 *
 * <p>For work that computes and waits for nothing: a turn that waits for a lock or a connection
 * could wait for one who waits for a turn.
 */
public final class InTurn {
  private final Semaphore turns;

  /**
   * @param atOnce how many are let through together, at least 1
   */
  public InTurn(int atOnce) {
    this.turns = new Semaphore(atOnce, true);
  }

  /**
   * @throws eu.amelie.interceptors.disclosure.ExchangeException unavailable, when the turn does not
   *     come
   */
  public <T> T run(Supplier<T> work) {
    return Patience.inside(turns::tryAcquire, turns::release, work);
  }
}
