/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.escalation;

import eu.amelie.server.facts.Restrictions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deadlines of Tasks. Takes part in the caller's transaction. */
@Repository
class DeadlineTable {

  /** A Task that something is due for. */
  record Due(UUID task, UUID person) {}

  /** What is restricted waits, without being in the way of what is not. */
  private static final String MAY_MOVE = "not " + Restrictions.holding("task_deadline.task");

  private final JdbcClient jdbc;

  DeadlineTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param since when the time to answer began
   */
  void add(UUID task, UUID person, Instant since, Instant answerDue, Instant closes) {
    jdbc.sql(
            """
            insert into exchange.task_deadline (task, person, since, answer_due, closes)
            values (:task, :person, :since, :answer, :closes) on conflict do nothing
            """)
        .param("task", task)
        .param("person", person)
        .param("since", Timestamp.from(since))
        .param("answer", Timestamp.from(answerDue))
        .param("closes", Timestamp.from(closes))
        .update();
  }

  /** The time to answer begins anew, for what was escalated before as well. */
  void renew(UUID task, Instant since, Instant answerDue) {
    jdbc.sql(
            """
            update exchange.task_deadline
               set since = :since, answer_due = :answer, escalated = null
             where task = :task and closes is not null
            """)
        .param("task", task)
        .param("since", Timestamp.from(since))
        .param("answer", Timestamp.from(answerDue))
        .update();
  }

  /** When the time to answer began, where it runs still. */
  Optional<Instant> since(UUID task, Instant otherwise) {
    return jdbc.sql(
            """
            select coalesce(since, :otherwise) from exchange.task_deadline
             where task = :task and answer_due is not null
            """)
        .param("task", task)
        .param("otherwise", Timestamp.from(otherwise))
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant);
  }

  /** An answer is due earlier, never later. */
  void hasten(UUID task, Instant answerDue) {
    jdbc.sql(
            """
            update exchange.task_deadline set answer_due = :answer
             where task = :task and answer_due > :answer
            """)
        .param("task", task)
        .param("answer", Timestamp.from(answerDue))
        .update();
  }

  /** What no longer matters goes; what is gone does not come back. */
  void keep(UUID task, boolean answer, boolean closing) {
    jdbc.sql(
            """
            update exchange.task_deadline
               set answer_due = case when :answer then answer_due end,
                   closes = case when :closing then closes end
             where task = :task
            """)
        .param("task", task)
        .param("answer", answer)
        .param("closing", closing)
        .update();
  }

  /**
   * Who has waited longest comes first.
   *
   * @param without Tasks that are left out
   */
  List<Due> unanswered(Instant now, Collection<UUID> without, int most) {
    return due("answer_due", now, without, most);
  }

  /** The same of those that are to be closed. */
  List<Due> closing(Instant now, Collection<UUID> without, int most) {
    return due("closes", now, without, most);
  }

  private List<Due> due(String column, Instant now, Collection<UUID> without, int most) {
    return jdbc.sql(
            """
            select task, person from exchange.task_deadline
             where %s <= :now and task <> all(:without) and %s order by %s, task limit :most
            """
                .formatted(column, MAY_MOVE, column))
        .param("now", Timestamp.from(now))
        .param("without", without.toArray(UUID[]::new))
        .param("most", most)
        .query(
            (row, n) ->
                new Due(row.getObject("task", UUID.class), row.getObject("person", UUID.class)))
        .list();
  }

  /** False where it was before. */
  boolean escalate(UUID task, Instant now) {
    return jdbc.sql(
                """
                update exchange.task_deadline set escalated = :now, answer_due = null
                 where task = :task and answer_due is not null
                """)
            .param("task", task)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }
}
