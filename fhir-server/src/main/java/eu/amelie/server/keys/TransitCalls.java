/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls to one key of a Transit engine. Each ends within the timeout, its body included; anything
 * but 200 with {@code data} is an IdentityUnavailableException, which quotes neither request nor
 * answer. Redirects are not followed: the token goes nowhere else.
 */
class TransitCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TransitSettings settings;
  private final HttpClient client;

  TransitCalls(TransitSettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** What is known of the key: its versions. */
  JsonNode describe() {
    return data(request("keys").GET());
  }

  /** The {@code data} of the answer. */
  JsonNode post(String operation, Map<String, String> body) {
    try {
      return data(
          request(operation)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings can be written");
    }
  }

  private HttpRequest.Builder request(String operation) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.uri(operation))
            .timeout(settings.timeout())
            .header("X-Vault-Token", token())
            .header("X-Vault-Request", "true");
    if (!settings.namespace().isBlank()) {
      request.header("X-Vault-Namespace", settings.namespace());
    }
    return request;
  }

  private JsonNode data(HttpRequest.Builder request) {
    HttpResponse<byte[]> answer = send(request.build());
    if (answer.statusCode() != 200) {
      throw new IdentityUnavailableException(
          "The key service refuses with status " + answer.statusCode());
    }
    try {
      return JSON.readTree(answer.body()).path("data");
    } catch (IOException e) {
      // No cause: its message would quote the answer.
      throw new IdentityUnavailableException("The key service's answer cannot be read");
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IdentityUnavailableException("The key service does not answer in time", e);
    } catch (ExecutionException e) {
      throw new IdentityUnavailableException("The key service cannot be reached", e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IdentityUnavailableException("Interrupted while calling the key service", e);
    }
  }

  private String token() {
    try {
      String token =
          Files.readString(Path.of(settings.tokenFile()), StandardCharsets.UTF_8).strip();
      if (token.chars().allMatch(c -> c > ' ' && c < 127) && !token.isEmpty()) {
        return token;
      }
    } catch (IOException e) {
      throw new IdentityUnavailableException("The key service's token cannot be read", e);
    }
    throw new IdentityUnavailableException("The key service's token is none");
  }
}
