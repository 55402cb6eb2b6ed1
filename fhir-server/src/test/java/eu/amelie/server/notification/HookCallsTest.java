/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.notification.Endpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hardening, bad input 12, once the name is resolved; and how a call ends. */
class HookCallsTest {
  private static final byte[] BODY = "{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private static HookCalls calls(boolean loopback) {
    return calls(loopback, Duration.ofMinutes(2));
  }

  private static HookCalls calls(boolean loopback, Duration answer) {
    NotificationSettings settings =
        new NotificationSettings(
            Map.of(),
            loopback,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            Duration.ofMinutes(2),
            answer);
    return new HookCalls(settings, new Endpoints(Map.of(), loopback));
  }

  @Test
  void aNameThatLeadsToThisMachineIsCalledOnlyWhereThatIsAllowed() {
    try (Receiver receiver = new Receiver()) {
      int port = URI.create(receiver.address()).getPort();
      URI named = URI.create("http://localhost:" + port + "/hook");

      assertThat(calls(false).post(named, BODY, "signature", Gate.OPEN)).isFalse();
      assertThat(calls(false).post(URI.create(receiver.address()), BODY, "s", Gate.OPEN)).isFalse();
      assertThat(receiver.all()).isEmpty();
      assertThat(calls(true).post(URI.create(receiver.address()), BODY, "signature", Gate.OPEN))
          .isTrue();
      assertThat(receiver.all().get(0).signature()).isEqualTo("signature");
    }
  }

  @Test
  void onlySuccessIsSuccess() {
    try (Receiver receiver = new Receiver()) {
      URI endpoint = URI.create(receiver.address() + "/hook");
      for (int status : new int[] {301, 302, 307, 308, 400, 404, 500, 503}) {
        receiver.answers(status);
        assertThat(calls(true).post(endpoint, BODY, "signature", Gate.OPEN))
            .as("%d", status)
            .isFalse();
      }
      assertThat(receiver.all()).as("nothing was followed or repeated").hasSize(8);
    }
  }

  @Test
  void whoNeverAnswersIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/hook");

      assertThat(calls(true, Duration.ofSeconds(1)).post(endpoint, BODY, "signature", Gate.OPEN))
          .isFalse();
    }
  }
}
