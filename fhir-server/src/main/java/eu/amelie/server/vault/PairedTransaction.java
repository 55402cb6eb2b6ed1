/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.server.keys.IdentityAlarm;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The vault in a database of its own: all that one transaction of the record does there is one
 * transaction too, which commits before the record's.
 *
 * <p>Guaranteed: where the vault does not commit, the record does not either; where the record is
 * rolled back before that, so is the vault. Not guaranteed: that the record commits once the vault
 * has. What is then left over there no record names; {@link Orphans} takes it out.
 */
class PairedTransaction implements VaultAccess {
  private final DataSource source;
  private final JdbcClient jdbc;
  private final IdentityAlarm alarm;

  PairedTransaction(DataSource source, IdentityAlarm alarm) {
    this.source = source;
    this.jdbc = JdbcClient.create(source);
    this.alarm = alarm;
  }

  @Override
  public JdbcClient jdbc() {
    return jdbc;
  }

  @Override
  public <T> T during(Supplier<T> work) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IdentityUnavailableException("The vault works inside a transaction only");
    }
    if (TransactionSynchronizationManager.getSynchronizations().stream().noneMatch(this::isOurs)) {
      TransactionSynchronizationManager.registerSynchronization(new Pair(begin()));
    }
    return work.get();
  }

  /** Of a transaction that is suspended meanwhile the list is another. */
  private boolean isOurs(TransactionSynchronization each) {
    return each instanceof Pair pair && pair.vault() == this;
  }

  /** Spring keeps this connection for the length of the record's transaction. */
  private Connection begin() {
    Connection connection = DataSourceUtils.getConnection(source);
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      DataSourceUtils.releaseConnection(connection, source);
      throw new IdentityUnavailableException("The vault does not answer", e);
    }
  }

  private final class Pair implements TransactionSynchronization {
    private final Connection connection;
    private boolean committed;

    private Pair(Connection connection) {
      this.connection = connection;
    }

    private PairedTransaction vault() {
      return PairedTransaction.this;
    }

    /** Before the connection is given back. */
    @Override
    public int getOrder() {
      return DataSourceUtils.CONNECTION_SYNCHRONIZATION_ORDER - 1;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      try {
        connection.commit();
        committed = true;
      } catch (SQLException e) {
        IdentityUnavailableException outage =
            new IdentityUnavailableException("The vault does not answer", e);
        alarm.raise(outage);
        throw outage;
      }
    }

    @Override
    public void beforeCompletion() {
      try {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      } catch (SQLException e) {
        // A connection that cannot even roll back is broken; its server has done so.
        committed = false;
      } finally {
        DataSourceUtils.releaseConnection(connection, source);
      }
    }
  }
}
