/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Notes when changes were through, beside their transactions, which cannot know. A note may be
 * lost: the change is then found once more by whoever asks, and never once less.
 */
@Component
class FinishedChanges implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(FinishedChanges.class);
  private static final int WAITING = 10_000;

  private final JdbcClient jdbc;

  /** The clock by which the store stamps what it writes. */
  private final Clock clock = Clock.systemUTC();

  private final ThreadPoolTaskExecutor writer = new ThreadPoolTaskExecutor();

  FinishedChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
    writer.setCorePoolSize(1);
    writer.setMaxPoolSize(1);
    writer.setQueueCapacity(WAITING);
    writer.setThreadNamePrefix("finished-changes-");
    writer.setDaemon(true);
    writer.setRejectedExecutionHandler(new DiscardPolicy());
    writer.initialize();
  }

  /** Call once it is committed. Does not wait. */
  void add(UUID task, Instant changed) {
    Instant now = clock.instant();
    writer.execute(() -> write(task, changed, now));
  }

  private void write(UUID task, Instant changed, Instant finished) {
    try {
      jdbc.sql(
              """
              update exchange.shown_change set finished = :finished
               where task = :task and changed = :changed
              """)
          .param("task", task)
          .param("changed", Timestamp.from(changed))
          .param("finished", Timestamp.from(finished))
          .update();
    } catch (DataAccessException e) {
      log.warn("When a change was through could not be noted; it is found once more.");
    }
  }

  @Override
  public void destroy() {
    writer.shutdown();
  }
}
