/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.scheduling.DueWork;
import java.util.ArrayList;
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

  /**
   * That it has waited for too long: the coordinators, and who asked where that reaches none of
   * them. Takes part in the caller's transaction.
   */
  public void escalated(UUID task, UUID person, List<String> coordinators, String requester) {
    List<String> deliveries = new ArrayList<>();
    deliveries.addAll(outbox.add(Topic.TASK_CHANGED, task, person, List.of(), coordinators));
    if (!outbox.reachesAny(deliveries)) {
      deliveries.addAll(
          outbox.add(Topic.TASK_CHANGED, task, person, List.of(requester), List.of()));
    }
    work.hand(Deliveries.TASK, deliveries);
  }
}
