/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.scheduling;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The database's clock for the scheduler, so that nodes whose own clocks differ take the same work
 * for due. It is read twice a minute; between two readings the node's own clock ticks on. It is
 * never the sandbox's clock: that one moves decisions, not the waiting between two attempts.
 */
@Component("dbSchedulerClock")
class DatabaseClock implements Clock {
  private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();

  private record Reading(Instant time, long nanos) {}

  private final JdbcClient jdbc;
  private volatile Reading last;

  DatabaseClock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Instant now() {
    Reading reading = last;
    long nanos = System.nanoTime();
    if (reading == null || nanos - reading.nanos() > FRESH_NANOS) {
      reading = read();
      last = reading;
      nanos = System.nanoTime();
    }
    return reading.time().plusNanos(nanos - reading.nanos());
  }

  private Reading read() {
    Instant time = jdbc.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant();
    return new Reading(time, System.nanoTime());
  }
}
