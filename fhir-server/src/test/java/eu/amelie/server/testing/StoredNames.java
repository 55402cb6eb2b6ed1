/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Where internal ids still stand: which rows of the whole database name one of them. */
public final class StoredNames {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public StoredNames(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Tables that hold the id in any column, with how many rows do. */
  public Map<String, Long> tablesNaming(UUID id) {
    return transaction.execute(
        status -> {
          Map<String, Long> found =
              tables().stream().collect(Collectors.toMap(table -> table, table -> rows(table, id)));
          jdbc.sql("set local role amelie_vault").update();
          for (String table : List.of("vault.data_key", "vault.element")) {
            found.put(table, rows(table, id));
          }
          jdbc.sql("reset role").update();
          found.values().removeIf(rows -> rows == 0);
          return found;
        });
  }

  private List<String> tables() {
    return jdbc.sql(
            """
            select quote_ident(table_schema) || '.' || quote_ident(table_name)
              from information_schema.tables
             where table_schema in ('public', 'exchange') and table_type = 'BASE TABLE'
            """)
        .query(String.class)
        .list();
  }

  private long rows(String table, UUID id) {
    return jdbc.sql("select count(*) from %s t where t::text like :id".formatted(table))
        .param("id", "%" + id + "%")
        .query(Long.class)
        .single();
  }
}
