/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.notification.SubscriptionTerms;
import eu.amelie.interceptors.notification.Subscriptions;
import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** One party's subscription with its own receiver; ended when closed. */
final class Subscriber implements AutoCloseable {
  private final FhirClient client;
  private final Receiver receiver = new Receiver();
  private final String id;

  private Subscriber(FhirClient client, Topic topic, Optional<Duration> heartbeat) {
    this(client, topic, heartbeat, 200);
  }

  private Subscriber(FhirClient client, Topic topic, Optional<Duration> heartbeat, int answers) {
    this.client = client;
    receiver.answers(answers);
    Answer created =
        client.post("/fhir/Subscription", wanted(topic, receiver.address(), heartbeat));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    this.id = created.as(Subscription.class).getIdElement().getIdPart();
  }

  static Subscription wanted(Topic topic, String endpoint, Optional<Duration> heartbeat) {
    return Subscriptions.write(
        new SubscriptionTerms(topic, URI.create(endpoint), true, heartbeat, Optional.empty()),
        SubscriptionStatus.REQUESTED);
  }

  /** Active once this returns. */
  static Subscriber of(int port, String party, Topic topic) {
    Subscriber subscriber = new Subscriber(FhirClient.of(port, party), topic, Optional.empty());
    subscriber.awaitStatus("active");
    return subscriber;
  }

  /** Its receiver answers 500 from the first call on. */
  static Subscriber deaf(int port, String party) {
    return new Subscriber(
        FhirClient.of(port, party), Topic.TASK_CHANGED, Optional.of(Duration.ofSeconds(1)), 500);
  }

  static Subscriber withHeartbeat(int port, String party, Duration heartbeat) {
    Subscriber subscriber =
        new Subscriber(FhirClient.of(port, party), Topic.TASK_CHANGED, Optional.of(heartbeat));
    subscriber.awaitStatus("active");
    return subscriber;
  }

  void awaitStatus(String status) {
    await().until(() -> status().equals(status));
  }

  String status() {
    return read().getStatus().toCode();
  }

  Subscription read() {
    return client.get(path()).as(Subscription.class);
  }

  String path() {
    return "/fhir/Subscription/" + id;
  }

  FhirClient client() {
    return client;
  }

  Receiver receiver() {
    return receiver;
  }

  /** Waits until so many events of the Task were taken. */
  void awaitEventsOf(String task, int count) {
    await().until(() -> receiver.eventsOf(task).size() >= count);
  }

  Answer end() {
    Subscription own = read();
    own.setStatus(SubscriptionStatus.OFF);
    return client.put(own, "W/\"" + own.getMeta().getVersionId() + "\"");
  }

  @Override
  public void close() {
    assertThat(end().status()).isEqualTo(200);
    receiver.close();
  }
}
