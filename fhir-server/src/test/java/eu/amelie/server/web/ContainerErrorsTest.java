/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.answer.ErrorTexts;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.Http;
import eu.amelie.terminology.Language;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Lines 9, 11 and 18 of the list of bad input: what the container refuses by itself is refused in
 * our form. Over a plain socket, since no HTTP library would send it.
 */
@ExchangeServer
class ContainerErrorsTest {
  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /fhir/..%2fTask | 400
          GET /fhir/%2e%2e/Task | 400
          GET /fhir/Task/%00 | 400
          GET /fhir/Task;x=1 | 400
          GET /fhir//Task | 400
          GET //fhir/Task | 400
          GET /fhir;x/Task | 400
          GET /;x/fhir/Task | 400
          GET /fhir/Task%5c..%5cx | 400
          GET /fhir/Task/a%0d%0aSet-Cookie:x | 400
          GET fhir/Task | 400
          TRACE /fhir/Task | 405
          CONNECT /fhir/Task | 501
          FOO /fhir/Task | 400 or 405
          GET /error | 404
          GET /nothing | 404
          GET /actuator/env | 404
          PUT /nothing | 404 or 405
          POST /error | 404 or 405
          """)
  void whatTheContainerRefusesIsRefusedInOurForm(String line, String status) {
    String answer =
        ask(line.strip(), "Authorization: " + bearer() + "\r\nX-Request-Id: mine-1\r\n");
    assertNeutral(line, answer);
    assertThat(status.split(" or ")).as(line).contains(answer.substring(9, 12));
    assertThat(answer).as(line).containsIgnoringCase("X-Request-Id: mine-1");
  }

  @ParameterizedTest
  @CsvSource({"10000,414", "40000,400"})
  void anAddressThatIsTooLongIsRefusedInOurForm(int length, int status) {
    String answer =
        ask("GET /fhir/Task?status=" + "x".repeat(length), "Authorization: " + bearer() + "\r\n");
    assertNeutral("long", answer);
    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /nothing",
        "GET /error",
        "GET /fhir/Task/%00",
        "GET /fhir/Task;x",
        "GET //fhir/Task",
        "GET /fhir;x/Task",
        // The line is refused before any header is read.
        "GET /fhir/Task?a=<script>"
      })
  void withoutATokenItIsNeutralToo(String line) {
    assertNeutral(line, ask(line, ""));
  }

  @ParameterizedTest
  @CsvSource({"GET /nothing, fr", "GET /fhir/Task/%00, de", "GET /error, el"})
  void itIsToldInTheLanguageAskedFor(String line, String language) {
    String answer =
        ask(line, "Authorization: " + bearer() + "\r\nAccept-Language: " + language + "\r\n");
    assertNeutral(line, answer);
    assertThat(answer).containsIgnoringCase("Content-Language: " + language);
    Language told = Language.of(language).orElseThrow();
    assertThat(
            Stream.of("not-found", "malformed")
                .map(code -> ErrorTexts.in(told).of(code).what())
                .anyMatch(answer::contains))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accept-Language", "Accept", "If-Match"})
  void aHeaderWithCharactersThatNoHeaderMayHaveIsTheCallersFault(String header) {
    String answer =
        ask("GET /fhir/Task", "Authorization: " + bearer() + "\r\n" + header + ": a\u0085b\r\n");
    assertNeutral(header, answer);
    assertThat(answer).startsWith("HTTP/1.1 400");
  }

  private static void assertNeutral(String line, String answer) {
    String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
    assertThat(head).as(line).containsIgnoringCase("Cache-Control: no-store");
    assertThat(head).as(line).containsIgnoringCase("X-Request-Id: ");
    assertThat(head).as(line).containsIgnoringCase("Content-Type: application/fhir+json");
    assertThat(answer).as(line).contains("\"OperationOutcome\"");
    assertThat(answer)
        .as(line)
        .doesNotContainIgnoringCase(
            "tomcat", "apache", "<html", "whitelabel", "exception", "spring");
  }

  private String bearer() {
    return new Http(port).bearer("shelter-be");
  }

  private String ask(String line, String headers) {
    String request =
        line
            + " HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nConnection: close\r\n"
            + headers
            + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
