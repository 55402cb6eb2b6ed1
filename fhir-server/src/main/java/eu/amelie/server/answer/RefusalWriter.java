/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.answer;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.terminology.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Puts on the wire what is refused before it reaches the FHIR base, in the format and the language
 * that are asked for. Headers of the refusal's own, such as {@code Retry-After}, are the caller's.
 */
public final class RefusalWriter {
  private final FhirContext context;

  public RefusalWriter(FhirContext context) {
    this.context = context;
  }

  public void write(
      HttpServletRequest request, HttpServletResponse response, ExchangeException refusal)
      throws IOException {
    Format format = AcceptedFormat.ofResource(Optional.empty(), request.getHeader("Accept"));
    Language language = AcceptedLanguage.of(request);
    IParser parser = format == Format.XML ? context.newXmlParser() : context.newJsonParser();
    byte[] body =
        parser
            .encodeResourceToString(RefusalWords.of(refusal, language))
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(refusal.code().status());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", AcceptedFormat.VARY);
    response.setHeader(RefusalWords.HEADER, language.tag());
    response.setContentType(AcceptedFormat.mediaType(format));
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
