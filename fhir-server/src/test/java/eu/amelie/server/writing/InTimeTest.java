/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.DueTimes;
import eu.amelie.server.testing.ExchangeServer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Of many who come at once to do what is due of a person, one does it. */
@ExchangeServer
class InTimeTest {
  private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

  @LocalServerPort private int port;
  @Autowired private InTime inTime;
  @Autowired private CaseFacts facts;
  @Autowired private IdDoor door;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void whoComesOnceItIsDoneDoesNothingAndWhoComesBeforeDoesIt() {
    Case story = Case.submit(port).accepted();
    UUID person = door.inward(Coordination.caller("hospital-be"), story.id("Patient"));

    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              status.setRollbackOnly();
              facts.lockPerson(person);
              loseTags(person);
              inTime.settleIfDue(person);
              assertThat(tags(person)).isZero();

              new DueTimes(jdbc).set(person, PAST);
              inTime.settleIfDue(person);
              assertThat(tags(person)).isPositive();
              assertThat(new DueTimes(jdbc).of(person)).isAfter(Instant.now());
            });
  }

  private void loseTags(UUID person) {
    jdbc.sql("update exchange.case_item set released_to = '{}' where person = :person")
        .param("person", person)
        .update();
  }

  private int tags(UUID person) {
    return jdbc.sql(
            """
            select coalesce(sum(cardinality(released_to)), 0) from exchange.case_item
             where person = :person
            """)
        .param("person", person)
        .query(Integer.class)
        .single();
  }
}
