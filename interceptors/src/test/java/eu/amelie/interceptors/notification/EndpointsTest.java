/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hardening, bad input 12: which endpoints are accepted at all. */
class EndpointsTest {
  private static final Map<String, List<URI>> LISTED =
      Map.of("shelter-be", List.of(URI.create("https://hooks.example.org/sc")));
  private static final Endpoints CLOSED = new Endpoints(LISTED, false);
  private static final Endpoints SANDBOX = new Endpoints(Map.of(), true);

  private static boolean permits(String endpoint) {
    return CLOSED.permits("shelter-be", URI.create(endpoint));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.org/sc",
        "https://hooks.example.org/sc/tasks",
        "HTTPS://HOOKS.example.org/sc/tasks?key=1"
      })
  void whatLiesBelowAListedAddressIsPermitted(String endpoint) {
    assertThat(permits(endpoint)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.org/sc",
        "https://hooks.example.org/scx",
        "https://hooks.example.org/",
        "https://hooks.example.org:8443/sc",
        "https://hooks.example.org.evil.example/sc",
        "https://evil.example/sc",
        "https://user@hooks.example.org/sc",
        "https://hooks.example.org/sc#part",
        "https://hooks.example.org/sc/../other",
        "https://hooks.example.org/sc/%2e%2e/other",
        "https://127.0.0.1/sc",
        "http://localhost:8080/sc",
        "ftp://hooks.example.org/sc",
        "mailto:desk@example.org",
        "/sc",
        ""
      })
  void everythingElseIsNot(String endpoint) {
    assertThat(permits(endpoint)).isFalse();
  }

  @Test
  void anothersListIsNotOnesOwn() {
    URI endpoint = URI.create("https://hooks.example.org/sc");

    assertThat(CLOSED.permits("counselling-be", endpoint)).isFalse();
  }

  @Test
  void theRefusalRepeatsNoAddress() {
    ExchangeException refusal =
        catchThrowableOfType(
            ExchangeException.class,
            () -> CLOSED.require("shelter-be", URI.create("https://10.0.0.1/secret")));

    assertThat(refusal.code()).isEqualTo(ErrorCode.PROFILE_VIOLATION);
    assertThat(refusal.issues().toString()).doesNotContain("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9/hook", "http://127.0.0.1:9/hook", "http://[::1]:9/"})
  void thisMachineIsPermittedInASandboxThatAllowsItAndNowhereElse(String endpoint) {
    assertThat(SANDBOX.permits("anybody", URI.create(endpoint))).isTrue();
    assertThat(permits(endpoint)).isFalse();
    assertThat(SANDBOX.permits("anybody", URI.create("https://10.0.0.1/hook"))).isFalse();
  }
}
