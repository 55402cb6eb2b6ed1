/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Looks up what is on record beside Tasks, for a whole page of them at once. It begins with their
 * ids and not with the table of all Tasks: the planner may take that for small and go through it,
 * and so through what is hidden (disclosure B17).
 */
@Repository
public class MarkedTasks {
  private final JdbcClient jdbc;

  MarkedTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One statement. */
  public Map<UUID, TaskMarks> of(Collection<UUID> tasks) {
    Map<UUID, TaskMarks> marks = new HashMap<>();
    jdbc.sql(
            """
            select t.id,
                   array(select s.provenance from exchange.task_step s
                          where s.task = t.id order by s.number) as steps,
                   exists (select from exchange.task_deadline d
                            where d.task = t.id and d.escalated is not null) as escalated,
                   exists (select from exchange.handover h where h.offer = t.id) as offered
              from unnest(cast(:tasks as uuid[])) as t (id)
            """)
        .param("tasks", tasks.toArray(UUID[]::new))
        .query(
            row -> {
              UUID[] steps = (UUID[]) row.getArray("steps").getArray();
              marks.put(
                  row.getObject("id", UUID.class),
                  new TaskMarks(
                      Arrays.asList(steps),
                      row.getBoolean("escalated"),
                      row.getBoolean("offered")));
            });
    return marks;
  }
}
