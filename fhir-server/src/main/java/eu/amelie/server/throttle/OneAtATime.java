/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import com.google.common.util.concurrent.Striped;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets those who try the same submission, change the same item or want the same report counted, at
 * once wait here rather than in the database, where each would hold a connection. It spares the
 * pool; what keeps a referral from being made twice is the database's own lock.
 */
@Component
public class OneAtATime {
  private static final int STRIPES = 256;

  private final Striped<Lock> locks = Striped.lock(STRIPES);

  /**
   * @throws eu.amelie.interceptors.disclosure.ExchangeException unavailable, when the turn does not
   *     come
   */
  public <T> T run(Object key, Supplier<T> work) {
    Lock lock = locks.get(key);
    return Patience.inside(lock::tryLock, lock::unlock, work);
  }
}
