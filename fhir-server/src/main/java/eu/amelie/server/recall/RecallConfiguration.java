/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import com.github.kagkarlsson.scheduler.task.Task;
import eu.amelie.server.scheduling.DueWork;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sees to it that what could not be written to the journal is written soon. */
@Configuration
class RecallConfiguration {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  @Bean
  Task<Void> recallJournalTask(Recalls recalls) {
    return DueWork.repeated("recall-journal", PAUSE, recalls::writeMissing);
  }
}
