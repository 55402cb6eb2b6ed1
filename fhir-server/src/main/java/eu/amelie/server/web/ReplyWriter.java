/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Presentation;
import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.interceptors.access.Presentation.Summary;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Puts an answer on the wire. */
@Component
class ReplyWriter {
  private static final Presentation PLAIN =
      new Presentation(Optional.empty(), false, Summary.FALSE, List.of(), 0);

  private final Encoding encoding;

  ReplyWriter(FhirContext context) {
    this.encoding = new Encoding(context);
  }

  void send(
      HttpServletRequest request,
      HttpServletResponse response,
      String requestId,
      Optional<Admit> admit,
      Recorded recorded)
      throws IOException {
    Reply reply = recorded.reply();
    Presentation presentation = admit.map(Admit::presentation).orElse(PLAIN);
    Format format = format(request, presentation);
    byte[] body = reply.body().map(resource -> encode(resource, format, presentation)).orElse(null);
    response.setStatus(reply.status());
    headers(response, requestId);
    reply.headers().forEach(response::setHeader);
    if (body != null) {
      write(request, response, format, body);
    }
  }

  /** Where not even a refusal can be put on record. */
  void unavailable(HttpServletRequest request, HttpServletResponse response, String requestId)
      throws IOException {
    ExchangeException refusal = ExchangeException.of(ErrorCode.UNAVAILABLE);
    Reply reply = Refusals.reply(refusal);
    Format format = format(request, PLAIN);
    response.setStatus(reply.status());
    headers(response, requestId);
    reply.headers().forEach(response::setHeader);
    write(request, response, format, encode(Outcomes.of(refusal), format, PLAIN));
  }

  private byte[] encode(Resource resource, Format format, Presentation presentation) {
    return encoding.encode(resource, format, presentation);
  }

  private static void headers(HttpServletResponse response, String requestId) {
    response.setHeader(RequestIds.HEADER, requestId);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Authorization, Accept");
  }

  private static void write(
      HttpServletRequest request, HttpServletResponse response, Format format, byte[] body)
      throws IOException {
    response.setContentType(
        format == Format.XML
            ? "application/fhir+xml;charset=UTF-8"
            : "application/fhir+json;charset=UTF-8");
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }

  /** {@code _format} before {@code Accept}; JSON where neither asks for XML. */
  private static Format format(HttpServletRequest request, Presentation presentation) {
    return presentation
        .format()
        .orElseGet(
            () -> {
              String accept = request.getHeader("Accept");
              String plain = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
              boolean xml = plain.contains("xml");
              boolean json = plain.contains("json") || plain.contains("*/*");
              return xml && !(json && plain.indexOf("json") < plain.indexOf("xml"))
                  ? Format.XML
                  : Format.JSON;
            });
  }
}
