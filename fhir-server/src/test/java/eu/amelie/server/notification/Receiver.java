/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import ca.uhn.fhir.context.FhirContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;

/** A receiver of notifications on this machine that answers as it is told to. */
final class Receiver implements AutoCloseable {

  /** One call that came in, whatever was answered. */
  record Received(byte[] body, String signature, int answered, Instant at) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    Bundle bundle() {
      return FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, text());
    }

    private Parameters status() {
      return (Parameters) bundle().getEntryFirstRep().getResource();
    }

    String kind() {
      return status().getParameter().stream()
          .filter(parameter -> parameter.getName().equals("type"))
          .findFirst()
          .orElseThrow()
          .getValue()
          .primitiveValue();
    }

    private Optional<ParametersParameterComponent> part(String name) {
      return status().getParameter().stream()
          .filter(parameter -> parameter.getName().equals("notification-event"))
          .flatMap(event -> event.getPart().stream())
          .filter(part -> part.getName().equals(name))
          .findFirst();
    }

    /** Of the one event; empty where none is named. */
    Optional<String> focus() {
      return part("focus").map(part -> ((Reference) part.getValue()).getReference());
    }

    long number() {
      return Long.parseLong(part("event-number").orElseThrow().getValue().primitiveValue());
    }
  }

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile IntUnaryOperator answer = call -> 200;
  private volatile CountDownLatch answering = new CountDownLatch(0);

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Instant at = Instant.now();
    int status = answer.applyAsInt(received.size());
    received.add(
        new Received(body, exchange.getRequestHeaders().getFirst("X-JWS-Signature"), status, at));
    await(answering);
    if (status >= 300 && status < 400) {
      exchange.getResponseHeaders().add("Location", address() + "/elsewhere");
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static void await(CountDownLatch answering) {
    try {
      answering.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** By the number of the call, from 0. */
  void answers(IntUnaryOperator status) {
    answer = status;
  }

  void answers(int status) {
    answer = call -> status;
  }

  /** From now on it takes calls in, and answers them only when told to go on. */
  void pause() {
    answering = new CountDownLatch(1);
  }

  void goOn() {
    answering.countDown();
  }

  List<Received> all() {
    return List.copyOf(received);
  }

  /**
   * The events that were taken, in the order in which they came: each once, since one whose answer
   * comes too late for the exchange is told again.
   */
  List<Received> events() {
    Set<Long> met = new HashSet<>();
    return received.stream()
        .filter(call -> call.answered() < 300 && call.kind().equals("event-notification"))
        .filter(event -> met.add(event.number()))
        .toList();
  }

  /** What came in that names a Task, taken or not. */
  List<Received> naming(String task) {
    return received.stream()
        .filter(call -> call.focus().equals(Optional.of("Task/" + task)))
        .toList();
  }

  /** Those of one Task. */
  List<Received> eventsOf(String task) {
    return events().stream()
        .filter(event -> event.focus().equals(Optional.of("Task/" + task)))
        .toList();
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
  }
}
