/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the exchange keeps of each Consent: its words without identity, whom it names, and from whom
 * it was taken back. Takes part in the caller's transaction.
 */
@Repository
public class ConsentFacts {
  private final JdbcClient jdbc;

  ConsentFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All Consents about a person, whatever their status. */
  public List<ConsentRow> of(UUID person) {
    return jdbc.sql(
            """
            select c.id, c.version, c.body, i.custodian
              from exchange.case_consent c join exchange.case_item i on i.id = c.id
             where i.person = :person and i.type = 'Consent' order by c.id
            """)
        .param("person", person)
        .query(
            (row, n) ->
                new ConsentRow(
                    row.getObject("id", UUID.class),
                    row.getLong("version"),
                    row.getString("custodian"),
                    row.getString("body")))
        .list();
  }

  /**
   * @param actors ids of the organisations that its provisions name
   */
  public void save(UUID id, long version, String body, Collection<String> actors) {
    jdbc.sql(
            """
            insert into exchange.case_consent (id, version, body) values (:id, :version, :body)
            on conflict (id) do update set version = excluded.version, body = excluded.body
            """)
        .param("id", id)
        .param("version", version)
        .param("body", body)
        .update();
    jdbc.sql("delete from exchange.consent_actor where consent = :id").param("id", id).update();
    jdbc.sql(
            """
            insert into exchange.consent_actor (consent, organisation)
            select :id, unnest(:actors)
            """)
        .param("id", id)
        .param("actors", actors.toArray(String[]::new))
        .update();
  }

  /** Remembers from whom a permission was taken back. */
  public void saveWithdrawn(UUID consent, Collection<String> organisations) {
    jdbc.sql(
            """
            insert into exchange.consent_withdrawn (consent, organisation)
            select :consent, unnest(:organisations) on conflict do nothing
            """)
        .param("consent", consent)
        .param("organisations", organisations.toArray(String[]::new))
        .update();
  }

  /** Ids of the organisations from whom a permission was taken back. */
  public List<String> withdrawnFrom(UUID consent) {
    return jdbc.sql("select organisation from exchange.consent_withdrawn where consent = :consent")
        .param("consent", consent)
        .query(String.class)
        .list();
  }

  /** Ids of the organisations that a person's Consents name. */
  public List<String> actors(UUID person) {
    return jdbc.sql(
            """
            select distinct a.organisation
              from exchange.consent_actor a join exchange.case_item i on i.id = a.consent
             where i.person = :person and i.type = 'Consent'
            """)
        .param("person", person)
        .query(String.class)
        .list();
  }
}
