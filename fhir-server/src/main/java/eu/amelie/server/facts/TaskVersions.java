/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which versions of a Task its requester counts: those that changed what it sees. The owner's notes
 * and results are the owner's, and so is their number (disclosure C12).
 */
@Repository
public class TaskVersions {
  private final JdbcClient jdbc;

  TaskVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next that is counted. */
  public void add(UUID task, long stored) {
    jdbc.sql(
            """
            insert into exchange.task_version (task, counted, stored)
            select :task, coalesce(max(counted), 0) + 1, :stored
              from exchange.task_version where task = :task
            """)
        .param("task", task)
        .param("stored", stored)
        .update();
  }

  /** The next that is counted, of a Task whose earlier versions are gone. */
  public void startOver(UUID task, long stored) {
    jdbc.sql(
            """
            with gone as (delete from exchange.task_version where task = :task returning counted)
            insert into exchange.task_version (task, counted, stored)
            select :task, coalesce(max(counted), 0) + 1, :stored from gone
            """)
        .param("task", task)
        .param("stored", stored)
        .update();
  }

  /** Up to which number is counted with one of the store's. */
  public long counted(UUID task, long stored) {
    return jdbc.sql(
            """
            select coalesce(max(counted), 0)
              from exchange.task_version where task = :task and stored <= :stored
            """)
        .param("task", task)
        .param("stored", stored)
        .query(Long.class)
        .single();
  }

  /** The number of the first that is still there. */
  public long first(UUID task) {
    return jdbc.sql("select min(counted) from exchange.task_version where task = :task")
        .param("task", task)
        .query(Long.class)
        .single();
  }

  /** The store's number of the newest that is counted. */
  public long newest(UUID task) {
    return jdbc.sql("select max(stored) from exchange.task_version where task = :task")
        .param("task", task)
        .query(Long.class)
        .single();
  }

  /** The store's number of one that is counted. */
  public Optional<Long> stored(UUID task, long counted) {
    return jdbc.sql(
            """
            select stored from exchange.task_version where task = :task and counted = :counted
            """)
        .param("task", task)
        .param("counted", counted)
        .query(Long.class)
        .optional();
  }
}
