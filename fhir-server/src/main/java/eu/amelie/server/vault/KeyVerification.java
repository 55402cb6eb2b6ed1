/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.interceptors.pseudonym.vault.KeyVersion;
import eu.amelie.server.vault.WrappedDataKeys.Kept;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens every data key in a database, to see that it can be opened. Changes nothing. */
public final class KeyVerification {
  private static final int PAGE = 500;

  /**
   * @param byVersion how many bear which version
   * @param unreadable how many of all do not open
   */
  public record Counts(long all, SortedMap<KeyVersion, Long> byVersion, long unreadable) {}

  private KeyVerification() {}

  /**
   * Of the keys that are there from beginning to end, each is counted once.
   *
   * @param source the record's database, which holds the vault too
   */
  public static Counts of(DataSource source, KeyEncryption keys) {
    return count(source, new VaultRole(source), keys);
  }

  /**
   * The same where the vault has a database of its own.
   *
   * @param vault that database
   */
  public static Counts ofOwn(DataSource vault, KeyEncryption keys) {
    return count(vault, new OwnTransaction(JdbcClient.create(vault)), keys);
  }

  /** The caller's transaction is the vault's already. */
  record OwnTransaction(JdbcClient jdbc) implements VaultAccess {
    @Override
    public <T> T during(Supplier<T> work) {
      return work.get();
    }
  }

  private static Counts count(DataSource source, VaultAccess access, KeyEncryption keys) {
    WrappedDataKeys table = new WrappedDataKeys(access.jdbc());
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    SortedMap<KeyVersion, Long> byVersion = new TreeMap<>();
    long unreadable = 0;
    Optional<DataKeyOwner> after = Optional.empty();
    List<Kept> page;
    do {
      Optional<DataKeyOwner> from = after;
      page = transaction.execute(status -> access.during(() -> table.all(from, PAGE)));
      for (Kept row : page) {
        byVersion.merge(row.key().version(), 1L, Long::sum);
        unreadable += opens(keys, row) ? 0 : 1;
        after = Optional.of(row.owner());
      }
    } while (page.size() == PAGE);
    long all = byVersion.values().stream().mapToLong(Long::longValue).sum();
    return new Counts(all, byVersion, unreadable);
  }

  private static boolean opens(KeyEncryption keys, Kept row) {
    try {
      keys.unwrap(row.key(), row.owner());
      return true;
    } catch (IdentityUnavailableException e) {
      return false;
    }
  }
}
