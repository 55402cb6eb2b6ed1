/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import eu.amelie.server.parties.Party;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Looks up what is a party's own or bears its release tag. It is one statement each, which does the
 * same whether nothing is there or something that is hidden: what follows, follows for neither
 * (disclosure B17).
 *
 * <p>Not guaranteed: that what it finds may be shown; that is for the decision.
 */
@Repository
public class ReleasedItems {
  private final JdbcClient jdbc;

  ReleasedItems(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<CaseItem> find(Party party, UUID id) {
    return bound(
            """
            select %s from exchange.case_item
             where id = :id and (custodian = :organisation or :tag = any(released_to))
            """
                .formatted(CaseFacts.ITEM_COLUMNS),
            party)
        .param("id", id)
        .query(CaseFacts.ITEM)
        .optional();
  }

  /** Those of them that {@link #find(Party, UUID)} would find, in one statement. */
  public List<CaseItem> find(Party party, Collection<UUID> ids) {
    return bound(
            """
            select %s from exchange.case_item
             where id = any(:ids) and (custodian = :organisation or :tag = any(released_to))
            """
                .formatted(CaseFacts.ITEM_COLUMNS),
            party)
        .param("ids", ids.toArray(UUID[]::new))
        .query(CaseFacts.ITEM)
        .list();
  }

  /** Also where it is only what something of its own is about. */
  public boolean isNameable(Party party, UUID id) {
    return bound(
            """
            select exists (select from exchange.case_item
                            where id = :id
                              and (custodian = :organisation or :tag = any(released_to)))
                or exists (select from exchange.case_item
                            where person = :id and custodian = :organisation)
                or exists (select from exchange.case_task
                            where focus = :id and requester = :organisation)
            """,
            party)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private JdbcClient.StatementSpec bound(String sql, Party party) {
    return jdbc.sql(sql).param("organisation", party.organisation()).param("tag", party.tag());
  }
}
