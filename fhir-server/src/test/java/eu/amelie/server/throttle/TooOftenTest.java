/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * One client uses up its budget (see {@link ExchangeServer}): late, since nothing is left of it for
 * others.
 */
@ExchangeServer
@Order(Integer.MAX_VALUE - 2)
class TooOftenTest {
  private static final String EAGER = "coordinator-gr";
  private static final int BUDGET = 600;

  @LocalServerPort private int port;

  @Test
  void whoAsksTooOftenIs429WithATimeAndOthersAreServed() {
    FhirClient eager = FhirClient.of(port, EAGER);
    int asked = 0;
    while (eager.get("/fhir/Task/" + UUID.randomUUID()).status() != 429) {
      asked++;
      assertThat(asked).isLessThanOrEqualTo(BUDGET);
    }
    assertThat(asked).as("what it was answered before").isPositive();
    for (String path : List.of("/fhir/Task", "/fhir/metadata", "/fhir/Basic", "/fhir/Task/none")) {
      Answer answer = refused(eager, path);
      assertThat(answer.status()).as(path).isEqualTo(429);
      assertThat(answer.error()).isEqualTo("throttled");
      assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 3600L);
    }
    assertThat(FhirClient.of(port, "coordinator-be").get("/fhir/Task").status()).isEqualTo(200);
  }

  /** Once in an hour there is room for one more. */
  private static Answer refused(FhirClient eager, String path) {
    Answer answer = eager.get(path);
    return answer.status() == 429 ? answer : eager.get(path);
  }
}
