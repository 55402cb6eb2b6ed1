/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.statistics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom Consents name to permit that a person is counted, and when a quarter is.
 *
 * @param office id of an Organization; empty, the default: nobody is counted and no report given
 * @param settling how long after its end a quarter is counted, so that its referrals have come to
 *     something; default 30 days
 */
@ConfigurationProperties("amelie.statistics")
record StatisticsSettings(@DefaultValue("") String office, @DefaultValue("30d") Duration settling) {

  StatisticsSettings {
    if (settling.isNegative()) {
      throw new IllegalArgumentException("A quarter is not counted before its end.");
    }
  }
}
