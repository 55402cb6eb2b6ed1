/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.sandbox;

import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import eu.amelie.server.directory.DirectorySeed;
import eu.amelie.server.store.StoreRows;
import eu.amelie.server.vault.WholeVault;
import eu.amelie.server.writing.DueCases;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The sandbox's cases as a whole, and the clock by which it decides. */
@Component
@Profile("sandbox")
class SandboxData {
  /** Tables of the exchange that hold cases, in the order in which they may be emptied. */
  private static final List<String> OURS =
      List.of(
          "exchange.blind_identifier",
          "exchange.consent_actor",
          "exchange.consent_withdrawn",
          "exchange.withdrawal_told",
          "exchange.case_consent",
          "exchange.task_version",
          "exchange.shown_change",
          "exchange.notification",
          "exchange.task_deadline",
          "exchange.task_step",
          "exchange.handover",
          "exchange.sealed_file",
          "exchange.case_task",
          "exchange.released_item",
          "exchange.case_item",
          "exchange.safe_contact",
          "exchange.contact_form",
          "exchange.correction_told",
          "exchange.person_age",
          "exchange.release_due",
          "exchange.restriction",
          "exchange.retention",
          "exchange.break_glass",
          "exchange.statistics_count",
          "exchange.statistics_report",
          "exchange.submission");

  private final JdbcClient jdbc;
  private final StoreRows rows;
  private final WholeVault vault;
  private final DirectorySeed directory;
  private final DueCases due;
  private final TransactionTemplate transaction;

  SandboxData(
      JdbcClient jdbc,
      StoreRows rows,
      WholeVault vault,
      DirectorySeed directory,
      DueCases due,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.vault = vault;
    this.directory = directory;
    this.due = due;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * The directory is as it came; clients and audit trail stay; the clock is the database's again.
   */
  void reset() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from exchange.sandbox_clock").update();
          OURS.forEach(table -> jdbc.sql("delete from " + table).update());
          rows.removeTypes(CaseTypes.all());
          vault.clear();
          directory.restoreSandbox();
        });
  }

  void setClock(Instant instant) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from exchange.sandbox_clock").update();
          jdbc.sql("insert into exchange.sandbox_clock (instant) values (:instant)")
              .param("instant", Timestamp.from(instant))
              .update();
        });
    due.bringAllUpToDate();
  }

  void freeClock() {
    jdbc.sql("delete from exchange.sandbox_clock").update();
    due.bringAllUpToDate();
  }
}
