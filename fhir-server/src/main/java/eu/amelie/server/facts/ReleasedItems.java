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
  /** Whether something may be searched for by an item. */
  public enum Naming {
    /** It is the party's own or released to it. */
    FULLY,
    /** It is not, but something of the party's own is about it: that alone is found by it. */
    AMONG_ITS_OWN,
    /** As if it were not there. */
    NOT
  }

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

  /** How far a party may find by an item. */
  public Naming naming(Party party, UUID id) {
    return bound(
            """
            select case
              when exists (select from exchange.case_item
                            where id = :id
                              and (custodian = :organisation or :tag = any(released_to)))
                then 'FULLY'
              when exists (select from exchange.case_item
                            where person = :id and custodian = :organisation)
                or exists (select from exchange.case_task
                            where focus = :id and requester = :organisation)
                then 'AMONG_ITS_OWN'
              else 'NOT' end
            """,
            party)
        .param("id", id)
        .query((row, n) -> Naming.valueOf(row.getString(1)))
        .single();
  }

  /**
   * What is found of a type by items that a party may name: by one that it may name among its own,
   * what it has submitted or asked for itself, and nothing else of that person whatever is named
   * beside; by one that it may name fully, all of the person. Whether they refer to it is not
   * looked at.
   */
  public List<UUID> findable(
      Party party, String type, Collection<UUID> fully, Collection<UUID> amongItsOwn) {
    return bound(
            """
            select id from exchange.case_item
             where type = :type
               and person in (select person from exchange.case_item where id = any(:fully)
                              except
                              select person from exchange.case_item where id = any(:own))
            union
            select id from exchange.case_item
             where type = :type and custodian = :organisation and person = any(:own)
            union
            select id from exchange.case_task where focus = any(:own) and requester = :organisation
            """,
            party)
        .param("type", type)
        .param("fully", fully.toArray(UUID[]::new))
        .param("own", amongItsOwn.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  private JdbcClient.StatementSpec bound(String sql, Party party) {
    return jdbc.sql(sql).param("organisation", party.organisation()).param("tag", party.tag());
  }
}
