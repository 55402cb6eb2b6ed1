/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.Http;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ExchangeServer
class StartPageTest {
  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void connect() {
    http = new Http(port);
  }

  @Test
  void theStartPageLeadsToTheGuide() {
    HttpResponse<String> start = http.get("/");

    assertThat(start.statusCode()).isEqualTo(200);
    assertThat(start.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(start.body()).contains("Supportive Care Exchange", "href=\"guide/index.html\"");
  }

  @Test
  void theGuideIsThereForEveryoneAndMayShowItsStyleOnly() {
    HttpResponse<String> page = http.get("/guide/errors.html");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("not-in-contract");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "style-src 'self'")
                    .doesNotContain("unsafe"));
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(http.get("/guide/guide.css").statusCode()).isEqualTo(200);
  }

  @Test
  void theShortAddressLeadsToTheFirstPage() {
    HttpResponse<String> page = http.get("/guide");

    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location"))
        .hasValueSatisfying(place -> assertThat(place).endsWith("/guide/index.html"));
  }

  @Test
  void whatIsNotThereIsRefusedInOurForm() {
    HttpResponse<String> none = http.get("/guide/none.html");

    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("OperationOutcome", "not-found");
    assertThat(http.form("/guide/index.html", "a=b").statusCode()).isEqualTo(405);
  }

  @Test
  void nothingElseIsOpenedByIt() {
    assertThat(http.get("/guide/../fhir/Patient").statusCode()).isNotEqualTo(200);
    assertThat(http.get("/guide/%2e%2e/fhir/Patient").statusCode()).isNotEqualTo(200);
    assertThat(http.get("/guide/..;/fhir/Patient").statusCode()).isNotEqualTo(200);
    assertThat(http.get("/static/guide/index.html").statusCode()).isEqualTo(401);
    assertThat(http.get("/application.yaml").statusCode()).isEqualTo(401);
  }
}
