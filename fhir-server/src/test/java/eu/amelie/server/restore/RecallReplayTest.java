/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.restore;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.recall.Recalls;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import java.util.UUID;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Faults, line 9. The backup is played by a recall that stands in the journal and not in the
 * database: one that was restored knows the person and not what was taken back.
 */
@ExchangeServer
class RecallReplayTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private RecallReplay replay;
  @Autowired private Recalls recalls;

  private UUID person(Case story) {
    return jdbc.sql(
            """
            select i.person from exchange.case_task t join exchange.case_item i on i.id = t.id
             where t.reference = :reference
            """)
        .param("reference", story.reference())
        .query(UUID.class)
        .single();
  }

  private UUID consent(Case story) {
    return jdbc.sql(
            """
            select c.id from exchange.case_consent c join exchange.case_item i on i.id = c.id
             where i.person = :person
            """)
        .param("person", person(story))
        .query(UUID.class)
        .single();
  }

  /** Leaves a recall in the journal alone, as a database from before it would. */
  private void forgotten(String kind, UUID subject, long version) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into exchange.recall (id, kind, subject, custodian, version, reason, recorded)
            values (:id, :kind, :subject, 'hospital-be', :version, 'unlawful', clock_timestamp())
            """)
        .param("id", id)
        .param("kind", kind)
        .param("subject", subject)
        .param("version", version)
        .update();
    recalls.completeJournal();
    jdbc.sql("delete from exchange.recall where id = :id").param("id", id).update();
  }

  @Test
  void anErasureThatWasForgottenIsDoneAgain() {
    Case story = Case.submit(port).accepted();
    forgotten("erasure", person(story), 0);
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(200);

    replay.start();

    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(404);
    assertThat(story.task().getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("no-longer-available");
  }

  @Test
  void whatCameAfterAForgottenErasureStays() {
    Case story = Case.submit(port).accepted();
    forgotten("erasure", person(story), 0);
    jdbc.sql(
            "update exchange.case_item set created = created + interval '1 hour' where person = :p")
        .param("p", person(story))
        .update();

    replay.start();

    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(200);
  }

  @Test
  void aRestrictionThatWasForgottenStandsAgain() {
    Case story = Case.submit(port).accepted();
    String seen = story.person();
    forgotten("restriction", person(story), 0);
    assertThat(story.service().get("/fhir/Patient/" + seen).status()).isEqualTo(200);

    replay.start();

    assertThat(story.service().get("/fhir/Patient/" + seen).status()).isEqualTo(404);
  }

  @Test
  void aConsentWhoseLastVersionWasForgottenPermitsNothing() {
    Case story = Case.submit(port).accepted();
    UUID consent = consent(story);
    forgotten("consent", consent, 2);

    replay.start();

    assertThat(
            story
                .hospital()
                .get("/fhir/Consent/" + story.id("Consent"))
                .as(Consent.class)
                .getStatus())
        .isEqualTo(ConsentState.INACTIVE);
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void aConsentWhoseLastVersionIsThereStaysAsItIs() {
    Case story = Case.submit(port).accepted();
    UUID consent = consent(story);
    forgotten("consent", consent, 1);

    replay.start();

    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ACCEPTED);
  }
}
