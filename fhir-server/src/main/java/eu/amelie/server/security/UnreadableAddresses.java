/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.security;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.answer.RefusalWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Addresses that Spring's firewall does not let in, refused in our own form. */
@Component
class UnreadableAddresses implements RequestRejectedHandler {
  private final RefusalWriter refusals;

  UnreadableAddresses(FhirContext context) {
    this.refusals = new RefusalWriter(context);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException why)
      throws IOException {
    refusals.write(request, response, ExchangeException.of(ErrorCode.MALFORMED));
  }
}
