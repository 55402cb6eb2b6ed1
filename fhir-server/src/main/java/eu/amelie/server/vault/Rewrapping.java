/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.KeyVersion;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import eu.amelie.server.keys.IdentityAlarm;
import eu.amelie.server.vault.WrappedDataKeys.Kept;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Wraps data keys anew after a rotation. What is left to do are the rows that bear another version
 * than the current one; nothing else is remembered, so a kill at any moment costs nothing and any
 * node goes on. Both versions open meanwhile. No row is locked while keys are wrapped.
 */
class Rewrapping {
  private static final Logger log = LoggerFactory.getLogger(Rewrapping.class);

  /** So many in a row that do not open are an outage rather than damage: the pass ends. */
  private static final int OUTAGE = 20;

  /** Of one pass. */
  private static final class Progress {
    private int done;
    private int failed;
    private int failedInARow;
  }

  private final WrappedDataKeys table;
  private final VaultAccess access;
  private final TransactionTemplate transaction;
  private final DataKeys keys;
  private final IdentityAlarm alarm;
  private final int batch;
  private Optional<DataKeyOwner> after = Optional.empty();

  Rewrapping(
      VaultAccess access,
      PlatformTransactionManager transactions,
      DataKeys keys,
      IdentityAlarm alarm,
      int batch) {
    this.table = new WrappedDataKeys(access.jdbc());
    this.access = access;
    this.transaction = new TransactionTemplate(transactions);
    this.keys = keys;
    this.alarm = alarm;
    this.batch = batch;
  }

  /**
   * Goes through the rows that bear another version, from where the last pass was broken off: rows
   * that do not open cannot hold up the others for ever. They stay as they are, and one alarm tells
   * how many. Throws where the keeper does not even name its version.
   *
   * @param goOn asked before each batch
   * @return how many data keys are under the current version that were not before
   */
  synchronized int pass(BooleanSupplier goOn) {
    Progress progress = new Progress();
    KeyVersion current = keys.current();
    boolean last = false;
    while (!last && progress.failedInARow < OUTAGE && goOn.getAsBoolean()) {
      List<Kept> rows = inVault(() -> table.otherThan(current, after, batch));
      progress.done += replace(wrapAnew(rows, progress));
      last = rows.size() < batch;
    }
    if (last && progress.failedInARow < OUTAGE) {
      after = Optional.empty();
    }
    report(progress, current);
    return progress.done;
  }

  private Map<Kept, WrappedDataKey> wrapAnew(List<Kept> rows, Progress progress) {
    Map<Kept, WrappedDataKey> fresh = new LinkedHashMap<>();
    for (Kept row : rows) {
      if (progress.failedInARow == OUTAGE) {
        break;
      }
      after = Optional.of(row.owner());
      try {
        fresh.put(row, keys.rewrap(row.key(), row.owner()));
        progress.failedInARow = 0;
      } catch (IdentityUnavailableException e) {
        progress.failedInARow++;
        progress.failed++;
      }
    }
    return fresh;
  }

  private int replace(Map<Kept, WrappedDataKey> fresh) {
    return fresh.isEmpty()
        ? 0
        : inVault(
            () ->
                (int)
                    fresh.entrySet().stream()
                        .filter(entry -> table.replace(entry.getKey(), entry.getValue()))
                        .count());
  }

  private <T> T inVault(Supplier<T> work) {
    return transaction.execute(status -> access.during(work));
  }

  private void report(Progress progress, KeyVersion current) {
    if (progress.done > 0) {
      log.info("{} data keys were wrapped anew, now with {}.", progress.done, current);
    }
    if (progress.failed > 0) {
      alarm.raise(
          new IdentityUnavailableException(
              progress.failed + " data keys could not be wrapped anew"));
    }
  }
}
