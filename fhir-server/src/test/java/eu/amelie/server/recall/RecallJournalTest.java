/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.recall.Recall.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** The journal gives back what was put in, whatever a dying server left half written. */
class RecallJournalTest {
  private final ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();

  @TempDir private Path directory;

  private RecallJournal journal(String node) {
    return new RecallJournal(json, directory.resolve("recall"), node);
  }

  private static Recall recall(Kind kind) {
    return new Recall(
        UUID.randomUUID(),
        kind,
        UUID.randomUUID(),
        "hospital-be",
        3,
        "person-request",
        Instant.parse("2031-02-03T04:05:06.123456789Z"));
  }

  @Test
  void whatWasWrittenIsReadBackByEveryServer() {
    Recall first = recall(Kind.ERASURE);
    Recall second = recall(Kind.CONSENT);
    journal("one").append(List.of(first));
    journal("two").append(List.of(second));

    assertThat(journal("three").read()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void aLineThatWasCutOffIsPassedOverAndSwallowsNoOther() throws IOException {
    Recall before = recall(Kind.RESTRICTION);
    Recall after = recall(Kind.LIFTING);
    journal("one").append(List.of(before));
    Files.writeString(
        directory.resolve("recall/one.journal"), "{\"id\":\"5c0f", StandardOpenOption.APPEND);

    journal("one").append(List.of(after));

    assertThat(journal("one").read()).containsExactly(before, after);
  }

  @Test
  void whereNothingWasWrittenNothingIsRead() {
    assertThat(journal("one").read()).isEmpty();
  }

  @Test
  void theSecondServerUnderANameDoesNotStartAndOneUnderAnotherDoes() {
    RecallJournal first = journal("one");
    first.open();
    first.open();

    RecallJournal second = journal("one");
    assertThatThrownBy(second::open)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("amelie.recall.node")
        .hasMessageNotContaining("\n");
    RecallJournal other = journal("two");
    other.open();
    first.close();
    second.open();
    second.close();
    other.close();
  }

  @Test
  void aJournalThatCannotBeWrittenRefusesTheStart() throws IOException {
    Files.writeString(directory.resolve("recall"), "No directory.");

    assertThatThrownBy(journal("one")::open)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("amelie.recall.directory");
  }

  @Test
  void whoReadsTakesNothingFromWhoWrites() {
    RecallJournal writer = journal("one");
    writer.open();
    Recall recall = recall(Kind.ERASURE);
    writer.append(List.of(recall));

    assertThat(journal("one").read()).containsExactly(recall);
    writer.close();
  }
}
