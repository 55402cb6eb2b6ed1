/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.recall.Recall.Kind;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is told that something is taken back may rely on the journal, also when asking again. */
@ExchangeServer
class ConfirmedRecallTest {
  @LocalServerPort private int port;
  @Autowired private RecallJournal journal;
  @Autowired private Recalls recalls;
  @Autowired private IdDoor door;
  @Autowired private JdbcClient jdbc;

  @Value("${AMELIE_DATA_DIR}")
  private Path data;

  @Test
  void aWithdrawalIsConfirmedOnceItIsInTheJournalAndNotBefore() {
    Case story = Case.submit(port).accepted();

    assertConfirmedOnlyFromTheJournal(Kind.CONSENT, internal(story, "Consent"), story::withdraw);
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(200);
  }

  @Test
  void anErasureIsConfirmedOnceItIsInTheJournalAndNotBefore() {
    Case story = Case.submit(port).accepted();

    assertConfirmedOnlyFromTheJournal(
        Kind.ERASURE, internal(story, "Patient"), () -> asked(story, "$erase", "person-request"));
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(404);
  }

  @Test
  void aRestrictionIsConfirmedOnceItIsInTheJournalAndNotBefore() {
    Case story = Case.submit(port).accepted();

    assertConfirmedOnlyFromTheJournal(
        Kind.RESTRICTION,
        internal(story, "Patient"),
        () -> asked(story, "$restrict", "person-request"));
  }

  @Test
  void whatWasNotWrittenIsWrittenWithoutAnybodyAskingAgain() {
    Case story = Case.submit(port).accepted();
    UUID consent = internal(story, "Consent");
    withoutJournal(() -> assertThat(story.withdraw().status()).isEqualTo(503));

    recalls.writeMissing();

    assertThat(isWritten(Kind.CONSENT, consent)).isTrue();
    assertThat(
            jdbc.sql("select journaled from exchange.recall where subject = :consent")
                .param("consent", consent)
                .query(Boolean.class)
                .list())
        .isNotEmpty()
        .containsOnly(true);
  }

  private void assertConfirmedOnlyFromTheJournal(Kind kind, UUID subject, Supplier<Answer> call) {
    withoutJournal(
        () -> {
          assertThat(call.get().status()).isEqualTo(503);
          assertThat(call.get().status()).as("again").isEqualTo(503);
        });
    Answer confirmed = call.get();
    assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
    assertThat(isWritten(kind, subject)).isTrue();
  }

  private boolean isWritten(Kind kind, UUID subject) {
    return journal.read().stream()
        .anyMatch(recall -> recall.kind() == kind && recall.subject().equals(subject));
  }

  private static Answer asked(Case story, String operation, String reason) {
    return story
        .hospital()
        .post(
            "/fhir/Patient/" + story.id("Patient") + "/" + operation,
            new Parameters().addParameter("reason", new CodeType(reason)));
  }

  private UUID internal(Case story, String type) {
    return door.inward(Coordination.caller("hospital-be"), story.id(type));
  }

  /** As on a disk that is full: a directory stands where the file should be. */
  private void withoutJournal(Runnable work) {
    Path file = data.resolve("recall/server.journal");
    Path aside = data.resolve("recall/server.aside");
    try {
      boolean there = Files.exists(file);
      if (there) {
        Files.move(file, aside);
      }
      Files.createDirectory(file);
      try {
        work.run();
      } finally {
        Files.delete(file);
        if (there) {
          Files.move(aside, file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
