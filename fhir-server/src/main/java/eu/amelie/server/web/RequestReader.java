/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.access.FhirCall;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.RawRequest;
import eu.amelie.interceptors.access.RequestLine;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.limits.BodyLimits;
import eu.amelie.interceptors.limits.BodyReader;
import eu.amelie.interceptors.limits.JsonPatches;
import eu.amelie.server.call.Call.Preference;
import eu.amelie.server.call.Content;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Reads a request from the wire: address, headers and form first, the body only behind the gate.
 */
@Component
class RequestReader {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String NO_FORM =
      "A search by POST is a form (application/x-www-form-urlencoded).";
  private static final int MOST_OF_A_FORM = 64 * 1024;

  private final BodyReader bodies;
  private final JsonPatches patches;

  RequestReader(FhirContext context) {
    this.bodies = new BodyReader(context, BodyLimits.DEFAULT);
    this.patches = new JsonPatches(context, BodyLimits.DEFAULT);
  }

  /**
   * @throws ExchangeException where the request cannot be read
   */
  FhirCall read(HttpServletRequest request) {
    return RequestLine.read(
            new RawRequest(
                request.getMethod(),
                path(request),
                request.getQueryString(),
                form(request),
                headers(request)))
        .orThrow();
  }

  /** Undecoded, whatever the container has made of it. */
  private static String path(HttpServletRequest request) {
    String uri = request.getRequestURI();
    String base = request.getContextPath() + "/fhir";
    return uri.startsWith(base) ? uri.substring(base.length()) : uri;
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  private static String form(HttpServletRequest request) {
    if (!isForm(request)) {
      requireNoBodyOfASearch(request);
      return "";
    }
    try (InputStream body = request.getInputStream()) {
      byte[] bytes = body.readNBytes(MOST_OF_A_FORM + 1);
      if (bytes.length > MOST_OF_A_FORM) {
        throw ExchangeException.of(ErrorCode.LIMIT_EXCEEDED);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw ExchangeException.of(ErrorCode.MALFORMED);
    }
  }

  /** What a search is narrowed by is a form: anything else would be passed over in silence. */
  private static void requireNoBodyOfASearch(HttpServletRequest request) {
    if (!request.getRequestURI().endsWith("/_search")) {
      return;
    }
    try (InputStream body = request.getInputStream()) {
      if (body.read() >= 0) {
        throw ExchangeException.at(ErrorCode.MALFORMED, null, NO_FORM);
      }
    } catch (IOException e) {
      throw ExchangeException.of(ErrorCode.MALFORMED);
    }
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
  }

  Content content(HttpServletRequest request, Interaction interaction) {
    if (isForm(request) || !takesBody(interaction)) {
      return Content.none();
    }
    try (PushbackInputStream body = new PushbackInputStream(request.getInputStream())) {
      int first = body.read();
      if (first < 0) {
        return Content.none();
      }
      body.unread(first);
      String type = request.getContentType();
      String encoding = request.getHeader("Content-Encoding");
      return interaction instanceof Interaction.Patch
          ? new Content.Change(patches.read(body, type, encoding))
          : new Content.Whole(bodies.read(body, type, encoding));
    } catch (IOException e) {
      throw ExchangeException.of(ErrorCode.MALFORMED);
    }
  }

  private static boolean takesBody(Interaction interaction) {
    return interaction instanceof Interaction.Create
        || interaction instanceof Interaction.Update
        || interaction instanceof Interaction.Patch
        || interaction instanceof Interaction.BundlePost
        || interaction instanceof Interaction.Operation operation && operation.posted();
  }

  /** The base as the caller addressed it. */
  String base(HttpServletRequest request) {
    return ServletUriComponentsBuilder.fromContextPath(request).build().toUriString() + "/fhir";
  }

  /** A whole answer where nothing else is preferred. */
  Preference preference(HttpServletRequest request) {
    String prefer = request.getHeader("Prefer");
    if (prefer == null) {
      return Preference.REPRESENTATION;
    }
    String plain = prefer.toLowerCase(Locale.ROOT).replace(" ", "");
    if (plain.contains("return=minimal")) {
      return Preference.MINIMAL;
    }
    return plain.contains("return=operationoutcome")
        ? Preference.OUTCOME
        : Preference.REPRESENTATION;
  }
}
