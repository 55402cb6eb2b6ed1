/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is to be told, until it is. Notifications of one Task to one subscriber form a chain that is
 * worked off in the order in which the changes were committed. Takes part in the caller's
 * transaction; times are the database's.
 */
@Repository
class Outbox {
  /**
   * One notification that is to be sent.
   *
   * @param number empty until it is first told
   * @param busyFor how long nobody is to touch it: somebody else is at it, or it failed just now
   * @param expired whether it was tried for as long as anything is
   */
  record Letter(
      long id,
      UUID subscription,
      UUID task,
      UUID person,
      Optional<Long> number,
      int attempts,
      Optional<Duration> busyFor,
      boolean expired) {}

  /** Whose notification it is. */
  record Receiver(UUID subscription, String organisation) {}

  /** An event that was told, or is being. */
  record Told(long number, UUID task, boolean named) {}

  private final JdbcClient jdbc;

  Outbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a notification for each subscription to the topic.
   *
   * @param parties organisations to tell
   * @param coordinators organisations to tell where they subscribe as coordinators
   * @return names under which the deliveries are due
   */
  List<String> add(
      Topic topic,
      UUID task,
      UUID person,
      Collection<String> parties,
      Collection<String> coordinators) {
    return jdbc.sql(
            """
            insert into exchange.notification (subscription, task, person)
            select s.id, :task, :person from exchange.subscription s
             where s.topic = :topic and s.status <> 'off'
               and (s.ends is null or s.ends > clock_timestamp())
               and (s.organisation = any(:parties)
                    or s.role = 'coordinator' and s.organisation = any(:coordinators))
             order by s.id
            returning id::text
            """)
        .param("topic", topic.id())
        .param("task", task)
        .param("person", person)
        .param("parties", parties.toArray(String[]::new))
        .param("coordinators", coordinators.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /** Whether the receiver of any of these takes what is sent to it, as far as is known. */
  boolean reachesAny(List<String> deliveries) {
    return jdbc.sql(
            """
            select exists (select from exchange.notification n
              join exchange.subscription s on s.id = n.subscription
             where n.id = any(cast(:ids as bigint[])) and s.status = 'active')
            """)
        .param("ids", deliveries.toArray(String[]::new))
        .query(Boolean.class)
        .single();
  }

  /** The first of the chain that this notification belongs to that is still to be sent. */
  Optional<Letter> head(long id, Duration keepTrying) {
    return jdbc.sql(
            """
            select n.*, extract(epoch from n.due - clock_timestamp()) as waits,
                   coalesce(n.trying_since + make_interval(secs => :keep) < clock_timestamp(),
                            false) as expired
              from exchange.notification n
              join exchange.notification own
                on own.subscription = n.subscription and own.task = n.task
             where own.id = :id and n.state = 'pending'
             order by n.id limit 1
            """)
        .param("id", id)
        .param("keep", (double) keepTrying.toSeconds())
        .query((row, n) -> letter(row))
        .optional();
  }

  private static Letter letter(ResultSet row) throws SQLException {
    double waits = row.getDouble("waits");
    return new Letter(
        row.getLong("id"),
        row.getObject("subscription", UUID.class),
        row.getObject("task", UUID.class),
        row.getObject("person", UUID.class),
        Optional.ofNullable(row.getObject("number", Long.class)),
        row.getInt("attempts"),
        waits > 0 ? Optional.of(Duration.ofMillis((long) (waits * 1000) + 1)) : Optional.empty(),
        row.getBoolean("expired"));
  }

  /** Empty when the notification is gone. */
  Optional<Receiver> receiverOf(long id) {
    return jdbc.sql(
            """
            select s.id, s.organisation from exchange.notification n
              join exchange.subscription s on s.id = n.subscription
             where n.id = :id
            """)
        .param("id", id)
        .query(
            (row, n) ->
                new Receiver(row.getObject("id", UUID.class), row.getString("organisation")))
        .optional();
  }

  boolean isPending(long id) {
    return jdbc.sql(
            "select exists (select from exchange.notification where id = :id and state ="
                + " 'pending')")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** How often in a row its receiver has failed. */
  int failuresBefore(Letter letter) {
    return jdbc.sql("select failures from exchange.subscription where id = :subscription")
        .param("subscription", letter.subscription())
        .query(Integer.class)
        .single();
  }

  /** What waits for this subscription waits no longer. Names under which the deliveries are due. */
  List<String> wake(UUID subscription) {
    return jdbc.sql(
            """
            update exchange.notification set due = null
             where subscription = :subscription and state = 'pending'
            returning id::text
            """)
        .param("subscription", subscription)
        .query(String.class)
        .list();
  }

  /** Nobody else touches it for that long. False where somebody else was first. */
  boolean claim(long id, Duration lease) {
    return jdbc.sql(
                """
                update exchange.notification
                   set due = clock_timestamp() + make_interval(secs => :lease),
                       trying_since = coalesce(trying_since, clock_timestamp())
                 where id = :id and state = 'pending'
                   and (due is null or due <= clock_timestamp())
                """)
            .param("id", id)
            .param("lease", (double) lease.toMillis() / 1000)
            .update()
        == 1;
  }

  /**
   * @param named whether the Task is told
   */
  void attempt(long id, long number, boolean named) {
    jdbc.sql(
            """
            update exchange.notification
               set number = :number, named = :named, attempts = attempts + 1 where id = :id
            """)
        .param("id", id)
        .param("number", number)
        .param("named", named)
        .update();
  }

  void postpone(long id, Duration wait) {
    jdbc.sql(
            """
            update exchange.notification
               set due = clock_timestamp() + make_interval(secs => :wait) where id = :id
            """)
        .param("id", id)
        .param("wait", (double) wait.toMillis() / 1000)
        .update();
  }

  /** As if it had not been tried. */
  void putOff(long id, Duration wait) {
    jdbc.sql(
            """
            update exchange.notification
               set due = clock_timestamp() + make_interval(secs => :wait), trying_since = null
             where id = :id
            """)
        .param("id", id)
        .param("wait", (double) wait.toMillis() / 1000)
        .update();
  }

  /**
   * @param state delivered, dropped or dead
   */
  void settle(long id, String state) {
    jdbc.sql(
            """
            update exchange.notification set state = :state, settled = clock_timestamp()
             where id = :id and state = 'pending'
            """)
        .param("id", id)
        .param("state", state)
        .update();
  }

  /** Whether a later change of the same Task is to be told to the same subscriber. */
  boolean isFollowed(Letter letter) {
    return jdbc.sql(
            """
            select exists (select from exchange.notification
             where subscription = :subscription and task = :task and state = 'pending'
               and id > :id)
            """)
        .param("subscription", letter.subscription())
        .param("task", letter.task())
        .param("id", letter.id())
        .query(Boolean.class)
        .single();
  }

  /** Whether the subscriber was ever told this Task, by this subscription or another of its own. */
  boolean wasNamed(Letter letter) {
    return jdbc.sql(
            """
            select exists (select from exchange.subscription own
              join exchange.subscription s
                on s.organisation = own.organisation and s.role = own.role
              join exchange.notification n
                on n.subscription = s.id and n.task = :task and n.named and n.id < :id
             where own.id = :subscription)
            """)
        .param("subscription", letter.subscription())
        .param("task", letter.task())
        .param("id", letter.id())
        .query(Boolean.class)
        .single();
  }

  /** The told events between two numbers, both included. */
  List<Told> told(UUID subscription, long from, long to, int most) {
    return jdbc.sql(
            """
            select number, task, named from exchange.notification
             where subscription = :subscription and number between :from and :to
             order by number limit :most
            """)
        .param("subscription", subscription)
        .param("from", from)
        .param("to", to)
        .param("most", most)
        .query(
            (row, n) ->
                new Told(
                    row.getLong("number"),
                    row.getObject("task", UUID.class),
                    row.getBoolean("named")))
        .list();
  }
}
