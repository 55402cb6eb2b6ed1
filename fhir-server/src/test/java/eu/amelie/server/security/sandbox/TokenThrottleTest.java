/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import eu.amelie.server.throttle.Throttle;
import eu.amelie.server.throttle.Throttle.Unknown;
import eu.amelie.server.throttle.Turn;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TokenThrottleTest {
  private final Throttle throttle = mock(Throttle.class);
  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final MockFilterChain chain = new MockFilterChain();

  private void ask(Turn turn) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
    request.setRemoteAddr("192.0.2.1");
    when(throttle.of(any(), any())).thenThrow(new AssertionError("another budget"));
    org.mockito.Mockito.doReturn(turn).when(throttle).of(eq(Unknown.TOKEN), eq("192.0.2.1"));
    new TokenThrottle(throttle).doFilter(request, response, chain);
  }

  @Test
  void whenTheAddressHasABudgetThenTheRequestGoesOn() throws Exception {
    ask(new Turn.Now());
    assertThat(chain.getRequest()).isNotNull();
    assertThat(response.getStatus()).isEqualTo(200);
  }

  @Test
  void whenTheAddressHasNoneThenNobodysSecretIsLookedAt() throws Exception {
    ask(new Turn.Later(Duration.ofMillis(1_200), false));
    assertThat(chain.getRequest()).isNull();
    assertThat(response.getStatus()).isEqualTo(429);
    assertThat(response.getHeader("Retry-After")).isEqualTo("2");
    assertThat(response.getContentAsString()).startsWith("{\"error\":\"temporarily_unavailable\"");
  }
}
