/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.RetryLaterException;
import eu.amelie.server.answer.AcceptedLanguage;
import eu.amelie.server.answer.RefusalWords;
import eu.amelie.terminology.Language;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/**
 * What the container itself refuses, before any servlet, is refused in our form: an address it
 * cannot read, a method it does not have, a path where nothing is. Its own pages name it and what
 * it choked on.
 */
class ContainerErrors extends ErrorReportValve {
  private static final int FIRST_ERROR = 400;

  private final Map<Language, Map<Integer, byte[]>> bodies = new EnumMap<>(Language.class);

  /**
   * @param bodies an OperationOutcome in JSON for each kind of error, in each language
   */
  ContainerErrors(Map<Language, Map<ErrorCode, String>> bodies) {
    bodies.forEach((language, byCode) -> this.bodies.put(language, byStatus(byCode)));
  }

  private static Map<Integer, byte[]> byStatus(Map<ErrorCode, String> bodies) {
    return Arrays.stream(ErrorCode.values())
        .filter(bodies::containsKey)
        .collect(
            Collectors.toMap(
                ErrorCode::status,
                code -> bodies.get(code).getBytes(StandardCharsets.UTF_8),
                (first, second) -> first));
  }

  /** For whatever answers: an answer that nobody thought of is not to be kept either. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    mark(request, response);
    if (isSpelledOtherwise(request)) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      response.setSuspended(false);
      report(request, response, null);
    } else {
      super.invoke(request, response);
    }
  }

  /**
   * Whether an address leads to the servlet without beginning as it does, by slashes or parameters
   * that the container passes over. Spring fails on it, and its words on that hold the address.
   */
  private static boolean isSpelledOtherwise(Request request) {
    String read = request.getDecodedRequestURI();
    return read != null && isBelow(read) && !isBelow(request.getRequestURI());
  }

  private static boolean isBelow(String path) {
    return path.equals(WebConfiguration.FHIR) || path.startsWith(WebConfiguration.FHIR + "/");
  }

  private static void mark(Request request, Response response) {
    response.setHeader(RequestIds.HEADER, RequestIds.of(request.getRequest()));
    response.setHeader("Cache-Control", "no-store");
  }

  @Override
  protected void report(Request request, Response response, Throwable fault) {
    // The container's words on a fault, and its status line, go no further.
    if (response.getStatus() < FIRST_ERROR
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      mark(request, response);
      if (response.getStatus() == HttpServletResponse.SC_INTERNAL_SERVER_ERROR
          || response.getStatus() == ErrorCode.UNAVAILABLE.status()) {
        // Whatever has failed: to a client it is an outage, which passes.
        response.setStatus(ErrorCode.UNAVAILABLE.status());
        response.setHeader(
            "Retry-After", Long.toString(RetryLaterException.unavailable().retryAfterSeconds()));
      }
      Language language = AcceptedLanguage.of(request.getHeaders(AcceptedLanguage.HEADER));
      byte[] body = body(bodies.get(language), response.getStatus());
      response.setHeader(RefusalWords.HEADER, language.tag());
      response.setContentType("application/fhir+json;charset=UTF-8");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // The caller has gone, or has its answer.
      container.getLogger().debug("An error could not be told.");
    }
  }

  /** A method that nobody knows is not one to try again later. */
  private static ErrorCode kind(int status) {
    if (status == HttpServletResponse.SC_NOT_IMPLEMENTED) {
      return ErrorCode.METHOD_NOT_ALLOWED;
    }
    return status < 500 ? ErrorCode.MALFORMED : ErrorCode.UNAVAILABLE;
  }

  private static byte[] body(Map<Integer, byte[]> bodies, int status) {
    byte[] body = bodies.get(status);
    if (body != null) {
      return body;
    }
    return bodies.get(kind(status).status());
  }
}
