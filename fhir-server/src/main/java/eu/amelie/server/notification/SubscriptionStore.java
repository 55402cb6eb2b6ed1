/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.SubscriptionTerms;
import eu.amelie.interceptors.notification.Topic;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Subscriptions in the database. Takes part in the caller's transaction. */
@Repository
class SubscriptionStore {
  /** So many failures in a row make a subscription one that is in error. */
  private static final int FAILURES_TO_ERROR = 3;

  private static final RowMapper<SubscriptionRow> ROW = (row, n) -> row(row);

  private final JdbcClient jdbc;

  SubscriptionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static SubscriptionRow row(ResultSet row) throws SQLException {
    int heartbeat = row.getInt("heartbeat");
    return new SubscriptionRow(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        row.getString("organisation"),
        row.getString("client"),
        row.getString("role"),
        row.getString("country"),
        row.getString("purposes"),
        row.getString("base"),
        new SubscriptionTerms(
            Topic.ofId(row.getString("topic")),
            URI.create(row.getString("endpoint")),
            row.getBoolean("id_only"),
            heartbeat == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(heartbeat)),
            Optional.ofNullable(row.getTimestamp("ends")).map(Timestamp::toInstant)),
        row.getString("status"),
        row.getBoolean("handshaken"),
        row.getLong("events"),
        row.getInt("failures"));
  }

  Optional<SubscriptionRow> find(UUID id) {
    return jdbc.sql("select * from exchange.subscription where id = :id")
        .param("id", id)
        .query(ROW)
        .optional();
  }

  Optional<SubscriptionRow> lock(UUID id) {
    return jdbc.sql("select * from exchange.subscription where id = :id for update")
        .param("id", id)
        .query(ROW)
        .optional();
  }

  List<SubscriptionRow> of(String organisation) {
    return jdbc.sql(
            """
            select * from exchange.subscription where organisation = :organisation
             order by written, id
            """)
        .param("organisation", organisation)
        .query(ROW)
        .list();
  }

  void save(SubscriptionRow row) {
    jdbc.sql(
            """
            insert into exchange.subscription
              (id, version, organisation, client, role, country, purposes, base, topic, endpoint,
               id_only, heartbeat, ends, status, handshaken)
            values
              (:id, :version, :organisation, :client, :role, :country, :purposes, :base, :topic,
               :endpoint, :idOnly, :heartbeat, :ends, :status, :handshaken)
            on conflict (id) do update
              set version = excluded.version, topic = excluded.topic,
                  endpoint = excluded.endpoint, id_only = excluded.id_only,
                  heartbeat = excluded.heartbeat, ends = excluded.ends, status = excluded.status,
                  handshaken = excluded.handshaken, failures = 0, written = clock_timestamp()
            """)
        .param("id", row.id())
        .param("version", row.version())
        .param("organisation", row.organisation())
        .param("client", row.client())
        .param("role", row.role())
        .param("country", row.country())
        .param("purposes", row.purposes())
        .param("base", row.base())
        .param("topic", row.terms().topic().id())
        .param("endpoint", row.terms().endpoint().toString())
        .param("idOnly", row.terms().idOnly())
        .param("heartbeat", row.heartbeatSeconds().orElse(null))
        .param("ends", row.terms().end().map(Timestamp::from).orElse(null))
        .param("status", row.status())
        .param("handshaken", row.handshaken())
        .update();
  }

  /** Counts one more event that is told. */
  long nextNumber(UUID id) {
    return jdbc.sql(
            """
            update exchange.subscription set events = events + 1 where id = :id returning events
            """)
        .param("id", id)
        .query(Long.class)
        .single();
  }

  /**
   * The receiver has taken what was sent: whatever was wrong before is over. Only who has taken a
   * handshake becomes active.
   */
  void succeeded(UUID id, long version, boolean handshake) {
    jdbc.sql(
            """
            update exchange.subscription
               set last_sent = clock_timestamp(), failures = 0,
                   handshaken = handshaken or :handshake,
                   status = case when status in ('requested', 'error')
                                      and (handshaken or :handshake) then 'active'
                                 else status end
             where id = :id and version = :version
            """)
        .param("id", id)
        .param("version", version)
        .param("handshake", handshake)
        .update();
  }

  /** How many failures in a row there are now. */
  int failed(UUID id) {
    return jdbc.sql(
            """
            update exchange.subscription
               set failures = failures + 1,
                   status = case when failures + 1 >= :most and status <> 'off' then 'error'
                                 else status end
             where id = :id returning failures
            """)
        .param("id", id)
        .param("most", FAILURES_TO_ERROR)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /** Those to whom nothing was sent for a heartbeat's time; each is told once. */
  List<String> claimSilent() {
    return jdbc.sql(
            """
            update exchange.subscription set last_sent = clock_timestamp()
             where status in ('active', 'error') and handshaken and heartbeat is not null
               and (ends is null or ends > clock_timestamp())
               and last_sent + make_interval(secs => heartbeat) <= clock_timestamp()
            returning id::text
            """)
        .query(String.class)
        .list();
  }

  /**
   * Those whose receivers have taken no handshake and are asked for none any more.
   *
   * @param asking the name of the work that asks them
   */
  List<String> unasked(String asking) {
    return jdbc.sql(
            """
            select s.id::text from exchange.subscription s
             where not s.handshaken and s.status <> 'off'
               and (s.ends is null or s.ends > clock_timestamp())
               and not exists (select from exchange.scheduled_tasks t
                                where t.task_name = :asking and t.task_instance = s.id::text)
            """)
        .param("asking", asking)
        .query(String.class)
        .list();
  }
}
