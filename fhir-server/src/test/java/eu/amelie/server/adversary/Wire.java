/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import static java.util.stream.Collectors.toCollection;

import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.RenewedBearer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Puts requests to the server, and remembers every id that came back and was not sent. */
final class Wire {
  private static final int AT_ONCE = 4;
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final Http http;
  private final Map<String, RenewedBearer> bearers = new ConcurrentHashMap<>();
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  Wire(int port) {
    this.port = port;
    this.http = new Http(port);
  }

  Told tell(Ask ask) {
    return tell(ask, ask);
  }

  /**
   * The same for a page behind another answer.
   *
   * @param origin what the conversation began with: an echo of its ids is no news
   */
  Told tell(Ask ask, Ask origin) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(http.url(ask.path())))
            .header("Authorization", bearer(ask.caller()))
            .method(
                ask.method(),
                ask.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(ask.body()));
    ask.headers().forEach(request::header);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      Told told = Told.of(response);
      Set<String> sent = idsIn(ask + " " + origin);
      remember(told.body(), sent);
      told.headers().values().forEach(value -> remember(value, sent));
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One that ran out would be refused in one world and not in the other. */
  private String bearer(String caller) {
    return bearers.computeIfAbsent(caller, party -> new RenewedBearer(port, party)).get();
  }

  private void remember(String text, Set<String> sent) {
    Set<String> told = idsIn(text);
    told.removeAll(sent);
    ids.addAll(told);
  }

  private static Set<String> idsIn(String text) {
    return ID.matcher(text).results().map(MatchResult::group).collect(toCollection(HashSet::new));
  }

  /** Every id that any answer has held so far and its request had not. */
  Set<String> idsTold() {
    return Set.copyOf(ids);
  }

  /** The same for many, some at a time, in their order. */
  <Q, A> List<A> all(List<Q> questions, Function<Q, A> answering) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<A>> futures = new ArrayList<>();
      questions.forEach(question -> futures.add(threads.submit(() -> answering.apply(question))));
      List<A> answers = new ArrayList<>();
      for (Future<A> future : futures) {
        answers.add(future.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
