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

/** Answers 401 as a FHIR client expects it, the same for every reason (RFC 6750, section 3). */
class Unauthenticated implements AuthenticationEntryPoint {
  private final byte[] body;

  Unauthenticated(FhirContext context) {
    String json =
        context
            .newJsonParser()
            .encodeResourceToString(Outcomes.of(ExchangeException.of(ErrorCode.UNAUTHENTICATED)));
    body = json.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setHeader("WWW-Authenticate", "Bearer");
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getOutputStream().write(body);
  }
}
