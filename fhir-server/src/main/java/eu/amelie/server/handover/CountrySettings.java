/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handover;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What countries grant; without an entry a country takes nobody over.
 *
 * @param rules by ISO 3166-1 alpha-2 code; default none
 */
@ConfigurationProperties("amelie.countries")
record CountrySettings(Map<String, Rules> rules) {
  /**
   * @param recoveryDays at least 30
   * @param source where that stands
   */
  record Rules(int recoveryDays, String source) {}

  CountrySettings {
    rules = rules == null ? Map.of() : Map.copyOf(rules);
  }
}
