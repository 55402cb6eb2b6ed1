/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.escalation;

import com.github.kagkarlsson.scheduler.task.Task;
import eu.amelie.server.scheduling.DueWork;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The deadlines, and that somebody looks at them. */
@Configuration
@EnableConfigurationProperties(DeadlineSettings.class)
class EscalationConfiguration {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Bean
  Task<Void> deadlineTask(Escalations escalations) {
    return DueWork.repeated("task-deadlines", PAUSE, escalations::run);
  }
}
