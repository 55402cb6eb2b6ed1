/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Backoff;
import eu.amelie.server.notification.Delivery.Result;
import eu.amelie.server.notification.Outbox.Letter;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works off the outbox.
 *
 * <p>Guaranteed: what is pending is sent until the receiver has taken it, nobody may be told it any
 * longer, or it was tried for long enough and is left to the operator; of one Task and subscriber
 * in the order of the changes. Not guaranteed: that it is sent once only, and an order between
 * Tasks.
 *
 * <p>Each notification has an execution of its own. One that finds an earlier one of its chain
 * pending leaves the rest to that one's execution, which goes on until the chain is empty.
 */
@Component
class Deliveries {
  /** The name under which a delivery is due. */
  static final String TASK = "notification";

  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration SHORTLY = Duration.ofMillis(500);

  private final Outbox outbox;
  private final Delivery delivery;
  private final NotificationSettings settings;
  private final Backoff backoff;
  private final ReceiverQueues receivers;

  Deliveries(
      Outbox outbox, Delivery delivery, NotificationSettings settings, ReceiverQueues receivers) {
    this.outbox = outbox;
    this.delivery = delivery;
    this.settings = settings;
    this.receivers = receivers;
    this.backoff = new Backoff(settings.firstWait(), settings.longestWait());
  }

  /** After how long to come back; empty when nothing is left to do. */
  Optional<Duration> work(long id) {
    return outbox
        .receiverOf(id)
        .flatMap(
            receiver ->
                receivers.serve(receiver.organisation(), receiver.subscription(), id, this::chain));
  }

  private Optional<Duration> chain(long id) {
    boolean own = outbox.isPending(id);
    while (true) {
      Optional<Letter> head = outbox.head(id, settings.keepTrying());
      if (head.isEmpty() || (own && head.get().id() != id)) {
        return Optional.empty();
      }
      own = false;
      Optional<Duration> wait = next(head.get());
      if (wait.isPresent()) {
        return wait;
      }
    }
  }

  private Optional<Duration> next(Letter letter) {
    if (letter.busyFor().isPresent()) {
      return letter.busyFor();
    }
    return outbox.claim(letter.id(), LEASE) ? sent(letter) : Optional.of(SHORTLY);
  }

  private Optional<Duration> sent(Letter letter) {
    return switch (attempted(letter)) {
      case SETTLED -> Optional.empty();
      case NOT_YET -> asLongAsItTakes(letter, handshakeWait(letter));
      case CHANGED -> waiting(letter, letter.attempts() + 1, Duration.ZERO);
      case FAILED -> waiting(letter, letter.attempts() + 1, backoff.after(letter.attempts() + 1));
    };
  }

  /** What cannot be decided about is tried again like what is not taken, and not for ever. */
  private Result attempted(Letter letter) {
    try {
      return delivery.attempt(letter);
    } catch (RuntimeException e) {
      log.warn("A notification could not be made: {}.", e.getClass().getSimpleName());
      return Result.FAILED;
    }
  }

  /** The time in which it is tried begins when there is somebody to send it to. */
  private Optional<Duration> asLongAsItTakes(Letter letter, Duration wait) {
    outbox.putOff(letter.id(), wait);
    return Optional.of(wait);
  }

  /** As often as the handshake is tried. */
  private Duration handshakeWait(Letter letter) {
    int failures = outbox.failuresBefore(letter);
    return failures == 0 ? SHORTLY : backoff.after(failures);
  }

  private Optional<Duration> waiting(Letter letter, int attempts, Duration wait) {
    if (letter.expired()) {
      log.warn("A notification was given up after {} attempts.", attempts);
      outbox.settle(letter.id(), "dead");
      return Optional.empty();
    }
    outbox.postpone(letter.id(), wait);
    return Optional.of(wait);
  }
}
