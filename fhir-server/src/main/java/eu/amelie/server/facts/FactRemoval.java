/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Takes facts out for good. Takes part in the caller's transaction. */
@Repository
public class FactRemoval {
  /** Custodian of what was emptied: no organisation can have this id. */
  public static final String NOBODY = "*";

  private final JdbcClient jdbc;

  FactRemoval(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What the exchange itself put on record of the steps of these Tasks. */
  public Set<UUID> stepsOf(Collection<UUID> tasks) {
    return jdbc.sql("select provenance from exchange.task_step where task = any(:tasks)")
        .param("tasks", tasks.toArray(UUID[]::new))
        .query(UUID.class)
        .set();
  }

  /** What is still to be told about these Tasks, and when something was to become of them. */
  public void removeNotices(Collection<UUID> tasks) {
    UUID[] ids = tasks.toArray(UUID[]::new);
    delete("exchange.notification", "task", ids);
    delete("exchange.task_deadline", "task", ids);
    delete("exchange.task_step", "task", ids);
    delete("exchange.handover", "offer", ids);
    delete("exchange.handover", "original", ids);
  }

  /** All that is known of these items, but that a submission was made. */
  public void remove(Collection<UUID> items) {
    UUID[] ids = items.toArray(UUID[]::new);
    delete("exchange.blind_identifier", "item", ids);
    delete("exchange.contact_form", "item", ids);
    delete("exchange.correction_told", "item", ids);
    delete("exchange.consent_actor", "consent", ids);
    delete("exchange.consent_withdrawn", "consent", ids);
    delete("exchange.case_consent", "id", ids);
    delete("exchange.case_task", "id", ids);
    delete("exchange.case_item", "id", ids);
  }

  /** These items stay, as nobody's, and are found by nothing they were once called. */
  public void disown(Collection<UUID> items) {
    unname(items);
    UUID[] ids = items.toArray(UUID[]::new);
    jdbc.sql("update exchange.case_item set custodian = :nobody where id = any(:ids)")
        .param("nobody", NOBODY)
        .param("ids", ids)
        .update();
  }

  /** These items are found by nothing they were once called. */
  public void unname(Collection<UUID> items) {
    delete("exchange.blind_identifier", "item", items.toArray(UUID[]::new));
  }

  /** What is known of a person beside her items: it came from her Patient and goes with it. */
  public void removePerson(UUID person) {
    delete("exchange.safe_contact", "person", new UUID[] {person});
    delete("exchange.person_age", "person", new UUID[] {person});
  }

  private void delete(String table, String column, UUID[] ids) {
    jdbc.sql("delete from %s where %s = any(:ids)".formatted(table, column))
        .param("ids", ids)
        .update();
  }
}
