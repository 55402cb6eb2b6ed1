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
            select i.* from exchange.case_item i
             where i.id = :id
               and (i.custodian = :organisation
                    or exists (select from hfj_resource r
                                 join hfj_res_tag t on t.res_id = r.res_id
                                 join hfj_tag_def d on d.tag_id = t.tag_id
                                where r.fhir_id = :text and r.res_type = i.type
                                  and d.tag_system = :system and d.tag_code = :tag))
            """,
            party,
            id)
        .query(CaseFacts.ITEM)
        .optional();
  }

  /** Those of them that {@link #find(Party, UUID)} would find, in one statement. */
  public List<CaseItem> find(Party party, Collection<UUID> ids) {
    return jdbc.sql(
            """
            select i.* from exchange.case_item i
             where i.id = any(:ids)
               and (i.custodian = :organisation
                    or exists (select from hfj_resource r
                                 join hfj_res_tag t on t.res_id = r.res_id
                                 join hfj_tag_def d on d.tag_id = t.tag_id
                                where r.fhir_id = i.id::text and r.res_type = i.type
                                  and d.tag_system = :system and d.tag_code = :tag))
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("organisation", party.organisation())
        .param("system", Party.TAG_SYSTEM)
        .param("tag", party.tag())
        .query(CaseFacts.ITEM)
        .list();
  }

  /** Also where it is only what something of its own is about. */
  public boolean isNameable(Party party, UUID id) {
    return bound(
            """
            select exists (select from exchange.case_item
                            where id = :id and custodian = :organisation)
                or exists (select from exchange.case_item
                            where person = :id and custodian = :organisation)
                or exists (select from exchange.case_task
                            where focus = :id and requester = :organisation)
                or exists (select from hfj_resource r
                             join hfj_res_tag t on t.res_id = r.res_id
                             join hfj_tag_def d on d.tag_id = t.tag_id
                            where r.fhir_id = :text
                              and d.tag_system = :system and d.tag_code = :tag)
            """,
            party,
            id)
        .query(Boolean.class)
        .single();
  }

  private JdbcClient.StatementSpec bound(String sql, Party party, UUID id) {
    return jdbc.sql(sql)
        .param("id", id)
        .param("text", id.toString())
        .param("organisation", party.organisation())
        .param("system", Party.TAG_SYSTEM)
        .param("tag", party.tag());
  }
}
