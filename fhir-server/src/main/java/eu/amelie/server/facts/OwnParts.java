/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What one organisation has submitted about a person, and whom it knows to have a part in that. */
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
   * Ids of the organisations that it has named itself: those it addressed a Task to, and those that
   * its Consents name or named.
   */
  public Set<String> namedBy(UUID person, String organisation) {
    return jdbc.sql(
            """
            with own as (select id from exchange.case_item
                          where person = :person and custodian = :organisation)
            select t.owner from exchange.case_task t join own on own.id = t.id
            union
            select a.organisation from exchange.consent_actor a join own on own.id = a.consent
            union
            select w.organisation from exchange.consent_withdrawn w join own on own.id = w.consent
            """)
        .param("person", person)
        .param("organisation", organisation)
        .query(String.class)
        .set();
  }
}
