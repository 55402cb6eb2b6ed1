/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls to configured exchanges. Each ends within its time and length, body included; no redirect
 * is followed, so that a token goes nowhere else; what fails is told by its kind alone.
 */
final class HttpCalls {
  private final HttpClient client;
  private final Duration answer;

  HttpCalls(Duration connect, Duration answer) {
    this.answer = answer;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connect)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * @throws UnreachableException where there is no answer in time
   */
  HttpResponse<String> send(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(request, head -> new LimitedBody());
    try {
      return call.get(answer.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new UnreachableException("no answer in time");
    } catch (ExecutionException e) {
      throw new UnreachableException("no connection (" + kind(e.getCause()) + ")");
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted");
    }
  }

  private static String kind(Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }
}
