/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Notices.Event;
import eu.amelie.interceptors.notification.Notices.Kind;
import eu.amelie.interceptors.notification.Subscriptions;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.notification.Outbox.Letter;
import eu.amelie.server.writing.DueCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One attempt to tell one change: decided, on record, sent.
 *
 * <p>Guaranteed: what is told is decided in this attempt, and is on the audit trail before it
 * leaves; nothing leaves for an address at which no handshake was taken. What names a Task is
 * decided about once more when there is a connection, and until its bytes are with the network no
 * write about the person commits on any node: nothing begins to leave after a withdrawal was
 * acknowledged. Not guaranteed: that what left before has arrived before.
 */
@Component
class Delivery {

  /** How an attempt has ended. */
  enum Result {
    SETTLED,
    FAILED,
    /** Nothing was sent: it was no longer true when it was about to leave. */
    CHANGED,
    /** Nothing was sent: the receiver has not taken a handshake. */
    NOT_YET
  }

  /** What is to be sent, once that is decided. */
  private record Ready(SubscriptionRow subscriber, Event event, Optional<String> seen) {}

  private final SubscriptionStore subscriptions;
  private final Outbox outbox;
  private final TellingRule rule;
  private final CaseFacts facts;
  private final DueCases due;
  private final NoticeSender sender;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Delivery(
      SubscriptionStore subscriptions,
      Outbox outbox,
      TellingRule rule,
      CaseFacts facts,
      DueCases due,
      NoticeSender sender,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    this.subscriptions = subscriptions;
    this.outbox = outbox;
    this.rule = rule;
    this.facts = facts;
    this.due = due;
    this.sender = sender;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  Result attempt(Letter letter) {
    Optional<SubscriptionRow> subscriber = subscriptions.find(letter.subscription());
    if (subscriber.isEmpty() || isOver(subscriber.get())) {
      outbox.settle(letter.id(), "dropped");
      return Result.SETTLED;
    }
    if (!subscriber.get().handshaken()) {
      return Result.NOT_YET;
    }
    due.bringUpToDate();
    Telling telling = transaction.execute(status -> decided(subscriber.get(), letter));
    if (telling instanceof Telling.Nothing) {
      outbox.settle(letter.id(), "dropped");
      return Result.SETTLED;
    }
    Ready ready = transaction.execute(status -> counted(subscriber.get(), letter, telling));
    Result result = sent(ready, letter);
    if (result == Result.SETTLED) {
      outbox.settle(letter.id(), "delivered");
    }
    return result;
  }

  private boolean isOver(SubscriptionRow subscriber) {
    return subscriber.status().equals("off")
        || Subscriptions.hasEnded(subscriber.terms().end(), facts.now());
  }

  /** All that is looked at is of one moment. */
  private Telling decided(SubscriptionRow subscriber, Letter letter) {
    jdbc.sql("set transaction isolation level repeatable read").update();
    return rule.decide(subscriber, letter);
  }

  private Ready counted(SubscriptionRow subscriber, Letter letter, Telling telling) {
    long number = letter.number().orElseGet(() -> subscriptions.nextNumber(subscriber.id()));
    boolean names = subscriber.terms().idOnly() && telling instanceof Telling.Named;
    outbox.attempt(letter.id(), number, telling instanceof Telling.Named);
    Optional<String> focus =
        names
            ? Optional.of(
                "Task/" + ((Telling.Named) telling).task().resource().getIdElement().getIdPart())
            : Optional.empty();
    Optional<String> seen =
        telling instanceof Telling.Named named
            ? Optional.of(named.task().seen())
            : Optional.empty();
    return new Ready(subscriber, new Event(number, focus), seen);
  }

  private Result sent(Ready ready, Letter letter) {
    LastWord lastWord = new LastWord(ready.subscriber(), letter);
    boolean taken =
        sender.send(
            ready.subscriber(),
            Kind.EVENT,
            List.of(ready.event()),
            Math.max(ready.event().number(), ready.subscriber().events()),
            ready.seen().map(List::of).orElse(List.of()),
            ready.event().focus().isPresent() ? lastWord : Gate.OPEN);
    if (lastWord.heldBack) {
      return Result.CHANGED;
    }
    sender.note(ready.subscriber(), Kind.EVENT, taken);
    return taken ? Result.SETTLED : Result.FAILED;
  }

  /** Lets a Task be named while that is still decided so, and nobody can change it. */
  private final class LastWord implements Gate {
    private final SubscriptionRow subscriber;
    private final Letter letter;
    private boolean heldBack;

    LastWord(SubscriptionRow subscriber, Letter letter) {
      this.subscriber = subscriber;
      this.letter = letter;
    }

    @Override
    public void pass(Bytes message) throws IOException {
      try {
        transaction.executeWithoutResult(status -> write(message));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      if (heldBack) {
        throw new IOException("What was to be told is no longer so.");
      }
    }

    private void write(Bytes message) {
      facts.holdPerson(letter.person());
      heldBack = !(rule.decide(subscriber, letter) instanceof Telling.Named);
      if (!heldBack) {
        try {
          message.write();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
