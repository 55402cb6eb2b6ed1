/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.release;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When the passing of time alone next changes what is released of a person. */
@Component
class DueTable {
  /** PostgreSQL keeps no time beyond this one, and nobody lives to see it. */
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private final JdbcClient jdbc;

  DueTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param due null for never
   */
  void set(UUID person, Instant due) {
    if (due == null || due.isAfter(FAR)) {
      jdbc.sql("delete from exchange.release_due where person = :person")
          .param("person", person)
          .update();
      return;
    }
    jdbc.sql(
            """
            insert into exchange.release_due (person, due) values (:person, :due)
            on conflict (person) do update set due = excluded.due
            """)
        .param("person", person)
        .param("due", Timestamp.from(due))
        .update();
  }

  /**
   * The same, but what is due by now and was not done stays due.
   *
   * @param due null for never
   */
  void setUnlessDue(UUID person, Instant due, Instant now) {
    if (due == null || due.isAfter(FAR)) {
      jdbc.sql("delete from exchange.release_due where person = :person and due > :now")
          .param("person", person)
          .param("now", Timestamp.from(now))
          .update();
      return;
    }
    jdbc.sql(
            """
            insert into exchange.release_due as d (person, due) values (:person, :due)
            on conflict (person) do update set due = excluded.due where d.due > :now
            """)
        .param("person", person)
        .param("due", Timestamp.from(due))
        .param("now", Timestamp.from(now))
        .update();
  }

  boolean isDue(UUID person, Instant now) {
    return jdbc.sql(
            "select exists (select from exchange.release_due where person = :person and due <="
                + " :now)")
        .param("person", person)
        .param("now", Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }

  /**
   * Of whom something is due by the clock that decides, but for these; who has waited longest comes
   * first. In another order the planner, which cannot know the clock, would look at everybody to
   * find that most often nobody is due, and each call would cost more for each person that is kept
   * (disclosure B17).
   */
  List<UUID> persons(Collection<UUID> without, int most) {
    return jdbc.sql(
            """
            select person from exchange.release_due
             where due <= (select coalesce((select instant from exchange.sandbox_clock),
                                           clock_timestamp()))
               and person <> all(:without)
             order by due limit :most
            """)
        .param("without", without.toArray(UUID[]::new))
        .param("most", most)
        .query(UUID.class)
        .list();
  }
}
