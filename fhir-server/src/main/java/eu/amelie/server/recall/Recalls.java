/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import eu.amelie.server.recall.Recall.Kind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers what was taken back.
 *
 * <p>Guaranteed: a recall is in the database with the transaction that did it, and in the journal
 * before that transaction's caller goes on; where the journal cannot be written the caller gets an
 * exception instead, although the transaction stands. What is missing there is written by work that
 * is done over and over, by the next start, and before anybody is told once more that it is taken
 * back ({@link #requireWritten}).
 */
@Component
public class Recalls {
  private final RecallRows rows;
  private final RecallJournal journal;

  Recalls(RecallRows rows, RecallJournal journal) {
    this.rows = rows;
    this.journal = journal;
  }

  /** Call in the transaction that takes it back. */
  public void keep(Kind kind, UUID subject, String custodian, long version, String reason) {
    Recall recall = rows.create(kind, subject, custodian, version, reason);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            journal.append(List.of(recall));
          }
        });
  }

  /** Whether an organisation has had its part of a person's case erased. */
  public boolean isErased(UUID person, String custodian) {
    return rows.isErased(person, custodian);
  }

  /** What the journal holds and the database has forgotten, oldest first. */
  public List<Recall> forgotten() {
    Set<UUID> known = ids(rows.all());
    return journal.read().stream()
        .filter(recall -> known.add(recall.id()))
        .sorted(Comparator.comparing(Recall::recorded))
        .toList();
  }

  /** Puts one back in its place, once it was done again. Call in the transaction that did it. */
  public void restore(Recall recall) {
    rows.insert(recall, true);
  }

  /**
   * Before it is said once more of this that it is taken back: whoever hears so may rely on the
   * journal. Call in a transaction, under the person's lock.
   *
   * @param subject internal id of the person, or of the Consent
   */
  public void requireWritten(UUID subject, String custodian) {
    write(rows.unwritten(subject, custodian));
  }

  /** Takes this server's part of the journal for itself. A start is refused where it cannot. */
  public void openJournal() {
    journal.open();
  }

  /** Writes to the journal what only the database holds, whatever the database says about it. */
  public void completeJournal() {
    write(rows.all());
  }

  /** Writes to the journal what was not written when it was due. */
  void writeMissing() {
    write(rows.unwritten());
  }

  private void write(List<Recall> recalls) {
    if (recalls.isEmpty()) {
      return;
    }
    Set<UUID> written = ids(journal.read());
    journal.append(recalls.stream().filter(recall -> !written.contains(recall.id())).toList());
    rows.markWritten(recalls);
  }

  private static Set<UUID> ids(List<Recall> recalls) {
    return recalls.stream().map(Recall::id).collect(Collectors.toCollection(HashSet::new));
  }
}
