/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The vault in the record's database: takes on its role for one piece of work inside the caller's
 * transaction.
 *
 * <p>After a failure the role is still taken on; the transaction is then good for a rollback only,
 * which gives it back.
 */
class VaultRole implements VaultAccess {
  private static final String TAKE = "set local role amelie_vault";
  private static final String GIVE_BACK = "reset role";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate statements;

  VaultRole(DataSource source) {
    this.jdbc = JdbcClient.create(source);
    this.statements = new NamedParameterJdbcTemplate(source);
  }

  @Override
  public JdbcClient jdbc() {
    return jdbc;
  }

  @Override
  public <T> T during(Supplier<T> work) {
    requireTransaction();
    jdbc.sql(TAKE).update();
    T result = work.get();
    jdbc.sql(GIVE_BACK).update();
    return result;
  }

  /** The three statements go to the database together. */
  @Override
  public <T> List<T> select(String sql, SqlParameterSource parameters, RowMapper<T> mapper) {
    requireTransaction();
    return statements.execute(
        TAKE + "; " + sql + "; " + GIVE_BACK, parameters, asked -> rows(asked, mapper));
  }

  private static <T> List<T> rows(PreparedStatement asked, RowMapper<T> mapper)
      throws SQLException {
    List<T> found = new ArrayList<>();
    boolean rows = asked.execute();
    while (rows || asked.getUpdateCount() != -1) {
      if (rows) {
        ResultSet result = asked.getResultSet();
        while (result.next()) {
          found.add(mapper.mapRow(result, found.size()));
        }
      }
      rows = asked.getMoreResults();
    }
    return found;
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IdentityUnavailableException("The vault works inside a transaction only");
    }
  }
}
