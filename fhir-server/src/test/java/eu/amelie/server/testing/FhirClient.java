/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** One party's way of speaking FHIR to the server under test: plain HTTP with its own token. */
public final class FhirClient {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String base;
  private final Supplier<String> bearer;
  private final boolean watched;

  private FhirClient(String base, Supplier<String> bearer, boolean watched) {
    this.base = base;
    this.bearer = bearer;
    this.watched = watched;
  }

  private FhirClient(int port, Supplier<String> bearer) {
    this("http://localhost:" + port, bearer, true);
  }

  /** A party of the sandbox, with its default scopes and purpose. */
  public static FhirClient of(int port, String client) {
    return new FhirClient(port, new RenewedBearer(port, client));
  }

  /** With a token of its own making, for instance of a narrower scope. */
  public static FhirClient withBearer(int port, String bearer) {
    return new FhirClient(port, () -> bearer);
  }

  /**
   * The same, whose answers nobody searches for internal ids: that goes through all there are, and
   * what is measured is to be the server's own work.
   */
  public FhirClient unwatched() {
    return new FhirClient(base, bearer, false);
  }

  /** An answer, read as FHIR where it is asked for. */
  public record Answer(int status, String body, HttpResponse<String> raw) {
    public <T extends Resource> T as(Class<T> type) {
      return CONTEXT.newJsonParser().parseResource(type, body);
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    /** The code of {@code sc-error}, or null. */
    public String error() {
      return body.contains("OperationOutcome")
          ? as(OperationOutcome.class).getIssueFirstRep().getDetails().getCodingFirstRep().getCode()
          : null;
    }

    public <T extends Resource> List<T> entries(Class<T> type) {
      return as(Bundle.class).getEntry().stream()
          .map(Bundle.BundleEntryComponent::getResource)
          .filter(type::isInstance)
          .map(type::cast)
          .toList();
    }

    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, null, headers);
  }

  /** All that a search finds, page by page. */
  public <T extends Resource> List<T> all(String path, Class<T> type) {
    List<T> all = new ArrayList<>();
    for (String next = path; next != null; ) {
      Answer page = get(next);
      all.addAll(page.entries(type));
      Bundle.BundleLinkComponent link = page.as(Bundle.class).getLink("next");
      next = link == null ? null : link.getUrl();
    }
    return all;
  }

  public Answer post(String path, Resource body, String... headers) {
    return send("POST", path, json(body), "application/fhir+json", headers);
  }

  public Answer post(String path, String body, String contentType, String... headers) {
    return send("POST", path, body, contentType, headers);
  }

  public Answer search(String type, String form) {
    return send("POST", "/fhir/" + type + "/_search", form, "application/x-www-form-urlencoded");
  }

  public Answer put(Resource body, String ifMatch) {
    String path = "/fhir/" + body.fhirType() + "/" + body.getIdElement().getIdPart();
    return ifMatch == null
        ? send("PUT", path, json(body), "application/fhir+json")
        : send("PUT", path, json(body), "application/fhir+json", "If-Match", ifMatch);
  }

  public Answer patch(String path, String patch, String ifMatch) {
    return send("PATCH", path, patch, "application/json-patch+json", "If-Match", ifMatch);
  }

  public static String json(Resource resource) {
    return CONTEXT.newJsonParser().encodeResourceToString(resource);
  }

  public Answer send(
      String method, String path, String body, String contentType, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
            .header("Authorization", bearer.get())
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      if (watched) {
        InternalIds.requireNoneIn(response, path + " " + body);
      }
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
