/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * One connection whose users believe to commit and close, while nothing is kept before {@link
 * #commit()}. For code of others that cannot be told to work in one transaction; not for concurrent
 * use.
 */
final class OneTransaction extends AbstractDataSource implements AutoCloseable {
  private static final Set<String> HELD_BACK = Set.of("commit", "close", "setAutoCommit");

  private final Connection connection;
  private final Connection lent;

  OneTransaction(DataSource source) throws SQLException {
    connection = source.getConnection();
    connection.setAutoCommit(false);
    lent =
        (Connection)
            Proxy.newProxyInstance(
                OneTransaction.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (HELD_BACK.contains(method.getName())) {
                    return null;
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  @Override
  public Connection getConnection() {
    return lent;
  }

  @Override
  public Connection getConnection(String username, String password) {
    return lent;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** Undoes whatever was not committed. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
