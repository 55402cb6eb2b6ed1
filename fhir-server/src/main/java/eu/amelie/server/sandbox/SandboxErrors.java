/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.sandbox;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import eu.amelie.interceptors.disclosure.RetryLaterException;
import eu.amelie.server.handling.Refusals;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The tools refuse in the same form as the FHIR base. */
@RestControllerAdvice(basePackageClasses = SandboxTools.class)
@Profile("sandbox")
class SandboxErrors {
  private final FhirContext context;
  private final Refusals refusals;

  SandboxErrors(FhirContext context, Refusals refusals) {
    this.context = context;
    this.refusals = refusals;
  }

  @ExceptionHandler
  ResponseEntity<String> refused(ExchangeException refusal) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(refusal.code().status());
    if (refusal instanceof RetryLaterException later) {
      answer.header("Retry-After", Long.toString(later.retryAfterSeconds()));
    }
    return answer
        .contentType(MediaType.valueOf("application/fhir+json"))
        .body(context.newJsonParser().encodeResourceToString(Outcomes.of(refusal)));
  }

  /** An outage, of which nothing is told and only the kind is logged. */
  @ExceptionHandler
  ResponseEntity<String> failed(RuntimeException failure) {
    return refused(refusals.of(failure));
  }

  @ExceptionHandler
  ResponseEntity<String> unreadable(HttpMessageNotReadableException e) {
    return refused(ExchangeException.of(ErrorCode.MALFORMED));
  }
}
