/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.retention;

import com.github.kagkarlsson.scheduler.task.Task;
import eu.amelie.server.scheduling.DueWork;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The periods, and that somebody looks at them. */
@Configuration
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionConfiguration {

  @Bean
  Task<Void> retentionTask(RetentionSettings settings, Retention retention) {
    return DueWork.repeated("case-retention", settings.pause(), retention::run);
  }
}
