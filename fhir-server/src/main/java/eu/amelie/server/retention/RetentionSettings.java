/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.retention;

import eu.amelie.interceptors.referral.CaseRetention;
import java.time.Duration;
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

  CaseRetention retention() {
    return new CaseRetention(countries == null ? Map.of() : countries, elsewhere, notice);
  }
}
