/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.scheduling.DueWork;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has somebody told of a Task where it has not changed. */
@Component
public class TaskNotices {
  private final Outbox outbox;
  private final DueWork work;

  TaskNotices(Outbox outbox, DueWork work) {
    this.outbox = outbox;
    this.work = work;
  }

  /** That it has waited for too long. Takes part in the caller's transaction. */
  public void escalated(UUID task, UUID person, List<String> organisations) {
    work.hand(
        Deliveries.TASK, outbox.add(Topic.TASK_CHANGED, task, person, organisations, List.of()));
  }
}
