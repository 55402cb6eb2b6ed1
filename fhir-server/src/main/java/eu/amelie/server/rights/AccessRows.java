/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.rights.Access;
import eu.amelie.interceptors.rights.SeenItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds in the audit trail the answers that showed an item. */
@Repository
class AccessRows {
  private final JdbcClient jdbc;

  AccessRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of them, whenever they were given; refusals show nothing. */
  List<Access> to(Collection<UUID> items) {
    return jdbc.sql(
            """
            select recorded, organisation, purposes, items from exchange.audit_event
             where items is not null and exchange.items_named(items) && :ids
               and organisation is not null and outcome = 'permit'
             order by id
            """)
        .param("ids", items.toArray(UUID[]::new))
        .query(AccessRows::access)
        .list();
  }

  private static Access access(ResultSet row, int number) throws SQLException {
    LocalDate day = LocalDate.ofInstant(row.getTimestamp("recorded").toInstant(), ZoneOffset.UTC);
    String purposes = row.getString("purposes");
    List<SeenItem> seen =
        Arrays.stream(row.getString("items").split("\n"))
            .map(SeenItem::of)
            .flatMap(Optional::stream)
            .toList();
    return new Access(
        day,
        row.getString("organisation"),
        purposes == null
            ? Set.of()
            : Arrays.stream(purposes.split(" "))
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet()),
        seen);
  }
}
