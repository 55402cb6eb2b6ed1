/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.retention;

import eu.amelie.interceptors.referral.CaseRetention;
import eu.amelie.server.database.StartRefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For how long a case is kept after the last of its Tasks has ended.
 *
 * @param countries by ISO 3166-1 alpha-2 code of the custodian's country; default none of its own
 * @param elsewhere where that does not say; default 365 days
 * @param notice how long before the erasure its custodian is told; default 30 days
 * @param pause between two looks; default 1 h
 */
@ConfigurationProperties("amelie.retention")
record RetentionSettings(
    @DefaultValue Map<String, Duration> countries,
    @DefaultValue("365d") Duration elsewhere,
    @DefaultValue("30d") Duration notice,
    @DefaultValue("1h") Duration pause) {

  /**
   * @throws StartRefusedException for what is no country, or kept no longer than the notice
   */
  CaseRetention retention() {
    Map<String, Duration> known = new HashMap<>();
    // Where they come from the environment their names are in small letters.
    (countries == null ? Map.<String, Duration>of() : countries)
        .forEach((country, period) -> known.put(country.toUpperCase(Locale.ROOT), period));
    if (!known.keySet().stream().allMatch(country -> country.matches("[A-Z]{2}"))) {
      throw new StartRefusedException(
          "amelie.retention.countries names countries by two letters (ISO 3166-1).");
    }
    try {
      return new CaseRetention(known, elsewhere, notice);
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          "amelie.retention keeps a case for longer than its notice, which is not negative.");
    }
  }
}
