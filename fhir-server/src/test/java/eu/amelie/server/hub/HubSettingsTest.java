/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.server.database.StartRefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HubSettingsTest {
  private static final String PEER = "amelie.hub.peers.germany.";

  private static Map<String, String> complete() {
    Map<String, String> settings = new HashMap<>();
    settings.put(PEER + "coordinator", "centre-de");
    for (String side : List.of("home", "abroad")) {
      settings.put(PEER + side + ".base", "https://" + side + ".example.org/fhir");
      settings.put(PEER + side + ".token", "https://" + side + ".example.org/token");
      settings.put(PEER + side + ".client", "client-" + side);
      settings.put(PEER + side + ".key", "/keys/" + side + ".jwks.json");
      settings.put(PEER + side + ".organisation", "organisation-" + side);
    }
    return settings;
  }

  private static HubSettings bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("amelie.hub", HubSettings.class);
  }

  @Test
  void withoutPeersItIsOff() {
    HubSettings settings = bound(Map.of());

    assertThat(settings.peers()).isEmpty();
    assertThat(settings.pause()).hasSeconds(5);
    assertThat(settings.firstWait()).hasSeconds(5);
    assertThat(settings.longestWait()).hasMinutes(1);
    assertThat(settings.alarmAfter()).hasMinutes(10);
    assertThat(settings.connect()).hasSeconds(2);
    assertThat(settings.answer()).hasSeconds(10);
  }

  @Test
  void aPeerIsReadWithBothSides() {
    HubSettings.Peer peer = bound(complete()).peers().get("germany");

    assertThat(peer.coordinator()).isEqualTo("centre-de");
    assertThat(peer.home().organisation()).isEqualTo("organisation-home");
    assertThat(peer.abroad().base()).hasToString("https://abroad.example.org/fhir");
  }

  @Test
  void unencryptedOnThisMachineOnly() {
    Map<String, String> here = complete();
    here.put(PEER + "home.base", "http://localhost:8080/fhir");
    assertThat(bound(here).peers()).hasSize(1);

    for (String address :
        List.of("http://abroad.example.org/fhir", "https://user:word@abroad.example.org/fhir")) {
      for (String setting : List.of("home.base", "abroad.base", "home.token", "abroad.token")) {
        Map<String, String> unsafe = complete();
        unsafe.put(PEER + setting, address);
        assertThatThrownBy(() -> bound(unsafe)).hasRootCauseInstanceOf(StartRefusedException.class);
      }
    }
  }

  @Test
  void whatIsMissingStopsTheStart() {
    for (String setting : complete().keySet()) {
      Map<String, String> lacking = complete();
      lacking.remove(setting);
      assertThatThrownBy(() -> bound(lacking))
          .as(setting)
          .hasRootCauseInstanceOf(StartRefusedException.class);
    }
  }

  @Test
  void twoPeersDoNotSubmitAsOneOrganisation() {
    Map<String, String> two = complete();
    complete().forEach((key, value) -> two.put(key.replace("germany", "greece"), value));
    assertThatThrownBy(() -> bound(two)).hasRootCauseInstanceOf(StartRefusedException.class);

    two.put(PEER.replace("germany", "greece") + "abroad.organisation", "another");
    assertThat(bound(two).peers()).hasSize(2);
  }
}
