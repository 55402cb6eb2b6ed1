/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import eu.amelie.server.database.StartRefusedException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are. {@code toString} does not show the password.
 *
 * @param keystore path of a BCFKS keystore; the sandbox makes its own where this is empty
 * @param keystorePassword the keystore's password, from the environment; better a file
 * @param keystorePasswordFile a file that holds the keystore's password
 * @param lookAgain how long a rotation of the keystore may stay unseen; 1 s to 1 h, default 10 s
 * @param keeper who wraps data keys; default the keystore
 * @param rewrapEvery how often data keys under another than the current key-encryption key are
 *     looked for; 1 s to 1 d, default 30 s
 * @param rewrapBatch how many of them change in one transaction; 1 to 1000, default 100
 * @param transit the key management service; where it is set it opens what it has wrapped, also
 *     while the keystore wraps again
 */
@ConfigurationProperties("amelie.keys")
public record KeySettings(
    @DefaultValue("") String keystore,
    @DefaultValue("") String keystorePassword,
    @DefaultValue("") String keystorePasswordFile,
    @DefaultValue("10s") Duration lookAgain,
    @DefaultValue("keystore") Keeper keeper,
    @DefaultValue("30s") Duration rewrapEvery,
    @DefaultValue("100") int rewrapBatch,
    @DefaultValue TransitSettings transit) {

  /** Who holds the key-encryption key. */
  public enum Keeper {
    /** The exchange's own keystore. */
    KEYSTORE,
    /** A key management service that speaks Vault's Transit interface. */
    TRANSIT
  }

  /** Refuses the start where a value makes no sense. */
  void check() {
    within("look-again", lookAgain, Duration.ofSeconds(1), Duration.ofHours(1));
    within("rewrap-every", rewrapEvery, Duration.ofSeconds(1), Duration.ofDays(1));
    if (rewrapBatch < 1 || rewrapBatch > 1000) {
      throw new StartRefusedException("amelie.keys.rewrap-batch must lie between 1 and 1000.");
    }
    if (transit.isConfigured()) {
      transit.check();
    } else if (keeper == Keeper.TRANSIT) {
      throw new StartRefusedException(
          "The key management service is not configured: set AMELIE_TRANSIT_ADDRESS,"
              + " AMELIE_TRANSIT_KEY and AMELIE_TRANSIT_TOKEN_FILE.");
    }
  }

  static void within(String setting, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new StartRefusedException(
          "amelie.keys.%s must lie between %s and %s.".formatted(setting, least, most));
    }
  }

  @Override
  public String toString() {
    return "KeySettings[keystore=%s, keeper=%s, transit=%s]".formatted(keystore, keeper, transit);
  }
}
