/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.server.parties.Party;
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
   * that could be of the organisation's concern only, each by an index of its own: it costs nothing
   * that there are others (disclosure B17).
   */
  public List<UUID> withShownStatus(String organisation, Collection<String> codes) {
    return jdbc.sql(
            """
            select id from exchange.case_task
             where owner = :organisation and business_status = any(:codes)
            union
            select id from exchange.case_task
             where requester = :organisation and owner <> :organisation
               and shown_status = any(:codes)
            union
            select k.id
              from (select distinct c.person from exchange.consent_actor a
                      join exchange.case_item c on c.id = a.consent
                     where a.organisation = :organisation) concerned
             cross join lateral
                   (select t.id from exchange.case_item t
                     where t.person = concerned.person and t.type = 'Task' offset 0) t
             cross join lateral
                   (select k.id from exchange.case_task k
                     where k.id = t.id and k.owner <> :organisation
                       and k.shown_status = any(:codes)
                    offset 0) k
            """)
        .param("organisation", organisation)
        .param("codes", codes.toArray(String[]::new))
        .query(UUID.class)
        .list();
  }

  /**
   * Items of a type that a party finds between these times: its own by when they were last written,
   * those of others by when they were released to it, or were corrected in what is. A change that
   * it cannot see moves nothing, and it does not find by when something was stored or released to
   * others (disclosure E8).
   */
  public List<UUID> foundBetween(Party party, String type, Instant from, Instant to) {
    return jdbc.sql(
            """
            select id from exchange.case_item
             where custodian = :organisation and type = :type and written between :from and :to
            union all
            select item from exchange.released_item
             where tag = :tag and type = :type and since between :from and :to
            union all
            select i.id
              from (select t.item from exchange.correction_told t
                     where t.organisation = :organisation and t.told between :from and :to) told
             cross join lateral
                   (select i.id from exchange.case_item i
                     where i.id = told.item and i.type = :type offset 0) i
            """)
        .param("organisation", party.organisation())
        .param("tag", party.tag())
        .param("type", type)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(UUID.class)
        .list();
  }
}
