/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security.sandbox;

import eu.amelie.server.throttle.Throttle;
import eu.amelie.server.throttle.Turn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Budgets of addresses before anybody's secret is looked at. RFC 6749 has no code for it at this
 * endpoint: the nearest of its words is taken.
 */
class TokenThrottle extends OncePerRequestFilter {
  private static final int TOO_MANY = 429;
  private static final byte[] BODY =
      """
      {"error":"temporarily_unavailable","error_description":"Too many requests: try again later."}
      """
          .strip()
          .getBytes(StandardCharsets.UTF_8);

  private final Throttle throttle;

  TokenThrottle(Throttle throttle) {
    this.throttle = throttle;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Turn turn = throttle.of(Throttle.Unknown.TOKEN, request.getRemoteAddr());
    if (!(turn instanceof Turn.Later later)) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(TOO_MANY);
    response.setHeader("Retry-After", Long.toString(later.refusal().retryAfterSeconds()));
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json;charset=UTF-8");
    response.getOutputStream().write(BODY);
  }
}
