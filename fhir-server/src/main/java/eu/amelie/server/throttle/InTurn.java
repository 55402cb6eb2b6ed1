/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets so much work be done at once as keeps the node busy, and the rest wait. Done all at once it
 * would take as long in all, and whatever else the node has to do, a withdrawal or a notification,
 * would share the processors with each piece of it.
 *
 * <p>Guaranteed: a turn that is free goes round among those for whom work waits, so that much work
 * of one holds up another's by a piece and not by all of it; the work of one is begun in the order
 * in which it came. Not guaranteed: how long a piece takes. A turn that waits for a lock or a
 * connection must not be what the holder of that waits for.
 */
public final class InTurn {
  private final ReentrantLock lock = new ReentrantLock();

  /** By whose work it is; the first of them is the next to have a turn. */
  private final Map<String, Queue<CountDownLatch>> waiting = new LinkedHashMap<>();

  private int free;

  /**
   * @param atOnce how many are let through together, at least 1
   */
  public InTurn(int atOnce) {
    this.free = atOnce;
  }

  /**
   * @param whose work it is
   * @throws eu.amelie.interceptors.disclosure.ExchangeException unavailable, when the turn does not
   *     come
   */
  public <T> T run(String whose, Supplier<T> work) {
    return Patience.inside((time, unit) -> comes(whose, time, unit), this::pass, work);
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting.values().stream().mapToInt(Queue::size).sum();
    } finally {
      lock.unlock();
    }
  }

  private boolean comes(String whose, long time, TimeUnit unit) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    CountDownLatch turn = new CountDownLatch(1);
    lock.lock();
    try {
      if (free > 0) {
        free--;
        return true;
      }
      waiting.computeIfAbsent(whose, one -> new ArrayDeque<>()).add(turn);
    } finally {
      lock.unlock();
    }
    try {
      return turn.await(time, unit) || !givesUp(whose, turn);
    } catch (InterruptedException e) {
      if (!givesUp(whose, turn)) {
        pass();
      }
      throw e;
    }
  }

  /** False where the turn has come meanwhile. */
  private boolean givesUp(String whose, CountDownLatch turn) {
    lock.lock();
    try {
      Queue<CountDownLatch> own = waiting.get(whose);
      boolean waited = own != null && own.remove(turn);
      if (waited && own.isEmpty()) {
        waiting.remove(whose);
      }
      return waited;
    } finally {
      lock.unlock();
    }
  }

  /** To the next, who then stands behind all others. */
  private void pass() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        free++;
        return;
      }
      String next = waiting.keySet().iterator().next();
      Queue<CountDownLatch> theirs = waiting.remove(next);
      CountDownLatch turn = theirs.remove();
      if (!theirs.isEmpty()) {
        waiting.put(next, theirs);
      }
      turn.countDown();
    } finally {
      lock.unlock();
    }
  }
}
