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
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the passing of time alone changes, done before the next call that could notice: who has come
 * of age counts as an adult, open Tasks whose Consent has run out are cancelled, and release tags
 * follow. By the clock of the database.
 */
@Component
public class DueCases {
  private static final Duration PUT_OFF = Duration.ofMinutes(1);

  private final CaseFacts facts;
  private final Majority majority;
  private final Revocations revocations;
  private final Releases releases;
  private final OutageAlarm alarm;
  private final Cache<UUID, Boolean> putOff =
      Caffeine.newBuilder().expireAfterWrite(PUT_OFF).build();
  private final TransactionTemplate transaction;

  DueCases(
      CaseFacts facts,
      Majority majority,
      Revocations revocations,
      Releases releases,
      OutageAlarm alarm,
      PlatformTransactionManager transactions) {
    this.facts = facts;
    this.majority = majority;
    this.revocations = revocations;
    this.releases = releases;
    this.alarm = alarm;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Call outside a transaction. Most often there is nothing to do. A person of whom it cannot be
   * done holds up nobody else: there is an alarm, and it is tried again later.
   */
  public void bringUpToDate() {
    List<UUID> due = releases.duePersons(putOff.asMap().keySet());
    while (!due.isEmpty()) {
      due.forEach(this::settleOrPutOff);
      due = releases.duePersons(putOff.asMap().keySet());
    }
  }

  /** Tags for a caller who comes with purposes not met before. Call outside a transaction. */
  public void meet(Caller caller) {
    if (releases.isMet(caller)) {
      return;
    }
    transaction.executeWithoutResult(status -> releases.announce(caller));
    for (UUID person : releases.personsWith(caller)) {
      transaction.executeWithoutResult(
          status -> {
            facts.lockPerson(person);
            releases.settle(person);
          });
    }
    transaction.executeWithoutResult(status -> releases.met(caller));
  }

  /** Everything, whether due or not. */
  public void bringAllUpToDate() {
    facts.persons().forEach(this::settleInTime);
  }

  private void settleOrPutOff(UUID person) {
    try {
      settleInTime(person);
    } catch (RuntimeException failure) {
      alarm.raise(failure);
      putOff.put(person, true);
      narrow(person);
    }
  }

  /** What is released needs no identity: at least that is as time has made it. */
  private void narrow(UUID person) {
    try {
      transaction.executeWithoutResult(
          status -> {
            facts.lockPerson(person);
            releases.settle(person);
            releases.keepDue(person);
          });
    } catch (RuntimeException failure) {
      // Each row is decided about again before it is shown.
      alarm.raise(failure);
    }
  }

  private void settleInTime(UUID person) {
    transaction.executeWithoutResult(
        status -> {
          facts.lockPerson(person);
          majority.settle(person);
          revocations.expire(person);
          releases.settle(person);
        });
  }

  /** What follows from facts that have changed. Call in a transaction, under the person's lock. */
  public void settle(UUID person) {
    revocations.settle(person);
    releases.settle(person);
  }
}
