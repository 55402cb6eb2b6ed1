/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
}
