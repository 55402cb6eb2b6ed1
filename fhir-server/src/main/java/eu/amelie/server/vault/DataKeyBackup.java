/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive.Content;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive.Entry;
import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.server.recall.Erasures;
import eu.amelie.server.vault.WrappedDataKeys.Kept;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes wrapped data keys out and brings back those that are missing, beside a server that runs or
 * without one. No key is unwrapped.
 *
 * <p>Guaranteed: what is brought back is nobody's whose part was erased since the copy was taken,
 * also where that erasure is under way; what is there stays as it is; a key that would seal nothing
 * is left out. Not guaranteed: that a key opens; {@code keys verify} tells.
 */
public final class DataKeyBackup implements AutoCloseable {
  private static final int PAGE = 500;

  /**
   * An erasure is on record a moment before the key's end can be seen by others; no transaction
   * takes that long.
   */
  private static final Duration UNDER_WAY = Duration.ofHours(1);

  /**
   * What became of the keys of a copy.
   *
   * @param idle that would seal nothing here
   */
  public record Restored(int restored, int present, int erased, int idle) {}

  private enum Outcome {
    RESTORED,
    PRESENT,
    ERASED,
    IDLE
  }

  private final List<SingleConnectionDataSource> sessions;
  private final JdbcClient record;
  private final TransactionTemplate recordTransaction;
  private final VaultAccess access;
  private final TransactionTemplate vaultTransaction;

  private DataKeyBackup(
      SingleConnectionDataSource record, SingleConnectionDataSource vault, VaultAccess access) {
    this.sessions = List.of(vault, record);
    this.record = JdbcClient.create(record);
    this.recordTransaction = new TransactionTemplate(new JdbcTransactionManager(record));
    this.access = access;
    this.vaultTransaction = new TransactionTemplate(new JdbcTransactionManager(vault));
  }

  /**
   * @param source the record's database, which holds the vault too
   */
  public static DataKeyBackup of(DataSource source) {
    SingleConnectionDataSource session = session(source);
    return new DataKeyBackup(session, session, new VaultRole(session));
  }

  /**
   * The same where the vault has a database of its own.
   *
   * @param vault that database
   */
  public static DataKeyBackup ofOwn(DataSource record, DataSource vault) {
    SingleConnectionDataSource session = session(vault);
    return new DataKeyBackup(
        session(record), session, new KeyVerification.OwnTransaction(JdbcClient.create(session)));
  }

  /** A transaction for each key, and not a connection for each. */
  private static SingleConnectionDataSource session(DataSource source) {
    try {
      return new SingleConnectionDataSource(source.getConnection(), true);
    } catch (SQLException e) {
      throw new CannotGetJdbcConnectionException("No connection", e);
    }
  }

  /** By the clock of the record's database. */
  public Instant now() {
    return record.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant();
  }

  /** All keys as they are at one moment, which is no earlier than the copy says. */
  public Content take() {
    Instant taken = now();
    TransactionTemplate oneMoment =
        new TransactionTemplate(vaultTransaction.getTransactionManager());
    oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return new Content(taken, oneMoment.execute(status -> access.during(this::all)));
  }

  private List<Entry> all() {
    WrappedDataKeys table = new WrappedDataKeys(access.jdbc());
    List<Entry> all = new ArrayList<>();
    Optional<DataKeyOwner> after = Optional.empty();
    List<Kept> page;
    do {
      page = table.all(after, PAGE);
      for (Kept row : page) {
        all.add(new Entry(row.owner(), row.key()));
        after = Optional.of(row.owner());
      }
    } while (page.size() == PAGE);
    return all;
  }

  /** One key after the other, each under its person's lock; what is done stays done. */
  public Restored restore(Content copy, Erasures erasures) {
    int[] counts = new int[Outcome.values().length];
    for (Entry entry : copy.entries()) {
      Outcome outcome =
          recordTransaction.execute(
              status -> {
                lock(UUID.fromString(entry.owner().person()));
                return restore(entry, copy.taken(), erasures);
              });
      counts[outcome.ordinal()]++;
    }
    return new Restored(
        counts[Outcome.RESTORED.ordinal()],
        counts[Outcome.PRESENT.ordinal()],
        counts[Outcome.ERASED.ordinal()],
        counts[Outcome.IDLE.ordinal()]);
  }

  private Outcome restore(Entry entry, Instant taken, Erasures erasures) {
    UUID person = UUID.fromString(entry.owner().person());
    boolean erased =
        erasures
            .last(record, person, entry.owner().custodian())
            .filter(instant -> instant.isAfter(taken.minus(UNDER_WAY)))
            .isPresent();
    if (erased) {
      return Outcome.ERASED;
    }
    return vaultTransaction.execute(status -> access.during(() -> putBack(entry)));
  }

  private Outcome putBack(Entry entry) {
    WrappedDataKeys table = new WrappedDataKeys(access.jdbc());
    if (table.putBack(entry.owner(), entry.key())) {
      return Outcome.RESTORED;
    }
    return table.hold(entry.owner()).isPresent() ? Outcome.PRESENT : Outcome.IDLE;
  }

  /** As every write about the person: an erasure that is under way ends before. */
  private void lock(UUID person) {
    long key = person.getMostSignificantBits() ^ person.getLeastSignificantBits();
    record.sql("select pg_advisory_xact_lock(:key)").param("key", key).query().listOfRows();
  }

  @Override
  public void close() {
    sessions.forEach(SingleConnectionDataSource::destroy);
  }
}
