/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers 401 as a FHIR client expects it, the same for every reason (RFC 6750, section 3), once it
 * is on record.
 */
class Unauthenticated implements AuthenticationEntryPoint {
  private final DeniedAttempts attempts;
  private final byte[] body;
  private final byte[] unavailable;

  Unauthenticated(FhirContext context, DeniedAttempts attempts) {
    this.attempts = attempts;
    this.body = outcome(context, ErrorCode.UNAUTHENTICATED);
    this.unavailable = outcome(context, ErrorCode.UNAVAILABLE);
  }

  private static byte[] outcome(FhirContext context, ErrorCode code) {
    return context
        .newJsonParser()
        .encodeResourceToString(Outcomes.of(ExchangeException.of(code)))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    boolean recorded = attempts.record(request, response);
    response.setStatus(
        recorded ? ErrorCode.UNAUTHENTICATED.status() : ErrorCode.UNAVAILABLE.status());
    response.setHeader("WWW-Authenticate", "Bearer");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getOutputStream().write(recorded ? body : unavailable);
  }
}
