/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.amelie.interceptors.pseudonym.keys.Aead;
import eu.amelie.interceptors.pseudonym.keys.KeyEncryptionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What Vault's Transit engine answers for one key of type aes256-gcm96: encrypt, decrypt and a
 * description of the key, with a token, on this machine.
 */
public final class LocalTransit implements AutoCloseable {
  public static final String TOKEN = "plainly-fictional-token";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecureRandom random = new SecureRandom();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<KeyEncryptionKey> versions = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private volatile int refusal;
  private volatile boolean silent;
  private volatile boolean unbound;

  private LocalTransit(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    rotate();
  }

  public static LocalTransit start() throws IOException {
    return on(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /** On a server of the caller's, which is not started yet. */
  public static LocalTransit on(HttpServer server) {
    return new LocalTransit(server);
  }

  /** Answers every call with this status; 0: as it should. */
  public void refuse(int status) {
    refusal = status;
  }

  /** Begins answers and never ends them. */
  public void fallSilent() {
    silent = true;
  }

  /** Like an engine that does not know of associated data. */
  public void forgetOwners() {
    unbound = true;
  }

  public void rotate() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    versions.add(new KeyEncryptionKey(key));
  }

  /** Without encryption. */
  public String address() {
    return "http://localhost:" + port();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Paths and bodies of all calls. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), UTF_8);
    requests.add(call.getRequestURI() + " " + body);
    if (silent) {
      call.sendResponseHeaders(200, 0);
      call.getResponseBody().write('{');
      call.getResponseBody().flush();
      await();
      return;
    }
    boolean known = TOKEN.equals(call.getRequestHeaders().getFirst("X-Vault-Token"));
    int status = refusal != 0 ? refusal : known ? 200 : 403;
    Optional<Map<String, ?>> data =
        status == 200 ? data(call.getRequestURI().getPath(), body) : Optional.empty();
    if (status == 307) {
      call.getResponseHeaders().add("Location", "/v1/elsewhere");
    }
    byte[] bytes =
        JSON.writeValueAsBytes(
            data.isPresent() ? Map.of("data", data.get()) : Map.of("errors", List.of("refused")));
    call.sendResponseHeaders(data.isEmpty() && status == 200 ? 400 : status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private Optional<Map<String, ?>> data(String path, String body) throws IOException {
    JsonNode asked = JSON.readTree(body);
    byte[] bound =
        unbound ? new byte[0] : Base64.getDecoder().decode(asked.path("associated_data").asText());
    return switch (path) {
      case "/v1/transit/keys/exchange" ->
          Optional.of(Map.of("latest_version", versions.size(), "min_decryption_version", 1));
      case "/v1/transit/encrypt/exchange" ->
          Optional.of(Map.of("ciphertext", encrypt(asked.path("plaintext").asText(), bound)));
      case "/v1/transit/decrypt/exchange" ->
          decrypt(asked.path("ciphertext").asText(), bound)
              .map(plain -> Map.of("plaintext", plain));
      default -> Optional.empty();
    };
  }

  private String encrypt(String plain, byte[] bound) {
    byte[] sealed =
        Aead.seal(
            versions.get(versions.size() - 1), random, Base64.getDecoder().decode(plain), bound);
    return "vault:v" + versions.size() + ":" + Base64.getEncoder().encodeToString(sealed);
  }

  private Optional<String> decrypt(String text, byte[] bound) {
    List<String> parts = new ArrayList<>(List.of(text.split(":")));
    int version = Integer.parseInt(parts.get(1).substring(1));
    return Aead.open(versions.get(version - 1), Base64.getDecoder().decode(parts.get(2)), bound)
        .map(Base64.getEncoder()::encodeToString);
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
