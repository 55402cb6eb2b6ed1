/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import ca.uhn.fhir.context.FhirContext;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.server.hub.HubSettings.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * An exchange as far as the hub makes use of one, in memory: it lists what it was given, does what
 * it is asked to do, and refuses what it was told to refuse.
 */
final class ScriptedExchange implements AutoCloseable {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private record Refusal(int status, ErrorCode code) {}

  private final Map<String, Resource> stored = new ConcurrentSkipListMap<>();
  private final Map<String, Refusal> refused = new ConcurrentHashMap<>();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final List<String> listed = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final Doorway way;
  private volatile boolean erasedAll;

  ScriptedExchange() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token", exchange -> send(exchange, 200, "{\"access_token\":\"t\",\"expires_in\":300}"));
    server.createContext("/fhir", this::answer);
    server.start();
    way = new Doorway(server.getAddress().getPort());
  }

  /** Shut, nobody reaches it. */
  Doorway way() {
    return way;
  }

  void holds(Resource... resources) {
    for (Resource resource : resources) {
      stored.put(address(resource), resource);
    }
  }

  void forgets(String address) {
    stored.remove(address);
  }

  <T extends Resource> T held(String address, Class<T> type) {
    return type.cast(stored.get(address));
  }

  boolean isHeld(String address) {
    return stored.containsKey(address);
  }

  /**
   * @param what pattern of how method, address and body begin, such as {@code PUT Task/}
   */
  void refuses(String what, int status) {
    refused.put(what, refusal(status));
  }

  void refuses(String what, ErrorCode code) {
    refused.put(what, new Refusal(code.status(), code));
  }

  private static Refusal refusal(int status) {
    return new Refusal(
        status, status == 409 ? ErrorCode.DUPLICATE_CONFLICT : ErrorCode.TRANSITION_NOT_ALLOWED);
  }

  /** What is submitted once more is taken for known, and nothing of it stands there. */
  void hasErasedAll() {
    erasedAll = true;
  }

  void refusesNothing() {
    refused.clear();
  }

  /** What it was asked to do and did, as method and address. */
  List<String> done() {
    return List.copyOf(done);
  }

  /** How often persons were asked for. */
  long looks() {
    return listed.stream().filter(query -> query.contains("_include=Task:patient")).count();
  }

  FhirCalls client(Path folder) throws IOException, JOSEException {
    Path key = folder.resolve("key.json");
    Files.writeString(
        key, new JWKSet(new ECKeyGenerator(Curve.P_384).keyID("one").generate()).toString(false));
    String base = "http://localhost:" + way.port();
    Side side =
        new Side(URI.create(base + "/fhir"), URI.create(base + "/token"), "client", key, "own");
    HttpCalls calls = new HttpCalls(Duration.ofMinutes(1), Duration.ofMinutes(2));
    Instant now = Instant.parse("2026-11-26T08:00:00Z");
    return new FhirCalls(
        side.base(), new BackendToken(side, "system/Task.rs", calls, () -> now), calls, CONTEXT);
  }

  @Override
  public void close() {
    way.close();
    server.stop(0);
  }

  private static String address(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath().replaceFirst("^/fhir/?", "");
    String call = (exchange.getRequestMethod() + " " + path).strip();
    String said = call + " " + body;
    Refusal refusal =
        refused.entrySet().stream()
            .filter(one -> Pattern.compile(one.getKey(), Pattern.DOTALL).matcher(said).lookingAt())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    if (refusal != null) {
      send(exchange, refusal.status(), outcome(refusal.code()));
    } else if (exchange.getRequestMethod().equals("GET")) {
      read(exchange, path);
    } else {
      perform(path, body);
      done.add(call);
      send(exchange, 200, "{\"resourceType\":\"OperationOutcome\"}");
    }
  }

  private static String outcome(ErrorCode code) {
    return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
        + "\"code\":\"invalid\",\"details\":{\"coding\":[{\"system\":\""
        + ErrorCode.SYSTEM
        + "\",\"code\":\""
        + code.code()
        + "\"}]}}]}";
  }

  private void read(HttpExchange exchange, String path) throws IOException {
    if (!path.contains("/")) {
      send(exchange, 200, json(list(path, exchange.getRequestURI().getQuery())));
    } else if (stored.containsKey(path)) {
      send(exchange, 200, json(stored.get(path)));
    } else {
      send(exchange, 404, outcome(ErrorCode.NOT_FOUND));
    }
  }

  /** A list of Tasks with what is to be included comes with all that could be. */
  private Bundle list(String type, String query) {
    Bundle found = new Bundle().setType(BundleType.SEARCHSET);
    listed.add(query);
    stored.values().stream()
        .filter(one -> one.fhirType().equals(type) || query.contains("_include="))
        .filter(one -> !(one instanceof Task task) || isAsked(task, query))
        .forEach(one -> found.addEntry().setResource(one));
    return found;
  }

  private static boolean isAsked(Task task, String query) {
    boolean byKey = query.startsWith("identifier=");
    return !byKey || HandoverKey.in(task.getIdentifier()).filter(query::endsWith).isPresent();
  }

  private void perform(String path, String body) {
    String person = path.replaceFirst("/\\$erase$", "");
    if (path.endsWith("/$withdraw")) {
      held(path.replaceFirst("/\\$withdraw$", ""), Consent.class).setStatus(ConsentState.INACTIVE);
    } else if (path.endsWith("/$erase")) {
      stored
          .values()
          .removeIf(
              one ->
                  one instanceof Consent consent
                      && person.equals(consent.getPatient().getReference()));
      stored.remove(person);
    } else if (!path.isEmpty()) {
      holds((Resource) CONTEXT.newJsonParser().parseResource(body));
    } else if (!erasedAll) {
      submit(CONTEXT.newJsonParser().parseResource(Bundle.class, body));
    }
  }

  /** Of what is submitted, its Task alone stands there. */
  private void submit(Bundle referral) {
    referral.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .filter(Task.class::isInstance)
        .forEach(
            task -> {
              task.setId("submitted-" + stored.size());
              holds(task);
            });
  }

  private static String json(Resource resource) {
    return CONTEXT.newJsonParser().encodeResourceToString(resource);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
