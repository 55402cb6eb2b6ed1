/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import com.google.common.util.concurrent.Striped;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets those who try the same submission, or change the same item, at once wait here rather than in
 * the database, where each would hold a connection. It spares the pool; what keeps a referral from
 * being made twice is the database's own lock.
 */
@Component
class OneAtATime {
  private static final int STRIPES = 256;

  private final Striped<Lock> locks = Striped.lock(STRIPES);

  <T> T run(Object key, Supplier<T> work) {
    Lock lock = locks.get(key);
    return Patience.inside(lock::tryLock, lock::unlock, work);
  }
}
