/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which organisation has told that a person takes a Consent back, so that it may say so again and
 * be answered alike. Takes part in the caller's transaction.
 */
@Repository
public class WithdrawalsTold {
  private final JdbcClient jdbc;

  WithdrawalsTold(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void save(UUID consent, String organisation) {
    jdbc.sql(
            """
            insert into exchange.withdrawal_told (consent, organisation)
            values (:consent, :organisation) on conflict do nothing
            """)
        .param("consent", consent)
        .param("organisation", organisation)
        .update();
  }

  /**
   * @param consent may be nobody's
   */
  public boolean isBy(UUID consent, String organisation) {
    return jdbc.sql(
            """
            select exists (select from exchange.withdrawal_told
                            where consent = :consent and organisation = :organisation)
            """)
        .param("consent", consent)
        .param("organisation", organisation)
        .query(Boolean.class)
        .single();
  }
}
