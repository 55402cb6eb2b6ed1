/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.server.database.StartRefusedException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done about orphans in a vault that has a database of its own. Where that is, {@link
 * eu.amelie.server.database.VaultDatabase} reads: {@code amelie.vault.datasource.url}, {@code
 * .username} and {@code .password}.
 *
 * @param collectEvery how often they are looked for; 1 s to 1 d, default 1 h
 * @param grace what is younger is left alone; 1 s to 30 d, default 1 d
 */
@ConfigurationProperties("amelie.vault")
record VaultSettings(
    @DefaultValue("1h") Duration collectEvery, @DefaultValue("1d") Duration grace) {

  VaultSettings {
    within("collect-every", collectEvery, Duration.ofDays(1));
    within("grace", grace, Duration.ofDays(30));
  }

  private static void within(String setting, Duration value, Duration most) {
    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(most) > 0) {
      throw new StartRefusedException(
          "amelie.vault.%s must lie between PT1S and %s.".formatted(setting, most));
    }
  }
}
