/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import eu.amelie.interceptors.disclosure.ErrorCode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * FHIR over HTTP, as one client of one exchange.
 *
 * <p>Guaranteed: a search is answered whole, with all its pages, or not at all; a refusal tells its
 * status, of the answer at most a code that every exchange knows, and nothing else; no page link
 * leads to another server.
 */
final class FhirCalls {
  private static final String JSON = "application/fhir+json";
  private static final int MOST_PAGES = 500;

  private final URI base;
  private final BackendToken token;
  private final HttpCalls calls;
  private final FhirContext context;

  FhirCalls(URI base, BackendToken token, HttpCalls calls, FhirContext context) {
    this.base = URI.create(base.toString().replaceFirst("/+$", "") + "/");
    this.token = token;
    this.calls = calls;
    this.context = context;
  }

  /** All that it finds and includes. */
  List<Resource> search(String query) {
    List<Resource> found = new ArrayList<>();
    Optional<URI> page = Optional.of(base.resolve(query));
    for (int n = 0; page.isPresent(); n++) {
      if (n == MOST_PAGES) {
        throw new UnreachableException("a search without end");
      }
      Bundle bundle = page(page.get());
      bundle.getEntry().stream().map(BundleEntryComponent::getResource).forEach(found::add);
      page = Optional.ofNullable(bundle.getLink("next")).map(link -> next(link.getUrl()));
    }
    return found;
  }

  /** Changes with what it finds, and with the version of any of it. */
  String versions(String query) {
    return search(query).stream()
        .map(found -> found.getIdElement().getIdPart() + "|" + found.getMeta().getVersionId())
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** A list that is refused leaves nothing to take a step of. */
  private Bundle page(URI page) {
    try {
      return read(sent(request(page).GET()), Bundle.class);
    } catch (StepRefusedException e) {
      throw new UnreachableException("a search was " + e.getMessage());
    }
  }

  private URI next(String url) {
    URI next = base.resolve(url);
    boolean here =
        base.getScheme().equals(next.getScheme())
            && base.getAuthority().equals(next.getAuthority());
    if (!here) {
      throw new UnreachableException("a page link that leads elsewhere");
    }
    return next;
  }

  /**
   * @return empty where it is not there, or not to be seen
   */
  <T extends Resource> Optional<T> find(String reference, Class<T> type) {
    HttpResponse<String> answer = answer(request(base.resolve(reference)).GET());
    return answer.statusCode() == 404
        ? Optional.empty()
        : Optional.of(read(required(answer), type));
  }

  /** Changes what is there, unless it has changed since the version that the resource bears. */
  void update(Resource resource) {
    sent(
        request(base.resolve(resource.fhirType() + "/" + resource.getIdElement().getIdPart()))
            .header("Content-Type", JSON)
            .header("If-Match", "W/\"" + resource.getMeta().getVersionId() + "\"")
            .PUT(BodyPublishers.ofString(json(resource))));
  }

  void transaction(Bundle bundle) {
    sent(
        request(URI.create(base.toString().replaceFirst("/$", "")))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(json(bundle))));
  }

  void operation(String path, Parameters input) {
    sent(
        request(base.resolve(path))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(json(input))));
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).header("Accept", JSON);
  }

  private HttpResponse<String> sent(HttpRequest.Builder request) {
    return required(answer(request));
  }

  private HttpResponse<String> answer(HttpRequest.Builder request) {
    return calls.send(request.header("Authorization", token.bearer()).build());
  }

  /** What may be otherwise next time ends the round; what the exchange does not do is refused. */
  private HttpResponse<String> required(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status == 200 || status == 201) {
      return answer;
    }
    Optional<ErrorCode> code = known(answer.body());
    String told = status + code.map(one -> " (" + one.code() + ")").orElse("");
    if (isRefusal(status)) {
      throw new StepRefusedException("refused with " + told, code);
    }
    if (status == 401) {
      token.forget();
    }
    throw new UnreachableException("answered with " + told);
  }

  /** One step that is not done holds up none of the others. */
  private static boolean isRefusal(int status) {
    return status >= 400 && status < 500 && status != 401 && status != 429;
  }

  /** The code of a refusal, where it is one of ours. */
  private Optional<ErrorCode> known(String body) {
    try {
      return parser().parseResource(OperationOutcome.class, body).getIssue().stream()
          .flatMap(issue -> issue.getDetails().getCoding().stream())
          .filter(coding -> ErrorCode.SYSTEM.equals(coding.getSystem()))
          .flatMap(
              coding ->
                  Arrays.stream(ErrorCode.values())
                      .filter(one -> one.code().equals(coding.getCode())))
          .findFirst();
    } catch (DataFormatException e) {
      return Optional.empty();
    }
  }

  private <T extends Resource> T read(HttpResponse<String> answer, Class<T> type) {
    try {
      return parser().parseResource(type, answer.body());
    } catch (DataFormatException e) {
      // No cause: its message would quote the answer.
      throw new UnreachableException("an answer that cannot be read");
    }
  }

  /** What it does not know it leaves out, and quotes nothing of it in the log. */
  private IParser parser() {
    return context
        .newJsonParser()
        .setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
  }

  private String json(Resource resource) {
    return context.newJsonParser().encodeResourceToString(resource);
  }
}
