/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.release.Releases;
import java.util.Collection;
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
  private final CaseFacts facts;
  private final Majority majority;
  private final Revocations revocations;
  private final Releases releases;
  private final TransactionTemplate transaction;

  DueCases(
      CaseFacts facts,
      Majority majority,
      Revocations revocations,
      Releases releases,
      PlatformTransactionManager transactions) {
    this.facts = facts;
    this.majority = majority;
    this.revocations = revocations;
    this.releases = releases;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Call outside a transaction. Most often there is nothing to do. */
  public void bringUpToDate() {
    List<UUID> due = releases.duePersons();
    while (!due.isEmpty()) {
      settle(due);
      due = releases.duePersons();
    }
  }

  /** Tags for a caller who comes with purposes not met before. Call outside a transaction. */
  public void meet(Caller caller) {
    if (!releases.isMet(caller)) {
      transaction.executeWithoutResult(status -> releases.meet(caller));
    }
  }

  /** Everything, whether due or not. */
  public void bringAllUpToDate() {
    settle(facts.persons());
  }

  private void settle(Collection<UUID> persons) {
    for (UUID person : persons) {
      transaction.executeWithoutResult(
          status -> {
            facts.lockPerson(person);
            majority.settle(person);
            revocations.expire(person);
            releases.settle(person);
          });
    }
  }

  /** What follows from facts that have changed. Call in a transaction, under the person's lock. */
  public void settle(UUID person) {
    revocations.settle(person);
    releases.settle(person);
  }
}
