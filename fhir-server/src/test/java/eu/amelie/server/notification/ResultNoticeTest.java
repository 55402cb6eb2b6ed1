/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.story.SubReferral;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who asked is told of what its owner makes of a Task as far as it may read it. */
@ExchangeServer
class ResultNoticeTest {
  @LocalServerPort private int port;

  @Test
  void aNoteIsToldOfOnceItMayBeReadAndNotBefore() {
    Case story = Case.submit(port).accepted();
    String task = story.id("Task");
    try (Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED)) {
      note(story, "Not for the hospital.");
      SubReferral.permitResults(story, "TREAT", "Task", "TEXT");

      note(story, "For the hospital, too.");

      hospital.awaitEventsOf(task, 1);
      assertThat(story.move(TaskStatus.CANCELLED, "moved").status()).isEqualTo(200);
      hospital.awaitEventsOf(task, 2);
      assertThat(hospital.receiver().naming(task)).hasSize(2);
    }
  }

  private static void note(Case story, String text) {
    Task task = story.task();
    task.addNote().setText(text);
    Answer answer = story.service().put(task, "W/\"" + task.getMeta().getVersionId() + "\"");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
