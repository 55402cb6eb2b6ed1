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
  /** Any number that no other lock has. */
  private static final long COMING = 0x5343_7061_7274_7900L;

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

  /** Whether everything that is released to it bears its tag. */
  public boolean isKnown(Party party) {
    if (seen.contains(party)) {
      return true;
    }
    Optional<String> row =
        jdbc.sql(
                """
                select organisation from exchange.party
                 where organisation = :organisation and role = :role and purposes = :purposes
                   and ready
                """)
            .param("organisation", party.organisation())
            .param("role", party.role().claim())
            .param("purposes", party.purposeCodes())
            .query(String.class)
            .optional();
    row.ifPresent(ignored -> seen.add(party));
    return row.isPresent();
  }

  /** Until the end of the transaction no party comes that it has not seen. */
  public void holdStill() {
    jdbc.sql("select pg_advisory_xact_lock_shared(:lock)")
        .param("lock", COMING)
        .query()
        .singleRow();
  }

  /** Waits for whoever holds parties still, so that none of them overlooks it. Not ready yet. */
  public void add(Party party) {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", COMING).query().singleRow();
    update(
        """
        insert into exchange.party (organisation, role, purposes, ready)
        values (:organisation, :role, :purposes, false) on conflict do nothing
        """,
        party);
  }

  public void ready(Party party) {
    update(
        """
        update exchange.party set ready = true
         where organisation = :organisation and role = :role and purposes = :purposes
        """,
        party);
  }

  private void update(String sql, Party party) {
    jdbc.sql(sql)
        .param("organisation", party.organisation())
        .param("role", party.role().claim())
        .param("purposes", party.purposeCodes())
        .update();
  }
}
