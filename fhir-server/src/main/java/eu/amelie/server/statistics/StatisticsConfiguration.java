/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of statistics. */
@Configuration
@EnableConfigurationProperties(StatisticsSettings.class)
class StatisticsConfiguration {}
