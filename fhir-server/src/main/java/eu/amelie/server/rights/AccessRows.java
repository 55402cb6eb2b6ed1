/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.rights.Access;
import eu.amelie.interceptors.rights.SeenItem;
import eu.amelie.server.facts.OwnParts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Finds in the audit trail the answers that showed an item. */
@Repository
class AccessRows {
  /** After any other time, in the database's words. */
  private static final String OPEN = "infinity";

  private final JdbcClient jdbc;

  AccessRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All of them, whenever they were given, by the day: what was shown again on one day to one
   * organisation for the same purposes is one. Refusals show nothing.
   */
  List<Access> to(Collection<UUID> items) {
    return found(jdbc.sql(shown("")), items);
  }

  /**
   * The same, of what was shown to the giver itself, and to whom it has asked while they were
   * asked: on the very day on which a Task ends, what was shown after that is not among them.
   */
  List<Access> to(Collection<UUID> items, String giver, List<OwnParts.Asked> asked) {
    return found(
        jdbc.sql(
                shown(
                    """
                    and (e.organisation = :giver
                         or exists (select from unnest(cast(:who as text[]),
                                                       cast(:since as timestamptz[]),
                                                       cast(:until as timestamptz[]))
                                              as asked (who, since, until)
                                     where asked.who = e.organisation
                                       and e.recorded between asked.since and asked.until))
                    """))
            .param("giver", giver)
            .param("who", asked.stream().map(OwnParts.Asked::organisation).toArray(String[]::new))
            .param(
                "since", asked.stream().map(one -> one.since().toString()).toArray(String[]::new))
            .param(
                "until",
                asked.stream()
                    .map(one -> one.until().map(Instant::toString).orElse(OPEN))
                    .toArray(String[]::new)),
        items);
  }

  private static String shown(String condition) {
    return """
    select (e.recorded at time zone 'UTC')::date as day, e.organisation, e.purposes, line
      from exchange.audit_event e,
           lateral unnest(string_to_array(e.items, E'\n')) as line
     where e.items is not null and exchange.items_named(e.items) && :ids
       and exchange.items_named(line) && :ids
       and e.organisation is not null and e.outcome = 'permit'
       %s
     group by 1, 2, 3, 4
     order by min(e.id)
    """
        .formatted(condition);
  }

  private static List<Access> found(StatementSpec statement, Collection<UUID> items) {
    return statement
        .param("ids", items.toArray(UUID[]::new))
        .query(AccessRows::access)
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Access> access(ResultSet row, int number) throws SQLException {
    LocalDate day = row.getObject("day", LocalDate.class);
    String organisation = row.getString("organisation");
    String purposes = row.getString("purposes");
    Set<String> codes =
        purposes == null
            ? Set.of()
            : Arrays.stream(purposes.split(" "))
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
    return SeenItem.of(row.getString("line"))
        .map(seen -> new Access(day, organisation, codes, List.of(seen)));
  }
}
