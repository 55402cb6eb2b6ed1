/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.GateDecision.Admit;
import eu.amelie.interceptors.access.Presentation;
import eu.amelie.interceptors.access.Presentation.Format;
import eu.amelie.interceptors.access.Presentation.Kind;
import eu.amelie.interceptors.access.Presentation.Summary;
import eu.amelie.interceptors.disclosure.RetryLaterException;
import eu.amelie.server.answer.AcceptedFormat;
import eu.amelie.server.answer.AcceptedLanguage;
import eu.amelie.server.answer.RefusalWords;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Reply;
import eu.amelie.server.handling.Refusals;
import eu.amelie.terminology.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Puts an answer on the wire. */
@Component
class ReplyWriter {
  private static final Presentation PLAIN =
      new Presentation(Optional.empty(), false, Summary.FALSE, List.of(), 0, Kind.RESOURCE);
  private static final String DOCUMENT_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

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
    put(request, response, requestId, admit, recorded.reply());
  }

  private void put(
      HttpServletRequest request,
      HttpServletResponse response,
      String requestId,
      Optional<Admit> admit,
      Reply reply)
      throws IOException {
    Presentation presentation = admit.map(Admit::presentation).orElse(PLAIN);
    Format format = format(request, presentation);
    Optional<Language> told = told(request, reply);
    boolean document = isDocument(reply, presentation);
    byte[] body =
        document
            ? null
            : reply.body().map(resource -> encode(resource, format, presentation)).orElse(null);
    response.setStatus(reply.status());
    headers(response, requestId);
    told.ifPresent(language -> response.setHeader(RefusalWords.HEADER, language.tag()));
    reply.headers().forEach(response::setHeader);
    if (document) {
      writeDocument(request, response, (Binary) reply.body().orElseThrow());
    } else if (body != null) {
      write(request, response, AcceptedFormat.mediaType(format), body);
    }
  }

  /** A refusal that is not on record, and tells nothing but when to come again. */
  void unrecorded(
      HttpServletRequest request,
      HttpServletResponse response,
      String requestId,
      RetryLaterException refusal)
      throws IOException {
    put(request, response, requestId, Optional.empty(), Refusals.reply(refusal));
  }

  /** In which language a refusal is told, once it is. */
  private static Optional<Language> told(HttpServletRequest request, Reply reply) {
    Language language = AcceptedLanguage.of(request);
    return reply.body().filter(body -> RefusalWords.add(body, language)).map(body -> language);
  }

  private byte[] encode(Resource resource, Format format, Presentation presentation) {
    return encoding.encode(resource, format, presentation);
  }

  private static void headers(HttpServletResponse response, String requestId) {
    response.setHeader(RequestIds.HEADER, requestId);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", AcceptedFormat.VARY);
  }

  private static void write(
      HttpServletRequest request, HttpServletResponse response, String mediaType, byte[] body)
      throws IOException {
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }

  /** Of a resource; a refusal is one even where a document was asked for. */
  private static Format format(HttpServletRequest request, Presentation presentation) {
    return AcceptedFormat.ofResource(presentation.format(), request.getHeader("Accept"));
  }

  private static boolean isDocument(Reply reply, Presentation presentation) {
    return reply.body().filter(Binary.class::isInstance).isPresent()
        && presentation.format().filter(Format::isPlain).isPresent();
  }

  /** Content as it is (FHIR R4, Binary); nothing in it runs or is fetched. */
  private static void writeDocument(
      HttpServletRequest request, HttpServletResponse response, Binary document)
      throws IOException {
    response.setHeader("Content-Security-Policy", DOCUMENT_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    write(request, response, document.getContentType(), document.getData());
  }
}
