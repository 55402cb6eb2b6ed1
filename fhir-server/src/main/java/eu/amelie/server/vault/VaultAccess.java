/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way to the vault's tables, in the record's database or in one of their own. */
interface VaultAccess {
  /** Of use inside of {@link #during} only. */
  JdbcClient jdbc();

  /**
   * One query there, within the caller's transaction, at the cost of one round trip to the
   * database.
   */
  default <T> List<T> select(String sql, SqlParameterSource parameters, RowMapper<T> mapper) {
    return during(() -> jdbc().sql(sql).paramSource(parameters).query(mapper).list());
  }

  /** One piece of work there, within the caller's transaction, without which it is refused. */
  <T> T during(Supplier<T> work);
}
