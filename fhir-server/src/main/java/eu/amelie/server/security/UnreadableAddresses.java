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
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Addresses that Spring's firewall does not let in, refused in our own form. */
@Component
class UnreadableAddresses implements RequestRejectedHandler {
  private final byte[] body;

  UnreadableAddresses(FhirContext context) {
    this.body =
        context
            .newJsonParser()
            .encodeResourceToString(Outcomes.of(ExchangeException.of(ErrorCode.MALFORMED)))
            .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
      throws IOException {
    response.setStatus(ErrorCode.MALFORMED.status());
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getOutputStream().write(body);
  }
}
