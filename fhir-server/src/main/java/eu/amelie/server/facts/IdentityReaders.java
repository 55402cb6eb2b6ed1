/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.rights.SeenItem;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds in the audit trail to whom identity was ever shown, also in an emergency. */
@Repository
public class IdentityReaders {
  private final JdbcClient jdbc;

  IdentityReaders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Ids of the organisations that were answered with anything of this item under one of these
   * labels, in a fixed order; its custodian among them.
   */
  public Set<String> of(UUID item, Collection<IdentityLabel> labels) {
    Set<String> readers = new TreeSet<>();
    jdbc.sql(
            """
            select distinct e.organisation, line
              from exchange.audit_event e,
                   lateral unnest(string_to_array(e.items, E'\n')) as line
             where e.items is not null and exchange.items_named(e.items) && :ids
               and exchange.items_named(line) && :ids
               and e.organisation is not null and e.outcome = 'permit'
            """)
        .param("ids", new UUID[] {item})
        .query(
            row -> {
              boolean shown =
                  SeenItem.of(row.getString("line"))
                      .filter(seen -> seen.id().equals(item))
                      .filter(
                          seen ->
                              labels.stream().anyMatch(one -> seen.labels().contains(one.name())))
                      .isPresent();
              if (shown) {
                readers.add(row.getString("organisation"));
              }
            });
    return readers;
  }
}
