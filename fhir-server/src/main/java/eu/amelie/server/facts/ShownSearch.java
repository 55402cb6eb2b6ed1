/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds items by what an organisation is shown of them, where that is not what is stored. */
@Repository
public class ShownSearch {
  private final JdbcClient jdbc;

  ShownSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An owner sees its own word for how far a Task is; everybody else, the reduced one. Of Tasks
   * that could be of the organisation's concern only: it costs nothing that there are others.
   */
  public List<UUID> withShownStatus(String organisation, Collection<String> codes) {
    return jdbc.sql(
            """
            select id from exchange.case_task
             where owner = :organisation and business_status = any(:codes)
            union all
            select id from exchange.case_task
             where owner <> :organisation and shown_status = any(:codes)
               and (requester = :organisation
                    or id in (
                      select t.id from exchange.consent_actor a
                        join exchange.case_item c on c.id = a.consent
                        join exchange.case_item t on t.person = c.person and t.type = 'Task'
                       where a.organisation = :organisation))
            """)
        .param("organisation", organisation)
        .param("codes", codes.toArray(String[]::new))
        .query(UUID.class)
        .list();
  }

  /**
   * Items of a type that an organisation finds between these times: its own by when they were last
   * written, those of others by when they came, so that a change it cannot see moves nothing.
   */
  public List<UUID> foundBetween(String organisation, String type, Instant from, Instant to) {
    return jdbc.sql(
            """
            select i.id from exchange.case_item i
             where i.type = :type
               and (i.custodian = :organisation and i.written between :from and :to
                    or i.custodian <> :organisation and i.created between :from and :to
                       and i.person in (
                         select t.person from exchange.case_task k
                           join exchange.case_item t on t.id = k.id
                          where k.owner = :organisation
                         union
                         select c.person from exchange.consent_actor a
                           join exchange.case_item c on c.id = a.consent
                          where a.organisation = :organisation))
            """)
        .param("organisation", organisation)
        .param("type", type)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(UUID.class)
        .list();
  }
}
