/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What PostgreSQL knows of how values are spread, by which it chooses plans. It looks by itself
 * once enough has changed; a database that was restored has nothing until then, and plans made of
 * nothing go through whole tables, what is hidden from the caller included (disclosure B17).
 */
final class TableStatistics {
  private final JdbcClient jdbc;

  TableStatistics(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Has a look at those of our tables that hold rows and were never looked at. The vault's are left
   * to PostgreSQL: they are only ever asked by their whole keys.
   */
  void analyzeUnknown() {
    List<String> unknown =
        jdbc.sql(
                """
                select format('%I.%I', n.nspname, c.relname)
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname in ('public', 'exchange') and c.relkind = 'r'
                   and pg_get_userbyid(c.relowner) = current_user
                   and pg_relation_size(c.oid) > 0
                   and not exists (select from pg_stats s
                                    where s.schemaname = n.nspname and s.tablename = c.relname)
                 order by 1
                """)
            .query(String.class)
            .list();
    unknown.forEach(table -> jdbc.sql("analyze " + table).update());
  }
}
