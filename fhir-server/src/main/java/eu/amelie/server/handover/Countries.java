/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.handover;

import eu.amelie.interceptors.referral.CountryRules;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The rules of the countries that are configured; a faulty entry stops the start. */
@Component
@EnableConfigurationProperties(CountrySettings.class)
public class Countries {
  private final Map<String, CountryRules> rules = new TreeMap<>();

  Countries(CountrySettings settings) {
    settings
        .rules()
        .forEach(
            (country, one) ->
                rules.put(country, new CountryRules(country, one.recoveryDays(), one.source())));
  }

  public Optional<CountryRules> rulesOf(String country) {
    return Optional.ofNullable(rules.get(country));
  }
}
