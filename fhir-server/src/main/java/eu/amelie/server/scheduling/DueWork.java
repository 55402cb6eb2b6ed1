/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.scheduling;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hands work to the scheduler.
 *
 * <p>Guaranteed: what is handed over in a transaction is done after its commit, at least once, on
 * some node, also when the one that began it dies; what fails is tried again. Not guaranteed: that
 * it is done once only.
 */
@Component
public class DueWork {
  private static final Logger log = LoggerFactory.getLogger(DueWork.class);
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

  /** The scheduler knows all tasks, and some of them hand over work: hence the provider. */
  private final ObjectProvider<Scheduler> scheduler;

  private final Clock clock;

  DueWork(ObjectProvider<Scheduler> scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** To be done for each of these names as soon as the current transaction has committed. */
  public void hand(String task, Collection<String> names) {
    handed(task, names, false);
  }

  /**
   * The same, and what waits to be tried again waits no longer; what is being done is left alone.
   */
  public void hasten(String task, Collection<String> names) {
    handed(task, names, true);
  }

  private void handed(String task, Collection<String> names, boolean now) {
    if (names.isEmpty()) {
      return;
    }
    Scheduler client = scheduler.getObject();
    for (String name : names) {
      TaskInstance<Void> instance = new TaskInstance<>(task, name);
      if (!client.scheduleIfNotExists(instance, clock.now()) && now) {
        reschedule(client, instance);
      }
    }
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              client.triggerCheckForDueExecutions();
            }
          });
    }
  }

  private void reschedule(Scheduler client, TaskInstance<Void> instance) {
    try {
      client.reschedule(instance, clock.now());
    } catch (TaskInstanceCurrentlyExecutingException e) {
      log.debug("Work that was to be hastened is being done.");
    } catch (TaskInstanceNotFoundException e) {
      client.scheduleIfNotExists(instance, clock.now());
    }
  }

  /**
   * Work on one name at a time.
   *
   * @param work answers after how long it wants to be done again; empty when it is done
   */
  public static Task<Void> named(String task, Function<String, Optional<Duration>> work) {
    return Tasks.custom(task, Void.class)
        .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(AFTER_A_FAULT))
        .execute(
            (instance, context) ->
                completion(instance.getTaskName(), () -> work.apply(instance.getId())));
  }

  private static CompletionHandler<Void> completion(
      String task, java.util.function.Supplier<Optional<Duration>> work) {
    Optional<Duration> again = guarded(task, work);
    return (ExecutionComplete complete, ExecutionOperations<Void> operations) -> {
      if (again.isPresent()) {
        operations.reschedule(complete, complete.getTimeDone().plus(again.get()));
      } else {
        operations.stop();
      }
    };
  }

  /** Work that is done over and over on one node, with a pause in between. */
  public static Task<Void> repeated(String task, Duration pause, Runnable work) {
    return Tasks.recurring(task, FixedDelay.of(pause))
        .execute(
            (instance, context) ->
                guarded(
                    task,
                    () -> {
                      work.run();
                      return Optional.empty();
                    }));
  }

  /** Messages of libraries quote what they choke on: only the kind of a fault is logged. */
  private static Optional<Duration> guarded(
      String task, java.util.function.Supplier<Optional<Duration>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      log.warn("Due work failed and will be tried again: {} {}", task, e.getClass().getName());
      return Optional.of(AFTER_A_FAULT);
    }
  }
}
