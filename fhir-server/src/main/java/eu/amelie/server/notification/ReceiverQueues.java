/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.server.notification.ReceiverQueue.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Shares the threads of this node that call receivers among those whom they call.
 *
 * <p>Guaranteed: however slow the receivers of one organisation are, and however many it has, they
 * hold up no more than four threads; calls of all together leave threads for other work that is
 * due. Not guaranteed: that nobody waits where the receivers of nine organisations are slow at
 * once.
 */
@Component
class ReceiverQueues {
  /** Of the scheduler's forty threads, so that escalations and erasures do not wait for calls. */
  private static final int CALLS = 36;

  private static final int TO_ONE_ORGANISATION = 4;
  private static final int TO_ONE_SUBSCRIPTION = 2;
  private static final Duration LATER = Duration.ofSeconds(1);

  private final Semaphore calls = new Semaphore(CALLS);
  private final ConcurrentMap<String, Semaphore> organisations = new ConcurrentHashMap<>();
  private final ConcurrentMap<UUID, ReceiverQueue> subscriptions = new ConcurrentHashMap<>();

  /**
   * Sends a notification, or leaves it to those who are sending to this subscription.
   *
   * @return after how long to come back for this one, if at all
   */
  Optional<Duration> serve(String organisation, UUID subscription, long id, Work work) {
    return subscriptions
        .computeIfAbsent(subscription, one -> new ReceiverQueue(TO_ONE_SUBSCRIPTION))
        .serve(id, one -> ifFree(organisation, () -> work.on(one)));
  }

  /**
   * Calls the organisation, or comes back later.
   *
   * @return after how long to come back, if at all
   */
  Optional<Duration> ifFree(String organisation, Supplier<Optional<Duration>> work) {
    Semaphore own =
        organisations.computeIfAbsent(organisation, one -> new Semaphore(TO_ONE_ORGANISATION));
    if (!own.tryAcquire()) {
      return Optional.of(LATER);
    }
    try {
      if (!calls.tryAcquire()) {
        return Optional.of(LATER);
      }
      try {
        return work.get();
      } finally {
        calls.release();
      }
    } finally {
      own.release();
    }
  }
}
