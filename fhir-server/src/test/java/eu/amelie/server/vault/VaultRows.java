/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands in the vault about some persons: kept aside, damaged, put back. */
final class VaultRows {
  private static final List<String> TABLES = List.of("data_key", "element");

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final UUID one;
  private final UUID other;

  VaultRows(JdbcClient jdbc, PlatformTransactionManager transactions, UUID one, UUID other) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.one = one;
    this.other = other;
  }

  void keepAside() {
    for (String table : TABLES) {
      change("create table vault.kept_%s as select * from vault.%s".formatted(table, table));
    }
  }

  void putBack() {
    for (String table : TABLES) {
      change("delete from vault.%s where person in (:one, :other)".formatted(table));
      change(
          "insert into vault.%s select * from vault.kept_%s where person in (:one, :other)"
              .formatted(table, table));
      change("drop table vault.kept_" + table);
    }
  }

  /** In the vault's role; answers how many rows were touched. */
  int change(String sql) {
    return transaction.execute(
        status -> {
          jdbc.sql("set local role amelie_vault").update();
          return jdbc.sql(sql).param("one", one).param("other", other).update();
        });
  }

  long count(String condition) {
    return transaction.execute(
        status -> {
          jdbc.sql("set local role amelie_vault").update();
          return jdbc.sql("select count(*) from vault.data_key where " + condition)
              .query(Long.class)
              .single();
        });
  }
}
