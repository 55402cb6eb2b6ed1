/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.crash;

import ca.uhn.fhir.context.FhirContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.amelie.interceptors.notification.SubscriptionTerms;
import eu.amelie.interceptors.notification.Subscriptions;
import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.crash.CrashHistory.Ear;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** The receivers of all subscriptions, which fail some of the calls; they are never killed. */
final class Ears implements AutoCloseable {

  /** A notification that was taken and names a Task, by the id that its subscriber knows. */
  record Heard(Ear ear, String task, long number, long at) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Collection<Heard> heard = new ConcurrentLinkedQueue<>();
  private final SplittableRandom random;
  private final double failing;

  /**
   * @param failing how many calls are answered with a fault, of one
   */
  Ears(long seed, double failing) throws IOException {
    this.random = new SplittableRandom(seed);
    this.failing = failing;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (Ear ear : Ear.values()) {
      server.createContext("/" + ear.name(), exchange -> handle(ear, exchange));
    }
    server.setExecutor(threads);
    server.start();
  }

  void subscribe(PatientClient party, Ear ear) throws InterruptedException {
    Topic topic = ear == Ear.SERVICE_AVAILABLE ? Topic.REFERRAL_AVAILABLE : Topic.TASK_CHANGED;
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + ear.name();
    Subscription wanted =
        Subscriptions.write(
            new SubscriptionTerms(
                topic, URI.create(endpoint), true, Optional.empty(), Optional.empty()),
            SubscriptionStatus.REQUESTED);
    String id =
        party.post("/fhir/Subscription", wanted).as(Subscription.class).getIdElement().getIdPart();
    while (party.get("/fhir/Subscription/" + id).as(Subscription.class).getStatus()
        != SubscriptionStatus.ACTIVE) {
      Thread.sleep(100);
    }
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  private void handle(Ear ear, HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean taken = !fails();
    if (taken) {
      hear(ear, body, System.nanoTime());
    }
    exchange.sendResponseHeaders(taken ? 200 : 500, -1);
    exchange.close();
  }

  private synchronized boolean fails() {
    return random.nextDouble() < failing;
  }

  private void hear(Ear ear, String body, long at) {
    Bundle bundle = FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, body);
    Parameters status = (Parameters) bundle.getEntryFirstRep().getResource();
    for (ParametersParameterComponent event : status.getParameter()) {
      Optional<ParametersParameterComponent> focus = part(event, "focus");
      if (event.getName().equals("notification-event") && focus.isPresent()) {
        String task = ((Reference) focus.get().getValue()).getReferenceElement().getIdPart();
        long number =
            Long.parseLong(part(event, "event-number").orElseThrow().getValue().primitiveValue());
        heard.add(new Heard(ear, task, number, at));
      }
    }
  }

  private static Optional<ParametersParameterComponent> part(
      ParametersParameterComponent event, String name) {
    return event.getPart().stream().filter(part -> part.getName().equals(name)).findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
