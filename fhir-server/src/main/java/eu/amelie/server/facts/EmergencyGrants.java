/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.interceptors.consent.BreakGlassGrant;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Emergency accesses on record. Takes part in the caller's transaction. */
@Repository
public class EmergencyGrants {
  private final JdbcClient jdbc;

  EmergencyGrants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void add(UUID person, BreakGlassGrant grant, String reason) {
    jdbc.sql(
            """
            insert into exchange.break_glass (id, person, organisation, reason, starts, ends)
            values (:id, :person, :organisation, :reason, :starts, :ends)
            """)
        .param("id", UUID.randomUUID())
        .param("person", person)
        .param("organisation", grant.organisation())
        .param("reason", reason)
        .param("starts", Timestamp.from(grant.from()))
        .param("ends", Timestamp.from(grant.until()))
        .update();
  }

  /** The one that reaches furthest, if any holds now. */
  public Optional<BreakGlassGrant> find(UUID person, String organisation, Instant now) {
    return jdbc.sql(
            """
            select starts, ends from exchange.break_glass
             where person = :person and organisation = :organisation
               and starts <= :now and ends > :now
             order by ends desc limit 1
            """)
        .param("person", person)
        .param("organisation", organisation)
        .param("now", Timestamp.from(now))
        .query(
            (row, n) ->
                new BreakGlassGrant(
                    organisation,
                    "Patient/" + person,
                    row.getTimestamp("starts").toInstant(),
                    row.getTimestamp("ends").toInstant()))
        .optional();
  }
}
