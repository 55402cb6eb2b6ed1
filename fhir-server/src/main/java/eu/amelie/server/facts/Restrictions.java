/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whose part of a person's case is kept and not used. While it stands, that custodian's Consents
 * permit nobody anything and nothing of its part changes, but for withdrawal and erasure.
 */
@Repository
public class Restrictions {
  private final JdbcClient jdbc;

  Restrictions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Ids of the custodians whose part of this person's case is restricted. */
  public Set<String> of(UUID person) {
    return jdbc.sql("select custodian from exchange.restriction where person = :person")
        .param("person", person)
        .query(String.class)
        .set();
  }

  public boolean holds(UUID person, String custodian) {
    return of(person).contains(custodian);
  }

  /**
   * Whether a Task may not move: whoever submitted it, or the ServiceRequest that it is about, has
   * restricted its part.
   */
  public boolean holdsTask(UUID task) {
    return jdbc.sql("select " + holding(":task")).param("task", task).query(Boolean.class).single();
  }

  /**
   * The same as a condition within another statement.
   *
   * @param task what stands there for the Task's id: a column or a parameter, never a value
   */
  public static String holding(String task) {
    return """
        exists (select from exchange.case_task t
                  join exchange.case_item i on i.id in (t.id, t.focus)
                  join exchange.restriction r
                    on r.person = i.person and r.custodian = i.custodian
                 where t.id = %s)
        """
        .formatted(task);
  }

  /**
   * @return false where it was restricted before
   */
  public boolean add(UUID person, String custodian, String reason) {
    return jdbc.sql(
                """
                insert into exchange.restriction (person, custodian, reason)
                values (:person, :custodian, :reason) on conflict do nothing
                """)
            .param("person", person)
            .param("custodian", custodian)
            .param("reason", reason)
            .update()
        > 0;
  }

  /**
   * @return false where it was not restricted
   */
  public boolean remove(UUID person, String custodian) {
    return jdbc.sql(
                """
                delete from exchange.restriction where person = :person and custodian = :custodian
                """)
            .param("person", person)
            .param("custodian", custodian)
            .update()
        > 0;
  }
}
