/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.audit.AuditEntry;
import eu.amelie.server.handling.Refusals;
import eu.amelie.server.security.DeniedAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Calls without a valid token, on record like any other. */
@Component
class RecordedAttempts implements DeniedAttempts {
  private final Refusals refusals;

  RecordedAttempts(@Lazy Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public boolean record(HttpServletRequest request, HttpServletResponse response) {
    String requestId = RequestIds.of(request);
    response.setHeader(RequestIds.HEADER, requestId);
    ExchangeException refusal = ExchangeException.of(ErrorCode.UNAUTHENTICATED);
    try {
      refusals.record(
          new AuditEntry(
              requestId,
              Optional.empty(),
              "refused",
              "unauthenticated",
              refusal.code().status(),
              refusal.code().code(),
              List.of()),
          refusal);
      return true;
    } catch (RuntimeException e) {
      refusals.of(e);
      return false;
    }
  }
}
