/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How long a request waits to be let in to work that is bounded, and what it is told if not. */
final class Patience {
  private static final long SECONDS = 25;

  private Patience() {}

  /** As a lock or a semaphore lets one in. */
  interface Entrance {
    boolean tryFor(long time, TimeUnit unit) throws InterruptedException;
  }

  /**
   * @param leave called once the work is through, if it was begun
   * @throws ExchangeException unavailable, when it is not let in
   */
  static <T> T inside(Entrance entrance, Runnable leave, Supplier<T> work) {
    try {
      if (!entrance.tryFor(SECONDS, TimeUnit.SECONDS)) {
        throw ExchangeException.of(ErrorCode.UNAVAILABLE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ExchangeException.of(ErrorCode.UNAVAILABLE);
    }
    try {
      return work.get();
    } finally {
      leave.run();
    }
  }
}
