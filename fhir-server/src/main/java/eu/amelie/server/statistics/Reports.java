/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.statistics.Quarter;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.throttle.OneAtATime;
import eu.amelie.server.writing.DueCases;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One report for each closed quarter and country, for ever. It is counted when somebody first asks;
 * of two nodes that count at once the first to finish is kept, and both show that one.
 */
@Component
class Reports {
  private final ReportStore store;
  private final Counting counting;
  private final CaseFacts facts;
  private final StatisticsSettings settings;
  private final DueCases due;
  private final OneAtATime oneAtATime;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Reports(
      ReportStore store,
      Counting counting,
      CaseFacts facts,
      StatisticsSettings settings,
      DueCases due,
      OneAtATime oneAtATime,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.counting = counting;
    this.facts = facts;
    this.settings = settings;
    this.due = due;
    this.oneAtATime = oneAtATime;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Sees to it that the report is there; call outside a transaction.
   *
   * @throws ExchangeException profile-violation, where the quarter is not closed; unavailable,
   *     where no office is configured or others' counting takes too long
   */
  void prepare(String country, Quarter quarter) {
    if (settings.office().isBlank()) {
      throw ExchangeException.of(ErrorCode.UNAVAILABLE);
    }
    if (!quarter.isClosed(facts.now(), settings.settling())) {
      throw ExchangeException.at(
          ErrorCode.PROFILE_VIOLATION,
          "Parameters.parameter",
          "This period is still open: it is reported %d days after its end."
              .formatted(settings.settling().toDays()));
    }
    if (find(country, quarter).isEmpty()) {
      oneAtATime.run(Reports.class, () -> countOnce(country, quarter));
    }
  }

  /** Of those who ask at once for what is not counted yet, one counts and the others wait. */
  private Report countOnce(String country, Quarter quarter) {
    return find(country, quarter)
        .orElseGet(
            () -> {
              due.bringUpToDate();
              Report counted = transaction.execute(status -> count(country, quarter));
              transaction.executeWithoutResult(status -> store.keep(counted));
              return counted;
            });
  }

  Optional<Report> find(String country, Quarter quarter) {
    return store.find(country, quarter);
  }

  private Report count(String country, Quarter quarter) {
    jdbc.sql("set transaction isolation level repeatable read").update();
    return new Report(
        country, quarter, facts.today(), counting.publish(settings.office(), country, quarter));
  }
}
