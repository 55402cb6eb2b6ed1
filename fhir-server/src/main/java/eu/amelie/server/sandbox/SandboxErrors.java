/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.sandbox;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.RetryLaterException;
import eu.amelie.server.answer.AcceptedLanguage;
import eu.amelie.server.answer.RefusalWords;
import eu.amelie.server.handling.Refusals;
import eu.amelie.terminology.Language;
import jakarta.servlet.http.HttpServletRequest;
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
  ResponseEntity<String> refused(ExchangeException refusal, HttpServletRequest request) {
    Language language = AcceptedLanguage.of(request);
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(refusal.code().status());
    if (refusal instanceof RetryLaterException later) {
      answer.header("Retry-After", Long.toString(later.retryAfterSeconds()));
    }
    return answer
        .contentType(MediaType.valueOf("application/fhir+json"))
        .header(RefusalWords.HEADER, language.tag())
        .body(context.newJsonParser().encodeResourceToString(RefusalWords.of(refusal, language)));
  }

  /** An outage, of which nothing is told and only the kind is logged. */
  @ExceptionHandler
  ResponseEntity<String> failed(RuntimeException failure, HttpServletRequest request) {
    return refused(refusals.of(failure), request);
  }

  @ExceptionHandler
  ResponseEntity<String> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
    return refused(ExchangeException.of(ErrorCode.MALFORMED), request);
  }
}
