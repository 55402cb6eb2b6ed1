/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.server.keys.IdentityAlarm;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Starts {@link Rewrapping} again and again while the server runs, on a thread of its own. */
class RewrapSchedule implements SmartLifecycle {
  private final Rewrapping rewrapping;
  private final IdentityAlarm alarm;
  private final Duration every;
  private volatile ScheduledExecutorService thread;

  RewrapSchedule(Rewrapping rewrapping, IdentityAlarm alarm, Duration every) {
    this.rewrapping = rewrapping;
    this.alarm = alarm;
    this.every = every;
  }

  @Override
  public void start() {
    ScheduledThreadPoolExecutor own =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "rewrapping");
              made.setDaemon(true);
              return made;
            });
    thread = own;
    own.scheduleWithFixedDelay(this::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A failure must not end the schedule. */
  private void run() {
    try {
      rewrapping.pass(this::isRunning);
    } catch (IdentityUnavailableException e) {
      alarm.raise(e);
    } catch (RuntimeException e) {
      alarm.raise(new IdentityUnavailableException("Data keys cannot be wrapped anew now", e));
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService ending = thread;
    thread = null;
    ending.shutdown();
    try {
      // The batch that is under way uses the database, which closes after this.
      ending.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
