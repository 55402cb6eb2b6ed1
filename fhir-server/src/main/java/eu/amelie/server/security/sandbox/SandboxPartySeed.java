/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import eu.amelie.interceptors.access.Purpose;
import eu.amelie.server.parties.Parties;
import eu.amelie.server.parties.Party;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes the demo parties known with their default purpose, as if each had come once. */
@Component
@Profile("sandbox")
class SandboxPartySeed implements ApplicationRunner {
  private final Parties parties;

  SandboxPartySeed(Parties parties) {
    this.parties = parties;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    for (SandboxParty party : SandboxParty.ALL_PARTIES) {
      parties.add(new Party(party.id(), party.role(), Set.of(Purpose.of(party.purposes().get(0)))));
    }
  }
}
