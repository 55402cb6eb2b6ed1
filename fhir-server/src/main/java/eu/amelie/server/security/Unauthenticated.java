/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.RetryLaterException;
import eu.amelie.server.answer.RefusalWriter;
import eu.amelie.server.throttle.Throttle;
import eu.amelie.server.throttle.Turn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers 401 as a FHIR client expects it, the same for every reason (RFC 6750, section 3), once it
 * is on record. A flood from one address is answered 429 and leaves no record.
 */
class Unauthenticated implements AuthenticationEntryPoint {
  private final RefusalWriter refusals;
  private final DeniedAttempts attempts;
  private final Throttle throttle;

  Unauthenticated(FhirContext context, DeniedAttempts attempts, Throttle throttle) {
    this.refusals = new RefusalWriter(context);
    this.attempts = attempts;
    this.throttle = throttle;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    send(request, response, refusal(request, response));
  }

  private ExchangeException refusal(HttpServletRequest request, HttpServletResponse response) {
    if (throttle.of(Throttle.Unknown.UNAUTHENTICATED, request.getRemoteAddr())
        instanceof Turn.Later later) {
      return later.refusal();
    }
    return attempts.record(request, response)
        ? ExchangeException.of(ErrorCode.UNAUTHENTICATED)
        : RetryLaterException.unavailable();
  }

  private void send(
      HttpServletRequest request, HttpServletResponse response, ExchangeException refusal)
      throws IOException {
    if (refusal instanceof RetryLaterException later) {
      response.setHeader("Retry-After", Long.toString(later.retryAfterSeconds()));
    } else {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    refusals.write(request, response, refusal);
  }
}
