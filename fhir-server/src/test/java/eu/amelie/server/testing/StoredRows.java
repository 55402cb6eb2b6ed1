/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts what is stored, everywhere it could be: record, history, facts, identity, memory. */
public final class StoredRows {
  private static final List<String> TABLES =
      List.of(
          "exchange.case_item",
          "exchange.case_consent",
          "exchange.case_task",
          "exchange.submission",
          "exchange.blind_identifier",
          "hfj_resource",
          "hfj_res_ver",
          "hfj_res_tag");

  private static final int ROUNDS = 3;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public StoredRows(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Whether this leaves more or fewer rows than there were, each time that it is done: what the
   * exchange does by itself meanwhile, with an earlier test's persons perhaps, it does once.
   */
  public boolean areChangedBy(Runnable work) {
    for (int round = 0; round < ROUNDS; round++) {
      List<Long> before = counts();
      work.run();
      if (counts().equals(before)) {
        return false;
      }
    }
    return true;
  }

  public List<Long> counts() {
    return transaction.execute(
        status -> {
          List<Long> counts = new java.util.ArrayList<>(TABLES.stream().map(this::count).toList());
          jdbc.sql("set local role amelie_vault").update();
          counts.add(count("vault.element"));
          counts.add(count("vault.data_key"));
          jdbc.sql("reset role").update();
          return counts;
        });
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
