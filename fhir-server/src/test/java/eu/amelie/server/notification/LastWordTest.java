/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.notification.Receiver.Received;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What has been decided but not sent when a person withdraws is not sent. */
@ExchangeServer
class LastWordTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private IdDoor door;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void whatWaitsToLeaveWhenConsentIsWithdrawnNamesTheTaskToNobody() throws Exception {
    Case story = Case.submit(port).accepted();
    String task = story.task().getIdElement().getIdPart();
    UUID person = door.inward(Coordination.caller("hospital-be"), story.id("Patient"));
    try (Subscriber service = Subscriber.of(port, "shelter-be", Topic.TASK_CHANGED)) {
      assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
      service.awaitEventsOf(task, 1);
      service.receiver().pause();
      assertThat(story.move(TaskStatus.ONHOLD, "capacity").status()).isEqualTo(200);
      await().until(() -> service.receiver().naming(task).size() >= 2);
      assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);

      CompletableFuture<Answer> withdrawal =
          new TransactionTemplate(transactions)
              .execute(
                  held -> {
                    lock(person);
                    CompletableFuture<Answer> waiting =
                        CompletableFuture.supplyAsync(story::withdraw);
                    await().until(() -> waitingFor(person) >= 1);
                    service.receiver().goOn();
                    // The third has been decided by now, or comes when it is too late as well.
                    await().until(() -> waitingFor(person) >= 2);
                    return waiting;
                  });
      Answer withdrawn = withdrawal.get();
      assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
      int named = service.receiver().naming(task).size();

      await().until(() -> withoutATask(service) >= 1);
      assertThat(service.receiver().naming(task)).hasSize(named);
    }
  }

  @Test
  void whoeverWasToldByOneSubscriptionIsToldTheEndByAnother() {
    try (Subscriber offers = Subscriber.of(port, "shelter-be", Topic.REFERRAL_AVAILABLE);
        Subscriber changes = Subscriber.of(port, "shelter-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port);
      String task = story.task().getIdElement().getIdPart();
      offers.awaitEventsOf(task, 1);
      int before = withoutATask(changes);

      assertThat(story.withdraw().status()).isEqualTo(200);

      await().until(() -> withoutATask(changes) > before);
      assertThat(changes.receiver().naming(task)).isEmpty();
    }
  }

  private static int withoutATask(Subscriber subscriber) {
    return (int)
        subscriber.receiver().events().stream()
            .map(Received::focus)
            .filter(Optional::isEmpty)
            .count();
  }

  private static long key(UUID person) {
    return person.getMostSignificantBits() ^ person.getLeastSignificantBits();
  }

  private void lock(UUID person) {
    jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", key(person)).query().listOfRows();
  }

  private int waitingFor(UUID person) {
    return jdbc.sql(
            """
            select count(*) from pg_locks
             where locktype = 'advisory' and not granted
               and ((classid::bigint << 32) | objid::bigint) = :key
            """)
        .param("key", key(person))
        .query(Integer.class)
        .single();
  }
}
