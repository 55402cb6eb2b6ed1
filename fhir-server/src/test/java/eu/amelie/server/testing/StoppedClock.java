/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

/**
 * Stops the sandbox's clock where it stands, so that all that is done meanwhile bears one day, even
 * where midnight passes. Whoever stops it lets it go again.
 */
public final class StoppedClock implements AutoCloseable {
  private final FhirClient integrator;

  public StoppedClock(int port) {
    integrator = FhirClient.of(port, "integrator");
    clock("POST", "{\"instant\": \"" + Instant.now() + "\"}");
  }

  private void clock(String method, String body) {
    FhirClient.Answer answer = integrator.send(method, "/sandbox/clock", body, "application/json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
  }

  @Override
  public void close() {
    clock("DELETE", null);
  }
}
