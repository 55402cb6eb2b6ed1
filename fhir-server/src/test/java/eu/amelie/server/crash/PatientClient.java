/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.crash;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.hl7.fhir.r4.model.Resource;

/**
 * A party that says again what was not answered, or answered with a fault of the server, until it
 * is: what became of a call that a crash cut off it finds out by asking.
 */
final class PatientClient {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ONE_CALL = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 300;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private final String party;
  private volatile String bearer = "";

  PatientClient(int port, String party) {
    this.base = "http://localhost:" + port;
    this.party = party;
  }

  /** An answer that is one. */
  record Answer(int status, String body) {
    void requireTaken() {
      if (status >= 300) {
        throw new AssertionError(status + " " + body);
      }
    }

    <T extends Resource> T as(Class<T> type) {
      requireTaken();
      return CONTEXT.newJsonParser().parseResource(type, body);
    }
  }

  Answer get(String path) throws InterruptedException {
    return until(() -> request(path).GET());
  }

  Answer post(String path, Resource body) throws InterruptedException {
    return until(() -> request(path).POST(json(body)));
  }

  /** One attempt alone: what it met may have changed. Status 0 where nobody knows. */
  Answer tryPut(Resource body, String version) throws InterruptedException {
    String path = "/fhir/" + body.fhirType() + "/" + body.getIdElement().getIdPart();
    String etag = "W/\"" + version + "\"";
    return once(() -> request(path).header("If-Match", etag).PUT(json(body)));
  }

  private HttpRequest.BodyPublisher json(Resource body) {
    return BodyPublishers.ofString(CONTEXT.newJsonParser().encodeResourceToString(body));
  }

  private interface Call {
    HttpRequest.Builder make();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ONE_CALL)
        .header("Authorization", bearer)
        .header("Content-Type", "application/fhir+json");
  }

  private Answer until(Call call) throws InterruptedException {
    while (true) {
      Answer answer = once(call);
      if (answer.status() != 0) {
        return answer;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private Answer once(Call call) throws InterruptedException {
    try {
      HttpResponse<String> response = client.send(call.make().build(), BodyHandlers.ofString());
      if (response.statusCode() == 401) {
        bearer = token();
        return new Answer(0, "");
      }
      return new Answer(response.statusCode() >= 500 ? 0 : response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer(0, "");
    }
  }

  private String token() throws IOException, InterruptedException {
    String pair =
        Base64.getEncoder().encodeToString((party + ":sandbox").getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
            .timeout(ONE_CALL)
            .header("Authorization", "Basic " + pair)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("No token.");
    }
    return "Bearer " + JSON.readTree(response.body()).path("access_token").asText();
  }
}
