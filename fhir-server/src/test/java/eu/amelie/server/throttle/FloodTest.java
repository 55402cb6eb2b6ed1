/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One client has more at work than the node lets through, and nothing of it gets on. */
@ExchangeServer
class FloodTest {
  /** More than a client may have at work (ThrottleSettings). */
  private static final int FLOOD = 70;

  private static final int TOO_MANY = FLOOD - 64;

  @LocalServerPort private int port;
  @Autowired private CaseFacts facts;
  @Autowired private IdDoor door;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void othersReadAndSheWithdrawsWhateverOneClientHasAtWork() {
    Case flooded = Case.submit(port);
    Case other = Case.submit(port).accepted();
    FhirClient hospital = FhirClient.of(port, "hospital-be").unwatched();
    FhirClient elsewhere = FhirClient.of(port, "hospital-gr");
    assertThat(elsewhere.get("/fhir/Task").status()).isEqualTo(200);
    UUID person = door.inward(Coordination.caller("hospital-be"), flooded.id("Patient"));
    ExecutorService threads = Executors.newFixedThreadPool(FLOOD);

    List<CompletableFuture<Answer>> flood =
        new TransactionTemplate(transactions)
            .execute(
                held -> {
                  facts.lockPerson(person);
                  List<CompletableFuture<Answer>> writes =
                      IntStream.range(0, FLOOD)
                          .mapToObj(
                              n ->
                                  CompletableFuture.supplyAsync(
                                      () -> hospital.post("/fhir/Observation", sign(flooded)),
                                      threads))
                          .toList();
                  await()
                      .until(
                          () ->
                              writes.stream().filter(CompletableFuture::isDone).count()
                                  == TOO_MANY);

                  Answer more = hospital.get("/fhir/Task?_count=1");
                  assertThat(more.error()).isEqualTo("throttled");
                  assertThat(more.header("Retry-After")).isEqualTo("1");
                  assertThat(elsewhere.get("/fhir/Task?_count=1").status()).isEqualTo(200);
                  assertThat(withdrawnByTheService(other).status()).isEqualTo(200);
                  assertThat(new Http(port).get("/actuator/health/readiness").statusCode())
                      .isEqualTo(200);
                  return writes;
                });

    assertThat(flood.stream().map(CompletableFuture::join).map(Answer::status))
        .as("those that had a place are let through in the end")
        .containsOnly(201, 429);
    threads.shutdown();
    assertThat(hospital.get("/fhir/Task?_count=1").status()).isEqualTo(200);
  }

  /** The hospital has no place left. */
  private static Answer withdrawnByTheService(Case story) {
    return story
        .service()
        .post(
            "/fhir/Consent/" + story.consent() + "/$withdraw",
            new org.hl7.fhir.r4.model.Parameters());
  }

  private static Observation sign(Case story) {
    Observation sign = Referrals.one(Referrals.shipped(), Observation.class);
    sign.setSubject(new Reference("Patient/" + story.id("Patient"))).setEncounter(null);
    return sign;
  }
}
