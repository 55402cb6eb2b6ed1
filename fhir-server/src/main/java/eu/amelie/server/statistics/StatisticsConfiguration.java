/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import eu.amelie.profiles.ProfileCatalog;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of statistics, and the shapes that the terminology gives them. */
@Configuration
@EnableConfigurationProperties(StatisticsSettings.class)
class StatisticsConfiguration {
  @Bean
  Shapes statisticsShapes(ProfileCatalog catalog) {
    return new Shapes(catalog.terminology());
  }
}
