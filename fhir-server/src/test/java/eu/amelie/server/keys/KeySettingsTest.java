/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.server.database.StartRefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeySettingsTest {
  private static final Map<String, String> TRANSIT =
      Map.of(
          "amelie.keys.keeper", "transit",
          "amelie.keys.transit.address", "https://keys.example.org:8200",
          "amelie.keys.transit.key", "exchange",
          "amelie.keys.transit.token-file", "/run/secrets/token");

  @Test
  void byDefaultTheKeystoreHoldsAllKeys() {
    KeySettings settings = bind(Map.of());

    assertThat(settings.keystore()).isEmpty();
    assertThat(settings.keystorePassword()).isEmpty();
    assertThat(settings.keystorePasswordFile()).isEmpty();
    assertThat(settings.lookAgain()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.keeper()).isEqualTo(KeySettings.Keeper.KEYSTORE);
    assertThat(settings.rewrapEvery()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.rewrapBatch()).isEqualTo(100);
    assertThat(settings.transit().isConfigured()).isFalse();
    assertThat(settings.transit().mount()).isEqualTo("transit");
    assertThat(settings.transit().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.transit().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.transit().remember()).isEqualTo(Duration.ofMinutes(1));
    assertThatCode(settings::check).doesNotThrowAnyException();
  }

  @Test
  void aServiceIsReachedByItsSettings() {
    KeySettings settings = bind(TRANSIT);

    assertThatCode(settings::check).doesNotThrowAnyException();
    assertThat(settings.transit().uri("encrypt"))
        .hasToString("https://keys.example.org:8200/v1/transit/encrypt/exchange");
  }

  @ParameterizedTest
  @CsvSource({
    "amelie.keys.look-again, 0s",
    "amelie.keys.rewrap-every, 2d",
    "amelie.keys.rewrap-batch, 0",
    "amelie.keys.transit.address, http://keys.example.org",
    "amelie.keys.transit.address, https://name:secret@keys.example.org",
    "amelie.keys.transit.address, keys.example.org",
    "amelie.keys.transit.address, ''",
    "amelie.keys.transit.key, ''",
    "amelie.keys.transit.key, ../sys/seal",
    "amelie.keys.transit.mount, a//b",
    "amelie.keys.transit.token-file, ''",
    "amelie.keys.transit.timeout, 5m",
    "amelie.keys.transit.connect-timeout, 0s",
    "amelie.keys.transit.remember, 2h"
  })
  void whatMakesNoSenseStopsTheStart(String setting, String value) {
    Map<String, String> changed = new HashMap<>(TRANSIT);
    changed.put(setting, value);
    assertThatThrownBy(bind(changed)::check)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void unencryptedIsAllowedOnThisMachineOnly() {
    Map<String, String> agent = new HashMap<>(TRANSIT);
    agent.put("amelie.keys.transit.address", "http://127.0.0.1:8100");
    assertThatCode(bind(agent)::check).doesNotThrowAnyException();
  }

  @Test
  void thePasswordIsNotShown() {
    KeySettings settings = bind(Map.of("amelie.keys.keystore-password", "plainly fictional"));
    assertThat(settings.toString()).doesNotContain("plainly fictional");
    assertThat(KeystorePlace.sandbox(java.nio.file.Path.of("data")).toString())
        .doesNotContain("plainly fictional");
  }

  private static KeySettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("amelie.keys", KeySettings.class);
  }
}
