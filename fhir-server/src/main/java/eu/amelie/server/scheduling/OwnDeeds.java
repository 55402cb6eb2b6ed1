/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.scheduling;

import eu.amelie.server.audit.AuditEntry;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.call.Reply;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.OutageAlarm;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the exchange does by itself about one person because time has passed.
 *
 * <p>Guaranteed: under the person's lock, in one transaction with its audit record. What fails is
 * undone, raises the alarm and holds up nothing that comes after it; who asks for more of what is
 * due than can be done at once leaves out for a while what has failed.
 */
@Component
public class OwnDeeds {
  private final CaseFacts facts;
  private final AuditTrail trail;
  private final OutageAlarm alarm;
  private final TransactionTemplate transaction;

  OwnDeeds(
      CaseFacts facts,
      AuditTrail trail,
      OutageAlarm alarm,
      PlatformTransactionManager transactions) {
    this.facts = facts;
    this.trail = trail;
    this.alarm = alarm;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Call outside a transaction.
   *
   * @param operation as on record
   * @param item {@code Type/id} of what it is about, by internal id
   * @param work says whether there was anything to do
   * @return false where it failed
   */
  public boolean perform(UUID person, String operation, String item, BooleanSupplier work) {
    try {
      transaction.executeWithoutResult(
          status -> {
            facts.lockPerson(person);
            if (work.getAsBoolean()) {
              trail.within(entry(operation, item));
            }
          });
      return true;
    } catch (RuntimeException failure) {
      alarm.raise(failure);
      return false;
    }
  }

  private static AuditEntry entry(String operation, String item) {
    String type = item.substring(0, item.indexOf('/'));
    return new AuditEntry(
        UUID.randomUUID().toString(),
        Optional.empty(),
        "write",
        "operation " + type + " " + operation,
        Reply.OK,
        "permit",
        List.of(item + "[]"));
  }
}
