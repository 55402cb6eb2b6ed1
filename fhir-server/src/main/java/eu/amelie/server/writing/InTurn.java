/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so much work be done at once as there are processors, and the rest wait in the order in
 * which it came. Done all at once it would take as long in all, and whatever else the node has to
 * do, a withdrawal or a notification, would share the processors with each piece of it.
 *
 * <p>For work that computes and waits for nothing: a turn that waits for a lock or a connection
 * could wait for one who waits for a turn.
 */
final class InTurn {
  private static final long PATIENCE_SECONDS = 25;

  private final Semaphore turns;

  /**
   * @param atOnce how many are let through together, at least 1
   */
  InTurn(int atOnce) {
    this.turns = new Semaphore(atOnce, true);
  }

  /**
   * @throws ExchangeException unavailable, when the turn does not come
   */
  <T> T run(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw ExchangeException.of(ErrorCode.UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ExchangeException.of(ErrorCode.UNAVAILABLE);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
