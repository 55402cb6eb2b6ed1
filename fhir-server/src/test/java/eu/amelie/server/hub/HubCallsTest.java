/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.notification.Backoff;
import eu.amelie.server.hub.HubSettings.Side;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub's way of asking, and what it does when it is not answered. */
class HubCallsTest {
  private static final String SECRET = "Voorbeeldpersoon";

  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HttpCalls calls = new HttpCalls(Duration.ofMinutes(1), Duration.ofMinutes(2));
  private final List<String> assertions = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-26T08:00:00Z");
  private ECKey key;
  private HttpServer server;
  private int status = 200;
  private String body = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";

  @BeforeEach
  void start() throws Exception {
    key = new ECKeyGenerator(Curve.P_384).keyID("one").generate();
    Files.writeString(folder.resolve("key.json"), new JWKSet(key).toString(false));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::token);
    server.createContext("/fhir", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void token(HttpExchange exchange) throws IOException {
    assertions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    send(exchange, 200, "{\"access_token\":\"t" + assertions.size() + "\",\"expires_in\":300}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.getRequestBody().readAllBytes();
    send(exchange, status, body);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private FhirCalls client() {
    String base = "http://localhost:" + server.getAddress().getPort();
    Side side =
        new Side(
            URI.create(base + "/fhir"),
            URI.create(base + "/token"),
            "client",
            folder.resolve("key.json"),
            "organisation");
    return new FhirCalls(
        side.base(),
        new BackendToken(side, "system/Task.rs", calls, () -> now),
        calls,
        FhirContext.forR4Cached());
  }

  @Test
  void aTokenIsAskedForWithASignedAssertionAndUsedUntilItsEnd() throws Exception {
    FhirCalls client = client();
    client.search("Task?_count=200");
    client.search("Task?_count=200");
    now = now.plusSeconds(280);
    client.search("Task?_count=200");

    assertThat(asked)
        .extracting(one -> one.split(" ", 2)[1])
        .containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
    SignedJWT assertion = SignedJWT.parse(field("client_assertion"));
    assertThat(assertion.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
    assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo("client");
    assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo("client");
    assertThat(assertion.getJWTClaimsSet().getAudience())
        .singleElement()
        .asString()
        .endsWith("/token");
    assertThat(field("scope")).isEqualTo("system/Task.rs");
    assertThat(assertions.get(0)).isNotEqualTo(assertions.get(1));
  }

  private String field(String name) {
    for (String part : assertions.get(0).split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError(name);
  }

  @Test
  void aTokenThatIsRefusedIsNotUsedAgain() {
    FhirCalls client = client();
    status = 401;
    assertThatThrownBy(() -> client.search("Task")).isInstanceOf(UnreachableException.class);
    status = 200;
    client.search("Task");

    assertThat(assertions).hasSize(2);
  }

  @Test
  void aRefusalIsToldFromWhatMayBeOtherwiseNextTimeAndNeitherQuotesTheAnswer() {
    body = "{\"resourceType\":\"OperationOutcome\",\"id\":\"" + SECRET + "\"}";
    for (int refused : List.of(400, 403, 404, 409, 412, 413, 422)) {
      assertFails(refused, StepRefusedException.class);
    }
    for (int later : List.of(302, 401, 429, 500, 503)) {
      assertFails(later, UnreachableException.class);
    }
    body = "not FHIR: " + SECRET;
    assertFails(422, StepRefusedException.class);
    assertThatThrownBy(() -> client().search("Task"))
        .isInstanceOf(UnreachableException.class)
        .hasNoCause()
        .hasMessageNotContaining(SECRET);
  }

  private void assertFails(int with, Class<? extends Exception> as) {
    status = with;
    assertThatThrownBy(() -> client().operation("Consent/1/$withdraw", new Parameters()))
        .isInstanceOf(as)
        .hasNoCause()
        .hasMessageNotContaining(SECRET);
    status = 200;
  }

  @Test
  void aRefusalTellsTheExchangesOwnCodeAndNoOther() {
    assertThat(refusalWith(ErrorCode.SYSTEM, "not-in-contract"))
        .isEqualTo("refused with 403 (not-in-contract)");
    assertThat(refusalWith(ErrorCode.SYSTEM, SECRET)).isEqualTo("refused with 403");
    assertThat(refusalWith("urn:fictional", "not-in-contract")).isEqualTo("refused with 403");
  }

  private String refusalWith(String system, String code) {
    status = 403;
    body =
        """
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid",
         "diagnostics":"%s",
         "details":{"coding":[{"system":"%s","code":"%s"}],"text":"%s"}}]}
        """
            .formatted(SECRET, system, code, SECRET);
    StepRefusedException refusal =
        catchThrowableOfType(
            StepRefusedException.class,
            () -> client().operation("Consent/1/$withdraw", new Parameters()));
    return refusal.getMessage();
  }

  @Test
  void aListThatIsRefusedEndsTheRound() {
    for (int refused : List.of(400, 403, 404, 422)) {
      status = refused;
      assertThatThrownBy(() -> client().search("Task")).isInstanceOf(UnreachableException.class);
    }
  }

  @Test
  void aPageLinkThatLeadsElsewhereIsNotFollowed() {
    body =
        """
        {"resourceType":"Bundle","type":"searchset",
         "link":[{"relation":"next","url":"http://other.example.org/fhir/Task"}]}
        """;

    assertThatThrownBy(() -> client().search("Task")).isInstanceOf(UnreachableException.class);
    assertThat(asked).hasSize(1);
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    body = " ".repeat((int) LimitedBody.LIMIT + 1) + body;

    assertThatThrownBy(() -> client().search("Task"))
        .isInstanceOf(UnreachableException.class)
        .hasMessageStartingWith("no connection");
  }

  @Test
  void aSubmissionGoesToTheBaseItself() {
    client().transaction(new Bundle());

    assertThat(asked).singleElement().asString().startsWith("/fhir Bearer");
  }

  @Test
  void whileASideIsNotThereRoundsComeMoreRarelyAndAreCounted() {
    server.stop(0);
    HubAlarm alarm = new HubAlarm("germany", meters);
    Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));
    HomeExchange home = new HomeExchange(client(), "centre");
    RemoteExchange remote = new RemoteExchange(client());
    Unfinished unfinished =
        new Unfinished("germany", meters, backoff, Duration.ofMinutes(10), () -> now);
    PeerRounds rounds =
        new PeerRounds(
            new HubRound(
                home,
                remote,
                new CarriedCase("Organization/a", "Organization/b", false),
                unfinished,
                alarm),
            new Glances(home, remote, unfinished, Duration.ofMinutes(5), () -> now),
            alarm,
            backoff,
            Duration.ofMinutes(10),
            () -> now);

    rounds.runIfDue();
    rounds.runIfDue();
    assertThat(unreachable()).isEqualTo(1);
    now = now.plusSeconds(5);
    rounds.runIfDue();
    now = now.plusSeconds(5);
    rounds.runIfDue();
    assertThat(unreachable()).isEqualTo(2);
    now = now.plusSeconds(5);
    rounds.runIfDue();
    assertThat(unreachable()).isEqualTo(3);
  }

  private double unreachable() {
    return meters.get(HubAlarm.UNREACHABLE).counter().count();
  }
}
