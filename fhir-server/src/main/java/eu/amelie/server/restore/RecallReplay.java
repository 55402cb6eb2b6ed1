/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.restore;

import eu.amelie.server.erasure.Erasure;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.facts.CaseItem;
import eu.amelie.server.recall.Recall;
import eu.amelie.server.recall.Recalls;
import eu.amelie.server.restriction.Restriction;
import eu.amelie.server.writing.ConsentWithdrawal;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before the port opens: does again what the journal knows and the database has forgotten, as it
 * has when it was restored from a backup.
 *
 * <p>Guaranteed: what was erased is erased again; a Consent of which the backup holds an older
 * version than the last one is withdrawn as a whole, since what the newer one took back can no
 * longer be read; restrictions stand as they did. A failure stops the start. Not guaranteed: that
 * Consents given after the backup come back; they are lost with it.
 */
@Component
class RecallReplay implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RecallReplay.class);

  private final Recalls recalls;
  private final Erasure erasure;
  private final Restriction restriction;
  private final ConsentWithdrawal withdrawal;
  private final CaseFacts facts;
  private final TransactionTemplate transaction;
  private volatile boolean done;

  RecallReplay(
      Recalls recalls,
      Erasure erasure,
      Restriction restriction,
      ConsentWithdrawal withdrawal,
      CaseFacts facts,
      PlatformTransactionManager transactions) {
    this.recalls = recalls;
    this.erasure = erasure;
    this.restriction = restriction;
    this.withdrawal = withdrawal;
    this.facts = facts;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void start() {
    recalls.openJournal();
    List<Recall> forgotten = recalls.forgotten();
    for (Recall recall : forgotten) {
      transaction.executeWithoutResult(
          status -> {
            again(recall);
            recalls.restore(recall);
          });
    }
    if (!forgotten.isEmpty()) {
      log.warn("Did again {} recalls that the database had forgotten.", forgotten.size());
    }
    recalls.completeJournal();
    done = true;
  }

  private void again(Recall recall) {
    switch (recall.kind()) {
      case ERASURE -> erasure.perform(recall.subject(), recall.custodian(), recall.recorded());
      case RESTRICTION -> restriction.impose(recall.subject(), recall.custodian(), recall.reason());
      case LIFTING -> restriction.lift(recall.subject(), recall.custodian());
      case CONSENT ->
          facts
              .item(recall.subject())
              .filter(consent -> isOlder(consent, recall))
              .ifPresent(consent -> withdrawal.perform(consent.custodian(), consent, Set.of()));
    }
  }

  private static boolean isOlder(CaseItem consent, Recall recall) {
    return consent.version() < recall.version();
  }

  /** Before the web server, which starts in one of the last phases. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public void stop() {
    done = false;
  }

  @Override
  public boolean isRunning() {
    return done;
  }
}
