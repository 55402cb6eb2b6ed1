/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Subscriptions as their organisation keeps them, and what it asks about them. */
@ExchangeServer
class SubscriptionTest {
  @LocalServerPort private int port;

  private static Subscription wanted(String endpoint) {
    return Subscriber.wanted(Topic.TASK_CHANGED, endpoint, Optional.empty());
  }

  /** Hardening, bad input 12. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/hook",
        "https://10.0.0.1/hook",
        "http://169.254.169.254/latest/meta-data",
        "https://[fe80::1]/hook",
        "https://[fd00::1]/hook",
        "https://internal.example.org/hook",
        "https://127.0.0.1.nip.example/hook",
        "http://user@localhost/hook",
        "file:///etc/passwd"
      })
  void d2AnEndpointThatIsNotListedIsRefusedAndNotRepeated(String endpoint) {
    Subscription subscription = wanted("http://127.0.0.1:9/hook");
    subscription.getChannel().setEndpoint(endpoint);
    Answer answer = FhirClient.of(port, "shelter-be").post("/fhir/Subscription", subscription);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("profile-violation");
    assertThat(answer.body()).doesNotContain(endpoint);
  }

  @Test
  void aSubscriptionIsItsOrganisationsAlone() {
    try (Subscriber own = Subscriber.of(port, "shelter-de", Topic.TASK_CHANGED)) {
      FhirClient other = FhirClient.of(port, "coordinator-it");
      Subscription shown = own.read();

      assertThat(other.get(own.path()).error()).isEqualTo("not-found");
      assertThat(other.put(shown, "W/\"1\"").error()).isEqualTo("not-found");
      assertThat(other.get(own.path() + "/$status").error()).isEqualTo("not-found");
      assertThat(other.get(own.path() + "/$events").error()).isEqualTo("not-found");
      assertThat(other.get("/fhir/Subscription").entries(Subscription.class)).isEmpty();
      assertThat(own.client().get("/fhir/Subscription?status=active").body())
          .contains(shown.getIdElement().getIdPart());
      assertThat(FhirClient.of(port, "auditor-be").get(own.path()).error())
          .isEqualTo("not-in-contract");
    }
  }

  @Test
  void anUpdateNeedsTheVersionAndAskForAHandshakeAnew() {
    try (Subscriber own = Subscriber.of(port, "shelter-de", Topic.TASK_CHANGED)) {
      Subscription changed = own.read();
      String etag = "W/\"" + changed.getMeta().getVersionId() + "\"";

      assertThat(own.client().put(changed, null).error()).isEqualTo("version-required");
      assertThat(own.client().put(changed, "W/\"99\"").error()).isEqualTo("version-conflict");
      assertThat(own.client().put(changed, etag).status()).isEqualTo(200);
      own.awaitStatus("active");
      assertThat(own.receiver().all().stream().filter(call -> call.kind().equals("handshake")))
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aNewSubscriptionIsRequestedAndNothingElse() {
    Subscription active = wanted("http://127.0.0.1:9/hook").setStatus(SubscriptionStatus.ACTIVE);

    assertThat(FhirClient.of(port, "shelter-de").post("/fhir/Subscription", active).error())
        .isEqualTo("profile-violation");
  }

  @Test
  void whoseReceiverTakesNoHandshakeIsInError() {
    FhirClient client = FhirClient.of(port, "shelter-it");
    Answer created = client.post("/fhir/Subscription", wanted("http://127.0.0.1:9/hook"));
    String path = "/fhir/Subscription/" + created.as(Subscription.class).getIdElement().getIdPart();

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).endsWith(path.substring(5) + "/_history/1");
    await()
        .until(
            () -> client.get(path).as(Subscription.class).getStatus() == SubscriptionStatus.ERROR);
    Subscription off = client.get(path).as(Subscription.class).setStatus(SubscriptionStatus.OFF);
    assertThat(client.put(off, client.get(path).header("ETag")).status()).isEqualTo(200);
  }

  @Test
  void missedEventsAreToldAgainAsTheyMayBeToldNow() {
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.REFERRAL_AVAILABLE)) {
      Case kept = Case.submit(port);
      Case withdrawn = Case.submit(port);
      String keptTask = kept.task().getIdElement().getIdPart();
      String withdrawnTask = withdrawn.task().getIdElement().getIdPart();
      service.awaitEventsOf(keptTask, 1);
      service.awaitEventsOf(withdrawnTask, 1);
      withdrawn.withdraw();

      Answer status = service.client().get(service.path() + "/$status");
      Answer events =
          service.client().post(service.path() + "/$events", since("eventsSinceNumber", "1"));

      assertThat(status.as(Bundle.class).getEntryFirstRep().getResource())
          .isInstanceOf(Parameters.class);
      assertThat(status.body()).contains("query-status", "\"active\"");
      assertThat(events.body()).contains("query-event", keptTask).doesNotContain(withdrawnTask);
      assertThat(numbers(events)).contains("1", "2");
      assertThat(
              numbers(
                  service
                      .client()
                      .post(service.path() + "/$events", since("eventsSinceNumber", "2"))))
          .doesNotContain("1");
      assertThat(numbers(service.client().get(service.path() + "/$events?eventsSinceNumber=2")))
          .as("as IG and CapabilityStatement have it, by GET")
          .isNotEmpty()
          .doesNotContain("1");
      assertThat(service.client().get(service.path() + "/$events?eventsSinceNumber=two").error())
          .isEqualTo("profile-violation");
      Parameters twice = since("eventsSinceNumber", "1");
      twice.addParameter(twice.getParameterFirstRep().copy());
      assertThat(service.client().post(service.path() + "/$events", twice).error())
          .isEqualTo("profile-violation");
      assertThat(
              service
                  .client()
                  .get(service.path() + "/$events?eventsSinceNumber=1&eventsSinceNumber=2")
                  .error())
          .isEqualTo("profile-violation");
      assertThat(service.client().post(service.path() + "/$events", since("patient", "1")).error())
          .isEqualTo("profile-violation");
    }
  }

  private static Parameters since(String name, String value) {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName(name).setValue(new StringType(value));
    return parameters;
  }

  private static List<String> numbers(Answer events) {
    Parameters status = (Parameters) events.as(Bundle.class).getEntryFirstRep().getResource();
    return status.getParameter().stream()
        .filter(parameter -> parameter.getName().equals("notification-event"))
        .map(event -> event.getPartFirstRep().getValue().primitiveValue())
        .toList();
  }

  @Test
  void subscriptionsAreNotWrittenInATransaction() {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(wanted("http://127.0.0.1:9/hook"))
        .getRequest()
        .setMethod(Bundle.HTTPVerb.POST)
        .setUrl("Subscription");

    assertThat(FhirClient.of(port, "shelter-be").post("/fhir", bundle).error())
        .isEqualTo("not-in-contract");
  }

  @Test
  void whatWasTurnedOffIsTurnedOnAgainOnlyWhereThereIsRoom() {
    FhirClient client = FhirClient.of(port, "shelter-it");
    List<String> made = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        made.add(made(client));
      }
      assertThat(set(client, made.get(0), SubscriptionStatus.OFF).status()).isEqualTo(200);
      made.add(made(client));

      assertThat(set(client, made.get(0), SubscriptionStatus.REQUESTED).error())
          .isEqualTo("profile-violation");
    } finally {
      made.forEach(id -> set(client, id, SubscriptionStatus.OFF));
    }
  }

  private static String made(FhirClient client) {
    Answer answer = client.post("/fhir/Subscription", wanted("http://127.0.0.1:9/hook"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.as(Subscription.class).getIdElement().getIdPart();
  }

  /** Tried again where a handshake has changed it in between. */
  private static Answer set(FhirClient client, String id, SubscriptionStatus status) {
    Answer answer;
    do {
      Answer read = client.get("/fhir/Subscription/" + id);
      answer = client.put(read.as(Subscription.class).setStatus(status), read.header("ETag"));
    } while (answer.status() == 412);
    return answer;
  }
}
