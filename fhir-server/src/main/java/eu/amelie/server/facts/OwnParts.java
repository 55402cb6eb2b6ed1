/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.interceptors.consent.CaseRequest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What one organisation has submitted about a person, and whom it has asked about her. */
@Repository
public class OwnParts {
  private final JdbcClient jdbc;

  OwnParts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Without duties, which the exchange gives and nobody submits. One statement, which does the same
   * whether nobody is there or somebody of whom the organisation has submitted nothing (disclosure
   * B17).
   */
  public List<CaseItem> of(UUID person, String organisation) {
    return jdbc.sql(
            """
            select i.* from exchange.case_item i
             where i.person = :person and i.custodian = :organisation
               and not exists (select from exchange.case_task t
                                where t.id = i.id and t.focus = i.person)
             order by i.created, i.id
            """)
        .param("person", person)
        .param("organisation", organisation)
        .query(CaseFacts.ITEM)
        .list();
  }

  /**
   * Others' Tasks that it may have added something to; duties are none. One statement, as above.
   */
  public List<CaseItem> workedBy(UUID person, String organisation) {
    return jdbc.sql(
            """
            select i.* from exchange.case_item i
             where i.person = :person and i.type = 'Task' and i.custodian <> :organisation
               and exists (select from exchange.case_task t
                            where t.id = i.id and t.owner = :organisation
                              and t.owner_added and t.focus <> i.person)
             order by i.created, i.id
            """)
        .param("person", person)
        .param("organisation", organisation)
        .query(CaseFacts.ITEM)
        .list();
  }

  /**
   * Whom the organisation has asked itself, and for how long each could look because of that: from
   * its Task on until the Task had ended, one that was completed for as long as it gives a need to
   * know. Whom its Consents name is not among them: who was asked of those is for others to know.
   *
   * <p>By the database's own clock, as the audit record is.
   */
  public List<Asked> askedBy(UUID person, String organisation) {
    return jdbc.sql(
            """
            select t.owner, i.created as since,
                   case when t.ended is not null then
                     coalesce((select max(p.created)
                                 from exchange.task_step s
                                 join exchange.case_item p on p.id = s.provenance
                                where s.task = t.id), t.ended)
                     + case when t.status = 'completed'
                            then make_interval(secs => :followUp) else interval '0' end
                   end as until
              from exchange.case_task t join exchange.case_item i on i.id = t.id
             where i.person = :person and i.custodian = :organisation and t.focus <> i.person
            """)
        .param("person", person)
        .param("organisation", organisation)
        .param("followUp", CaseRequest.DEFAULT_FOLLOW_UP.toSeconds())
        .query(
            (row, n) ->
                new Asked(
                    row.getString("owner"),
                    row.getTimestamp("since").toInstant(),
                    Optional.ofNullable(row.getTimestamp("until")).map(Timestamp::toInstant)))
        .list();
  }

  /**
   * One whom it has asked.
   *
   * @param organisation id of the Organization
   * @param until empty while the Task is open
   */
  public record Asked(String organisation, Instant since, Optional<Instant> until) {}
}
