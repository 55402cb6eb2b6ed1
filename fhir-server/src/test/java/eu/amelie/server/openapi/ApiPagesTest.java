/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.Http;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The document and the page for it, as a browser or a generator of clients gets them. */
@ExchangeServer
class ApiPagesTest {
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"([^\"#?]+)\"");

  @LocalServerPort private int port;

  private HttpResponse<String> get(String path, String... headers) {
    return new Http(port).get(path, headers);
  }

  @Test
  void theDocumentNeedsNoTokenAndNamesTheServerAsItWasAsked() {
    HttpResponse<String> answer = get("/fhir/api-docs");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    JsonNode document = Http.json(answer);
    assertThat(document.path("openapi").asText()).startsWith("3.0");
    assertThat(document.at("/info/title").asText()).isEqualTo("Supportive Care Exchange");
    assertThat(document.at("/servers/0/url").asText())
        .isEqualTo("http://localhost:" + port + "/fhir");
    assertThat(document.at("/paths").has("/Patient/{id}/$break-glass")).isTrue();
    assertThat(document.at("/paths").has("/AuditEvent")).isTrue();
  }

  @Test
  void aCallerIsShownItsOwnContractAndARoleCanBeChosen() {
    String bearer = new Http(port).bearer("hospital-be");
    JsonNode own = Http.json(get("/fhir/api-docs", "Authorization", bearer)).path("paths");
    JsonNode chosen = Http.json(get("/fhir/api-docs?role=statistics")).path("paths");

    assertThat(own.has("/Patient/{id}/$everything")).isTrue();
    assertThat(own.has("/Patient/{id}/$break-glass")).isFalse();
    assertThat(chosen.has("/Patient")).isFalse();
    assertThat(chosen.has("/HealthcareService")).isTrue();
    assertThat(get("/fhir/api-docs?role=other").statusCode()).isEqualTo(404);
    assertThat(get("/fhir/api-docs", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
  }

  @Test
  void theToolsOfTheSandboxAreShownToWhoHasThemAndBesideAllContracts() {
    JsonNode all = Http.json(get("/fhir/api-docs"));
    assertThat(all.path("paths").has("/sandbox/reset")).isTrue();
    assertThat(all.path("paths").path("/sandbox/clock").at("/servers/0/url").asText())
        .isEqualTo("http://localhost:" + port);
    String tools = new Http(port).bearer("integrator");
    String none = new Http(port).bearer("hospital-be");
    assertThat(paths("/fhir/api-docs", tools).has("/sandbox/clock")).isTrue();
    assertThat(paths("/fhir/api-docs", none).has("/sandbox/clock")).isFalse();
    assertThat(paths("/fhir/api-docs?role=referrer", tools).has("/sandbox/clock")).isFalse();
  }

  private JsonNode paths(String path, String bearer) {
    return Http.json(get(path, "Authorization", bearer)).path("paths");
  }

  @Test
  void thePageIsServedWithAllThatItNeedsAndAsksNobodyElse() {
    HttpResponse<String> page = get("/fhir/swagger-ui/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Supportive Care Exchange").doesNotContain("://");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self';");
    Matcher assets = ASSET.matcher(page.body());
    int found = 0;
    while (assets.find()) {
      String asset = assets.group(1);
      if (!asset.startsWith("data:")) {
        assertThat(get(URI.create("/fhir/swagger-ui/").resolve(asset).getPath()).statusCode())
            .as(asset)
            .isEqualTo(200);
        found++;
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(5);
    assertThat(get("/fhir/swagger-ui").headers().firstValue("Location")).hasValue("swagger-ui/");
  }

  @Test
  void nothingElseOfTheLibraryIsServed() {
    String bearer = new Http(port).bearer("integrator");
    for (String path :
        List.of(
            "/fhir/swagger-ui/swagger-initializer.js",
            "/fhir/swagger-ui/other",
            "/webjars/swagger-ui/5.21.0/index.html")) {
      assertThat(get(path, "Authorization", bearer).statusCode()).as(path).isEqualTo(404);
    }
  }
}
