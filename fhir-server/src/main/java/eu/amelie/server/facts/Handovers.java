/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was offered to another country. Takes part in the caller's transaction. */
@Repository
public class Handovers {

  /**
   * One offer.
   *
   * @param offer the Task that asks
   * @param original the Task that is to be handed over
   * @param country of the one who is asked
   * @param recoveryEnds empty until it is concluded
   */
  public record Row(
      UUID offer,
      UUID original,
      String country,
      int recoveryDays,
      boolean concluded,
      Optional<LocalDate> recoveryEnds) {}

  private static final RowMapper<Row> ROW =
      (row, n) ->
          new Row(
              row.getObject("offer", UUID.class),
              row.getObject("original", UUID.class),
              row.getString("country"),
              row.getInt("recovery_days"),
              row.getTimestamp("concluded") != null,
              Optional.ofNullable(row.getObject("recovery_ends", LocalDate.class)));

  private final JdbcClient jdbc;

  Handovers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void save(UUID offer, UUID original, String country, int recoveryDays, Instant now) {
    jdbc.sql(
            """
            insert into exchange.handover (offer, original, country, recovery_days, offered)
            values (:offer, :original, :country, :days, :now)
            """)
        .param("offer", offer)
        .param("original", original)
        .param("country", country)
        .param("days", recoveryDays)
        .param("now", Timestamp.from(now))
        .update();
  }

  public Optional<Row> find(UUID offer) {
    return jdbc.sql("select * from exchange.handover where offer = :offer")
        .param("offer", offer)
        .query(ROW)
        .optional();
  }

  /** The newest first. */
  public List<Row> of(UUID original) {
    return jdbc.sql(
            "select * from exchange.handover where original = :original order by offered desc")
        .param("original", original)
        .query(ROW)
        .list();
  }

  public void conclude(UUID offer, int recoveryDays, LocalDate recoveryEnds, Instant now) {
    jdbc.sql(
            """
            update exchange.handover
               set concluded = :now, recovery_days = :days, recovery_ends = :ends
             where offer = :offer
            """)
        .param("now", Timestamp.from(now))
        .param("days", recoveryDays)
        .param("ends", recoveryEnds)
        .param("offer", offer)
        .update();
  }
}
