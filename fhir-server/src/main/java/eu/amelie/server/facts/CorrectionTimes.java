/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * When an item was corrected, for those alone to whom what was corrected is released: to them it
 * has changed, to others it has not. Takes part in the caller's transaction.
 */
@Repository
public class CorrectionTimes {
  private final JdbcClient jdbc;

  CorrectionTimes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** These items are found by these organisations as changed just now. */
  public void tell(Collection<String> organisations, Collection<UUID> items) {
    jdbc.sql(
            """
            insert into exchange.correction_told (organisation, item)
            select o.organisation, i.item
              from unnest(cast(:organisations as text[])) as o (organisation)
             cross join unnest(cast(:items as uuid[])) as i (item)
             order by 1, 2
            on conflict (organisation, item) do update set told = excluded.told
            """)
        .param("organisations", organisations.toArray(String[]::new))
        .param("items", items.toArray(UUID[]::new))
        .update();
  }
}
