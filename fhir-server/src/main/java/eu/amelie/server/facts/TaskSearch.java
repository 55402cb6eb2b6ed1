/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds Tasks by what an organisation is shown of them, where that is not what is stored. */
@Repository
public class TaskSearch {
  private final JdbcClient jdbc;

  TaskSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An owner sees its own word for how far a Task is; everybody else, the reduced one. */
  public List<UUID> withShownStatus(String organisation, Collection<String> codes) {
    return jdbc.sql(
            """
            select id from exchange.case_task
             where owner = :organisation and business_status = any(:codes)
            union all
            select id from exchange.case_task
             where owner <> :organisation and shown_status = any(:codes)
            """)
        .param("organisation", organisation)
        .param("codes", codes.toArray(String[]::new))
        .query(UUID.class)
        .list();
  }
}
