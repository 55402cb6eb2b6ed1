/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.sandbox;

import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
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
          "exchange.case_consent",
          "exchange.notification",
          "exchange.task_deadline",
          "exchange.task_step",
          "exchange.case_task",
          "exchange.case_item",
          "exchange.safe_contact",
          "exchange.release_due",
          "exchange.submission");

  /** HAPI's tables that point to a resource by its number, with the column that does. */
  private static final List<String> INDEXES =
      List.of(
          "hfj_res_link.src_resource_id",
          "hfj_res_link.target_resource_id",
          "hfj_res_tag.res_id",
          "hfj_history_tag.res_id",
          "hfj_spidx_coords.res_id",
          "hfj_spidx_date.res_id",
          "hfj_spidx_number.res_id",
          "hfj_spidx_quantity.res_id",
          "hfj_spidx_quantity_nrml.res_id",
          "hfj_spidx_string.res_id",
          "hfj_spidx_token.res_id",
          "hfj_spidx_uri.res_id",
          "hfj_idx_cmb_tok_nu.res_id",
          "hfj_idx_cmp_string_uniq.res_id",
          "hfj_res_param_present.res_id",
          "hfj_res_ver_prov.res_pid",
          "hfj_res_search_url.res_id",
          "hfj_res_ver.res_id",
          "hfj_resource.res_id");

  private final JdbcClient jdbc;
  private final DueCases due;
  private final TransactionTemplate transaction;

  SandboxData(JdbcClient jdbc, DueCases due, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.due = due;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Directory, clients and audit trail stay; the clock is the database's again. */
  void reset() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from exchange.sandbox_clock").update();
          OURS.forEach(table -> jdbc.sql("delete from " + table).update());
          String cases = "(select res_id from hfj_resource where res_type = any(:types))";
          for (String index : INDEXES) {
            int dot = index.indexOf('.');
            jdbc.sql(
                    "delete from %s where %s in %s"
                        .formatted(index.substring(0, dot), index.substring(dot + 1), cases))
                .param("types", CaseTypes.all().toArray(String[]::new))
                .update();
          }
          jdbc.sql("set local role amelie_vault").update();
          jdbc.sql("delete from vault.element").update();
          jdbc.sql("delete from vault.data_key").update();
          jdbc.sql("reset role").update();
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
