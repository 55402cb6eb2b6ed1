/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.parties;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has come to the exchange, in which role and with which purposes; kept in the database. */
@Component
public class Parties {
  private final JdbcClient jdbc;

  /** Parties are only ever added, so that what was once seen need not be looked up again. */
  private final Set<Party> seen = ConcurrentHashMap.newKeySet();

  Parties(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All sets of purposes of these organisations. */
  public List<Party> known(Collection<String> organisations) {
    return jdbc.sql(
            """
            select organisation, role, purposes from exchange.party
             where organisation = any(:organisations)
            """)
        .param("organisations", organisations.toArray(String[]::new))
        .query(
            (row, n) ->
                Party.of(
                    row.getString("organisation"),
                    row.getString("role"),
                    row.getString("purposes")))
        .list();
  }

  public boolean isKnown(Party party) {
    if (seen.contains(party)) {
      return true;
    }
    Optional<String> row =
        jdbc.sql(
                """
                select organisation from exchange.party
                 where organisation = :organisation and role = :role and purposes = :purposes
                """)
            .param("organisation", party.organisation())
            .param("role", party.role().claim())
            .param("purposes", party.purposeCodes())
            .query(String.class)
            .optional();
    row.ifPresent(ignored -> seen.add(party));
    return row.isPresent();
  }

  /** Whether it was new. */
  public boolean add(Party party) {
    return jdbc.sql(
                """
                insert into exchange.party (organisation, role, purposes)
                values (:organisation, :role, :purposes) on conflict do nothing
                """)
            .param("organisation", party.organisation())
            .param("role", party.role().claim())
            .param("purposes", party.purposeCodes())
            .update()
        == 1;
  }
}
