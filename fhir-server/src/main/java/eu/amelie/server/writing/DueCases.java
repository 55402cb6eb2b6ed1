/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.OutageAlarm;
import eu.amelie.server.release.Releases;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the passing of time alone changes, done before the next call that could notice: who has come
 * of age counts as an adult, open Tasks whose Consent has run out are cancelled, and release tags
 * follow. By the clock of the database.
 *
 * <p>Guaranteed: a person of whom it cannot be done holds up nobody else; there is an alarm, and it
 * is tried again later. Of many who come at once one does it, and the others find it done.
 */
@Component
public class DueCases {
  private static final Duration PUT_OFF = Duration.ofMinutes(1);

  private final CaseFacts facts;
  private final InTime inTime;
  private final Revocations revocations;
  private final Releases releases;
  private final OutageAlarm alarm;
  private final Cache<UUID, Boolean> putOff =
      Caffeine.newBuilder().expireAfterWrite(PUT_OFF).build();
  private final TransactionTemplate transaction;

  DueCases(
      CaseFacts facts,
      InTime inTime,
      Revocations revocations,
      Releases releases,
      OutageAlarm alarm,
      PlatformTransactionManager transactions) {
    this.facts = facts;
    this.inTime = inTime;
    this.revocations = revocations;
    this.releases = releases;
    this.alarm = alarm;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Call outside a transaction. Most often there is nothing to do. */
  public void bringUpToDate() {
    List<UUID> due = releases.duePersons(putOff.asMap().keySet());
    while (!due.isEmpty()) {
      due.forEach(this::settleOrPutOff);
      due = releases.duePersons(putOff.asMap().keySet());
    }
  }

  /**
   * The same for one person alone: for a call that is about nobody else and has no time to lose.
   *
   * @param person who need not be there
   */
  public void bringUpToDate(UUID person) {
    if (releases.isDue(person) && !putOff.asMap().containsKey(person)) {
      settleOrPutOff(person);
    }
  }

  /** The same for everybody, and there are tags for a caller with purposes not met before. */
  public void bringUpToDate(Caller caller) {
    bringUpToDate();
    meet(caller);
  }

  private void meet(Caller caller) {
    if (releases.isMet(caller)) {
      return;
    }
    transaction.executeWithoutResult(status -> releases.announce(caller));
    for (UUID person : releases.personsWith(caller)) {
      meet(person);
    }
    transaction.executeWithoutResult(status -> releases.met(caller));
  }

  /** Of whom it cannot be done she stays hidden from it until she is settled, and is due. */
  private void meet(UUID person) {
    try {
      underLock(person, releases::settle);
    } catch (RuntimeException failure) {
      alarm.raise(failure);
      putOff.put(person, true);
      underLock(person, releases::makeDue);
    }
  }

  /** Everything, whether due or not. */
  public void bringAllUpToDate() {
    facts.persons().forEach(person -> underLock(person, inTime::settle));
  }

  private void settleOrPutOff(UUID person) {
    try {
      underLock(person, inTime::settleIfDue);
    } catch (RuntimeException failure) {
      alarm.raise(failure);
      putOff.put(person, true);
      narrow(person);
    }
  }

  /** What is released needs no identity: at least that is as time has made it. She stays due. */
  private void narrow(UUID person) {
    try {
      underLock(person, releases::settle);
    } catch (RuntimeException failure) {
      // Each row is decided about again before it is shown.
      alarm.raise(failure);
    }
  }

  private void underLock(UUID person, Consumer<UUID> work) {
    transaction.executeWithoutResult(
        status -> {
          facts.lockPerson(person);
          work.accept(person);
        });
  }

  /** What follows from facts that have changed. Call in a transaction, under the person's lock. */
  public void settle(UUID person) {
    revocations.settle(person);
    releases.settle(person);
  }
}
