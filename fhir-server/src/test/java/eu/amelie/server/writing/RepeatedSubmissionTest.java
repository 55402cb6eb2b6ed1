/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.StoredRows;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A sender that gets no answer tries again, and again at once, and has made one referral. */
@ExchangeServer
class RepeatedSubmissionTest {
  private static final int AT_ONCE = 20;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;

  private FhirClient hospital;
  private StoredRows rows;

  @BeforeEach
  void connect() {
    hospital = FhirClient.of(port, "hospital-be");
    rows = new StoredRows(jdbc, new TransactionTemplate(transactions));
  }

  @Test
  void theSameAgainIsAnsweredWithTheSameLocationsAndStoresNothing() {
    Bundle referral = Referrals.fresh();
    Answer first = hospital.post("/fhir", referral);
    AtomicReference<Answer> second = new AtomicReference<>();
    boolean stored =
        rows.areChangedBy(() -> second.set(hospital.post("/fhir", renumbered(referral))));

    assertThat(second.get().status()).isEqualTo(200);
    assertThat(locations(second.get())).isEqualTo(locations(first)).hasSizeGreaterThan(5);
    assertThat(stored).isFalse();
  }

  /** Other urn:uuids, another Bundle id and time, other labels: still the same content. */
  private static Bundle renumbered(Bundle referral) {
    String text = FhirClient.json(referral);
    for (Bundle.BundleEntryComponent entry : referral.getEntry()) {
      text = text.replace(entry.getFullUrl(), "urn:uuid:" + UUID.randomUUID());
    }
    Bundle again =
        ca.uhn.fhir.context.FhirContext.forR4Cached()
            .newJsonParser()
            .parseResource(Bundle.class, text);
    again.setId("another");
    again.getMeta().setSource("https://elsewhere.example.org");
    again.setTimestamp(new java.util.Date(0));
    Referrals.one(again, Task.class).getMeta().addTag("urn:example", "retry", null);
    return again;
  }

  @Test
  void otherContentUnderTheSameKeyIsAConflict() {
    Bundle referral = Referrals.fresh();
    hospital.post("/fhir", referral);
    Referrals.one(referral, ServiceRequest.class).addNote().setText("Something else.");
    AtomicReference<Answer> other = new AtomicReference<>();
    boolean stored = rows.areChangedBy(() -> other.set(hospital.post("/fhir", referral)));

    assertThat(other.get().status()).isEqualTo(409);
    assertThat(other.get().error()).isEqualTo("duplicate-conflict");
    assertThat(stored).isFalse();
  }

  @Test
  void anotherOrganisationMayUseTheSameKey() {
    Bundle referral = Referrals.fresh();
    String greek = FhirClient.json(referral).replace("hospital-be", "hospital-gr");
    assertThat(hospital.post("/fhir", referral).status()).isEqualTo(200);
    Answer answer =
        FhirClient.of(port, "hospital-gr").post("/fhir", greek, "application/fhir+json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void twentyAtOnceAreOneReferral() throws InterruptedException, ExecutionException {
    Bundle referral = Referrals.fresh();
    String text = FhirClient.json(referral);
    List<Answer> answers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Answer>> futures = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        futures.add(threads.submit(() -> hospital.post("/fhir", text, "application/fhir+json")));
      }
      for (Future<Answer> future : futures) {
        answers.add(future.get());
      }
    } finally {
      threads.shutdown();
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    assertThat(answers.stream().map(RepeatedSubmissionTest::locations).distinct()).hasSize(1);
    String key = Referrals.one(referral, ServiceRequest.class).getIdentifierFirstRep().getValue();
    assertThat(hospital.get("/fhir/ServiceRequest?identifier=" + key).as(Bundle.class).getTotal())
        .isEqualTo(1);
  }

  @Test
  void aSingleTaskObeysItsOwnKey() {
    Bundle response = hospital.post("/fhir", Referrals.fresh()).as(Bundle.class);
    Task task = Referrals.one(Referrals.shipped(), Task.class);
    task.setFor(new Reference("Patient/" + Referrals.id(response, "Patient")));
    task.setFocus(new Reference("ServiceRequest/" + Referrals.id(response, "ServiceRequest")));
    task.setEncounter(null);
    task.getIdentifier().clear();
    task.addIdentifier()
        .setSystem("https://hospital-be.example.org/tasks")
        .setValue("TASK-" + UUID.randomUUID())
        .getType()
        .addCoding()
        .setSystem("http://terminology.hl7.org/CodeSystem/v2-0203")
        .setCode("PLAC");

    Answer first = hospital.post("/fhir/Task", task);
    Answer second = hospital.post("/fhir/Task", task);
    task.addNote().setText("Something else.");
    Answer other = hospital.post("/fhir/Task", task);

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(other.status()).isEqualTo(409);
  }

  private static List<String> locations(Answer answer) {
    return answer.as(Bundle.class).getEntry().stream()
        .map(entry -> new IdType(entry.getResponse().getLocation()).getValue())
        .toList();
  }
}
