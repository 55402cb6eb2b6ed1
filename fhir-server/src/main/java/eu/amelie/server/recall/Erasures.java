/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import com.fasterxml.jackson.databind.ObjectMapper;
import eu.amelie.server.recall.Recall.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose part of whose case was erased, and when last: for a command, which brings back what a
 * backup holds. Read from the journal and, asked anew each time, from the database; what either
 * knows counts.
 */
public final class Erasures {
  private record Part(UUID person, String custodian) {}

  private final Map<Part, Instant> journal = new HashMap<>();

  private Erasures(List<Recall> journal) {
    journal.stream()
        .filter(recall -> recall.kind() == Kind.ERASURE)
        .forEach(
            recall ->
                this.journal.merge(
                    new Part(recall.subject(), recall.custodian()),
                    recall.recorded(),
                    (one, other) -> one.isAfter(other) ? one : other));
  }

  /**
   * @param directory of the journal; empty where there is none to be asked
   */
  public static Erasures known(Optional<Path> directory) {
    ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();
    return new Erasures(
        directory.map(place -> new RecallJournal(json, place, "command").read()).orElse(List.of()));
  }

  /** Whether there is a journal there. */
  public static boolean isJournal(Path directory) {
    return Files.isDirectory(directory);
  }

  /**
   * When it was erased last, if ever. Call under the person's lock.
   *
   * @param jdbc of the record's database
   */
  public Optional<Instant> last(JdbcClient jdbc, UUID person, String custodian) {
    Optional<Instant> row =
        jdbc.sql(
                """
                select max(recorded) from exchange.recall
                 where kind = 'erasure' and subject = :person and custodian = :custodian
                """)
            .param("person", person)
            .param("custodian", custodian)
            .query((found, n) -> Optional.ofNullable(found.getTimestamp(1)))
            .single()
            .map(Timestamp::toInstant);
    return Stream.concat(row.stream(), Stream.ofNullable(journal.get(new Part(person, custodian))))
        .max(Instant::compareTo);
  }
}
