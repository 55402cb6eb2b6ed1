/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Backoff;
import eu.amelie.interceptors.notification.Notices.Kind;
import eu.amelie.interceptors.notification.Subscriptions;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.scheduling.DueWork;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Handshakes and heartbeats. A subscription becomes active when its receiver has taken a handshake,
 * and is in error while it does not, which it is asked again and again with growing waits; a
 * heartbeat tells a receiver to which nothing was sent for long that nothing was lost.
 */
@Component
class SubscriberNotices {
  /** The name under which one of them is due. */
  static final String TASK = "subscription-notice";

  private final SubscriptionStore subscriptions;
  private final Outbox outbox;
  private final NoticeSender sender;
  private final CaseFacts facts;
  private final DueWork work;
  private final ReceiverQueues receivers;
  private final Backoff backoff;

  SubscriberNotices(
      SubscriptionStore subscriptions,
      Outbox outbox,
      NoticeSender sender,
      CaseFacts facts,
      DueWork work,
      ReceiverQueues receivers,
      NotificationSettings settings) {
    this.subscriptions = subscriptions;
    this.outbox = outbox;
    this.sender = sender;
    this.facts = facts;
    this.work = work;
    this.receivers = receivers;
    this.backoff = new Backoff(settings.firstWait(), settings.longestWait());
  }

  /** After how long to come back; empty when nothing is left to do. */
  Optional<Duration> work(UUID id) {
    Optional<SubscriptionRow> found = subscriptions.find(id);
    if (found.isEmpty()
        || found.get().status().equals("off")
        || Subscriptions.hasEnded(found.get().terms().end(), facts.now())) {
      return Optional.empty();
    }
    SubscriptionRow subscriber = found.get();
    return receivers.ifFree(subscriber.organisation(), () -> sent(subscriber));
  }

  private Optional<Duration> sent(SubscriptionRow subscriber) {
    UUID id = subscriber.id();
    boolean handshake = !subscriber.handshaken();
    boolean taken = sender.notice(subscriber, handshake ? Kind.HANDSHAKE : Kind.HEARTBEAT);
    if (handshake && taken) {
      work.hasten(Deliveries.TASK, outbox.wake(id));
    }
    // It may have been changed meanwhile: then the handshake of what it is now is due.
    return subscriptions
        .find(id)
        .filter(now -> !now.handshaken() && !now.status().equals("off"))
        .map(now -> now.failures() == 0 ? Duration.ZERO : backoff.after(now.failures()));
  }

  /**
   * Has a heartbeat sent to whoever has waited for one, and a handshake to whoever is asked for
   * none any more: its address may have been changed while its last one was under way.
   */
  void beat() {
    work.hand(TASK, subscriptions.claimSilent());
    work.hand(TASK, subscriptions.unasked(TASK));
  }
}
