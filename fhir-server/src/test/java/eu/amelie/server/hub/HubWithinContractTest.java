/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Conditions;
import eu.amelie.interceptors.access.FhirCall;
import eu.amelie.interceptors.access.Gate;
import eu.amelie.interceptors.access.GateDecision;
import eu.amelie.interceptors.access.GateDecision.Refuse;
import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.RawRequest;
import eu.amelie.interceptors.access.RequestLine;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.access.RoleContracts;
import eu.amelie.interceptors.access.SystemScope;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.referral.Handover;
import eu.amelie.server.hub.HubSettings.Side;
import eu.amelie.server.testing.Referrals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that the hub asks for is in the contracts of its two roles, and in the scopes it asks for.
 */
class HubWithinContractTest {
  private static final String OPEN_TASK =
      """
      {"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Task",
       "id":"a","status":"requested","intent":"order","focus":{"reference":"ServiceRequest/e"}}}]}
      """;
  private static final Gate GATE = new Gate(RoleContracts.standard());

  @TempDir private Path folder;
  private final HttpCalls calls = new HttpCalls(Duration.ofMinutes(1), Duration.ofMinutes(2));
  private final List<String> asked = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private HttpServer server;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(
        folder.resolve("key.json"),
        new JWKSet(new ECKeyGenerator(Curve.P_384).keyID("one").generate()).toString(false));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token", exchange -> send(exchange, "{\"access_token\":\"t\",\"expires_in\":300}"));
    server.createContext("/fhir", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    URI uri = exchange.getRequestURI();
    FhirCall call =
        RequestLine.read(
                new RawRequest(
                    exchange.getRequestMethod(),
                    uri.getRawPath().substring("/fhir".length()),
                    uri.getRawQuery(),
                    "",
                    Map.of()))
            .orThrow();
    if (call.interaction() instanceof Interaction.BundlePost post) {
      hold(new FhirCall(post.of(BundleType.TRANSACTION), call.parameters(), call.conditions()));
      FhirContext.forR4Cached()
          .newJsonParser()
          .parseResource(Bundle.class, new String(body, StandardCharsets.UTF_8))
          .getEntry()
          .forEach(this::hold);
    } else {
      hold(call);
    }
    String type = uri.getPath().split("/").length > 2 ? uri.getPath().split("/")[2] : "";
    send(
        exchange,
        call.interaction() instanceof Interaction.Read
            ? "{\"resourceType\":\"" + type + "\",\"id\":\"x\"}"
            : type.equals("Task")
                ? OPEN_TASK
                : "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
  }

  private void hold(BundleEntryComponent entry) {
    Conditions none =
        new Conditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    hold(
        RequestLine.readEntry(
                entry.getRequest().getMethod().toCode(), entry.getRequest().getUrl(), none)
            .orThrow());
  }

  private void hold(FhirCall call) {
    asked.add(call.interaction().getClass().getSimpleName());
    GateDecision decision = GATE.check(caller, call);
    if (decision instanceof Refuse refuse) {
      refused.add(refuse.code() + ": " + call.interaction());
    }
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private FhirCalls as(Role role, String scope) {
    caller =
        new Caller(
            "hub",
            "hub",
            role,
            "BE",
            Set.of(Purpose.of("TREAT")),
            Stream.of(scope.split(" +"))
                .map(one -> SystemScope.parse(one).orElseThrow())
                .collect(Collectors.toSet()),
            false);
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
        new BackendToken(side, scope, calls, () -> Instant.parse("2026-11-26T08:00:00Z")),
        calls,
        FhirContext.forR4Cached());
  }

  private static Offer offer() {
    Task task = Referrals.one(Referrals.shipped(), Task.class);
    task.setId("Task/a");
    task.getMeta().setVersionId("1");
    Handover.addConsent(task, "Consent/b");
    return new Offer(task, Optional.empty(), Optional.empty());
  }

  private static Bundle carried() {
    Bundle shipped = Referrals.shipped();
    Consent consent = Referrals.one(shipped, Consent.class);
    consent
        .getProvision()
        .getProvision()
        .forEach(permit -> permit.getPurposeFirstRep().setCode("sc-coordination"));
    Offer offer =
        new Offer(
            offer().task(),
            Optional.of(Referrals.one(shipped, Patient.class)),
            Optional.of(Referrals.one(shipped, ServiceRequest.class)));
    return new CarriedCase("Organization/a", "Organization/b", true)
        .of(offer, List.of(consent))
        .orElseThrow();
  }

  private void actAtHome(FhirCalls client) {
    HomeExchange home = new HomeExchange(client, "centre");
    home.glance();
    home.standing();
    home.all();
    home.consents(offer());
    home.accept(offer());
    home.reject(offer(), "no-capacity");
    home.withdraw(offer());
  }

  private void actAbroad(FhirCalls client) {
    RemoteExchange remote = new RemoteExchange(client);
    remote.glance();
    remote.copies();
    remote.task("key");
    remote.submit(carried());
    Consent consent = new Consent();
    consent.setId("Consent/c");
    consent.setStatus(Consent.ConsentState.ACTIVE);
    consent.setPatient(new Reference("Patient/d"));
    remote.takeBack(
        new NextStep.TakeBack("moved", Optional.of("no-longer-needed")), "key", new Copy(consent));
    remote.carryAnew(carried(), "key", new Copy(consent));
  }

  @Test
  void atHomeItAsksForNothingThatACoordinatorDoesNotHave() {
    actAtHome(as(Role.COORDINATOR, HomeExchange.SCOPE));

    assertThat(refused).isEmpty();
    assertThat(asked).contains("SearchOfType", "Read", "Update", "Operation");
  }

  @Test
  void abroadItAsksForNothingThatAReferrerDoesNotHave() {
    actAbroad(as(Role.REFERRER, RemoteExchange.SCOPE));

    assertThat(refused).isEmpty();
    assertThat(asked)
        .contains("SearchOfType", "BundlePost", "Create", "Read", "Update", "Operation");
    assertThat(asked.stream().filter("Create"::equals)).hasSize(4);
  }

  @Test
  void withoutAnyOneLetterOfItsScopesSomethingOfItIsRefused() {
    for (String scope : lessByOne(HomeExchange.SCOPE)) {
      refused.clear();
      actAtHome(as(Role.COORDINATOR, scope));
      assertThat(refused).as(scope).isNotEmpty().allMatch(this::isOfScope);
    }
    for (String scope : lessByOne(RemoteExchange.SCOPE)) {
      refused.clear();
      actAbroad(as(Role.REFERRER, scope));
      assertThat(refused).as(scope).isNotEmpty().allMatch(this::isOfScope);
    }
  }

  /** The scopes with each letter of each left out in turn. */
  private static List<String> lessByOne(String scopes) {
    List<String> fewer = new ArrayList<>();
    for (String scope : scopes.split(" ")) {
      String type = scope.substring(0, scope.indexOf('.') + 1);
      String letters = scope.substring(type.length());
      for (String letter : letters.split("")) {
        String left = letters.replace(letter, "");
        fewer.add(scopes.replace(scope, left.isEmpty() ? "" : type + left).strip());
      }
    }
    return fewer;
  }

  private boolean isOfScope(String refusal) {
    return refusal.startsWith(ErrorCode.INSUFFICIENT_SCOPE.toString());
  }
}
