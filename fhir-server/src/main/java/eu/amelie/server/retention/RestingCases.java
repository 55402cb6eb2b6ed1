/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.retention;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Parts of cases in which nothing is going on, and which of them are announced. A part is what one
 * custodian submitted about a person. It rests once no Task is open that its custodian requested or
 * owns, or that is about a ServiceRequest of its; since the last of them ended, or where there was
 * none, since it was last written. What is restricted does not rest: it is kept for somebody. Takes
 * part in the caller's transaction.
 */
@Repository
class RestingCases {
  private static final String RESTING =
      """
      select part.person, part.custodian, coalesce(last.ended, part.written) as since,
             r.announced
        from (select i.person, i.custodian, max(i.written) as written
                from exchange.case_item i
                join exchange.case_item p on p.id = i.person and p.type = 'Patient'
               where i.custodian not like '*%%'
                 and not exists (select from exchange.case_task d
                                  where d.id = i.id and d.focus = i.person)
                 %s
               group by i.person, i.custodian) part
       cross join lateral
             (select max(t.ended) as ended, count(*) filter (where t.ended is null) as open
                from exchange.case_item i
                join exchange.case_task t on t.id = i.id
                left join exchange.case_item f on f.id = t.focus
               where i.person = part.person and t.focus <> i.person
                 and part.custodian in (t.requester, t.owner, f.custodian)) last
        left join exchange.retention r
          on r.person = part.person and r.custodian = part.custodian
       where last.open = 0 and coalesce(last.ended, part.written) <= :before
         and not exists (select from exchange.restriction x
                          where x.person = part.person and x.custodian = part.custodian)
      """;

  /**
   * @param announced when its custodian was told; empty while it was not
   */
  record Part(UUID person, String custodian, Instant since, Optional<Instant> announced) {}

  private static final RowMapper<Part> PART =
      (row, n) ->
          new Part(
              row.getObject("person", UUID.class),
              row.getString("custodian"),
              row.getTimestamp("since").toInstant(),
              Optional.ofNullable(row.getTimestamp("announced")).map(Timestamp::toInstant));

  private final JdbcClient jdbc;

  RestingCases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that have rested since then, whoever has rested longest first. */
  List<Part> resting(Instant before) {
    return jdbc.sql(RESTING.formatted("") + " order by since, part.person, part.custodian")
        .param("before", Timestamp.from(before))
        .query(PART)
        .list();
  }

  /** One of them as it is now; empty where something is going on again. */
  Optional<Part> resting(UUID person, String custodian, Instant before) {
    return jdbc.sql(RESTING.formatted("and i.person = :person and i.custodian = :custodian"))
        .param("person", person)
        .param("custodian", custodian)
        .param("before", Timestamp.from(before))
        .query(PART)
        .optional();
  }

  void announce(UUID person, String custodian, Instant now) {
    jdbc.sql(
            """
            insert into exchange.retention (person, custodian, announced)
            values (:person, :custodian, :now)
            """)
        .param("person", person)
        .param("custodian", custodian)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** All that were announced and are not erased, whatever is going on in them. */
  List<Part> announced() {
    return jdbc.sql(
            """
            select person, custodian, announced as since, announced from exchange.retention
             order by announced, person, custodian
            """)
        .query(PART)
        .list();
  }

  void forget(UUID person, String custodian) {
    jdbc.sql("delete from exchange.retention where person = :person and custodian = :custodian")
        .param("person", person)
        .param("custodian", custodian)
        .update();
  }
}
