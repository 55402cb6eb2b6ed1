/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.interceptors.statistics.Quarter;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The first referral of each person that there is. A person has one, so that she is in one quarter
 * of one country and in no other, and no two reports can be held against each other about her.
 */
@Repository
class FirstReferrals {

  /**
   * @param requester id of the Organization that asked
   * @param asked the day it came
   */
  record Row(UUID person, UUID task, String requester, LocalDate asked) {}

  private final JdbcClient jdbc;

  FirstReferrals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those of a quarter, of persons with a Consent that speaks of an organisation; what it says is
   * not looked at. A Task whose focus is the person is no referral.
   */
  List<Row> in(Quarter quarter, String organisation) {
    return jdbc.sql(
            """
            select first.* from (
              select distinct on (i.person) i.person, t.id as task, t.requester, i.created
                from exchange.case_task t join exchange.case_item i on i.id = t.id
               where t.focus <> i.person
               order by i.person, i.created, i.id) first
             where first.created >= :start and first.created < :end
               and exists (
                 select from exchange.consent_actor a join exchange.case_item c on c.id = a.consent
                  where c.person = first.person and a.organisation = :organisation)
             order by first.person
            """)
        .param("start", Timestamp.from(quarter.start()))
        .param("end", Timestamp.from(quarter.end()))
        .param("organisation", organisation)
        .query(
            (row, n) ->
                new Row(
                    row.getObject("person", UUID.class),
                    row.getObject("task", UUID.class),
                    row.getString("requester"),
                    LocalDate.ofInstant(row.getTimestamp("created").toInstant(), ZoneOffset.UTC)))
        .list();
  }
}
