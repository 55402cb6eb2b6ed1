/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the exchange is going to look at a person for what time changes. */
public final class DueTimes {
  private final JdbcClient jdbc;

  public DueTimes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Instant of(UUID person) {
    return jdbc.sql("select due from exchange.release_due where person = :person")
        .param("person", person)
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  /** Of somebody of whom anything is due at all. */
  public void set(UUID person, Instant instant) {
    jdbc.sql("update exchange.release_due set due = :due where person = :person")
        .param("due", Timestamp.from(instant))
        .param("person", person)
        .update();
  }
}
