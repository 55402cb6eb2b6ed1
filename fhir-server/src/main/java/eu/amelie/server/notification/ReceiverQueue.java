/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * What is sent to one receiver by this node: a few at once, so that a slow one holds up no more
 * than these of the node's threads. What comes meanwhile is done by the first of them that is free.
 *
 * <p>It only hastens. Whatever is put off here stays due in the database and comes again, should
 * this node die or a queue be full.
 */
final class ReceiverQueue {
  private static final int ROOM = 100;

  /** After how long what was put off comes again, most often to find that it is done. */
  private static final Duration LATER = Duration.ofSeconds(2);

  /** What is done about a notification: says after how long to come back, if at all. */
  interface Work {
    Optional<Duration> on(long id);
  }

  private final Semaphore free;
  private final BlockingQueue<Long> waiting = new ArrayBlockingQueue<>(ROOM);

  ReceiverQueue(int atOnce) {
    this.free = new Semaphore(atOnce);
  }

  /**
   * Does it now or leaves it to those at work, and does what others have left meanwhile.
   *
   * @return after how long to come back for this one
   */
  Optional<Duration> serve(long id, Work work) {
    if (!free.tryAcquire()) {
      waiting.offer(id);
      if (!free.tryAcquire()) {
        return Optional.of(LATER);
      }
    }
    Optional<Duration> comeBack;
    try {
      comeBack = work.on(id);
      workOff(work);
    } finally {
      free.release();
    }
    while (!waiting.isEmpty() && free.tryAcquire()) {
      try {
        workOff(work);
      } finally {
        free.release();
      }
    }
    return comeBack;
  }

  private void workOff(Work work) {
    for (Long next = waiting.poll(); next != null; next = waiting.poll()) {
      work.on(next);
    }
  }
}
