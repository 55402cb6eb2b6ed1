/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.facts;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The placer keys each organisation has used: the memory behind safe retries. */
@Repository
public class Submissions {

  /** What was answered to a placer key, and the keyed hash of what had been submitted. */
  public record Earlier(byte[] content, String answer) {}

  private final JdbcClient jdbc;

  Submissions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Waits for any transaction that holds the same key, so that of many equal submissions one writes
   * and the others then find its answer.
   */
  public void lock(String organisation, byte[] placer) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 7))")
        .param("key", organisation + java.util.HexFormat.of().formatHex(placer))
        .query()
        .listOfRows();
  }

  public Optional<Earlier> find(String organisation, byte[] placer) {
    return jdbc.sql(
            """
            select content, answer from exchange.submission
             where organisation = :organisation and placer = :placer
            """)
        .param("organisation", organisation)
        .param("placer", placer)
        .query((row, n) -> new Earlier(row.getBytes("content"), row.getString("answer")))
        .optional();
  }

  public void record(String organisation, byte[] placer, byte[] content, String answer) {
    jdbc.sql(
            """
            insert into exchange.submission (organisation, placer, content, answer)
            values (:organisation, :placer, :content, :answer)
            """)
        .param("organisation", organisation)
        .param("placer", placer)
        .param("content", content)
        .param("answer", answer)
        .update();
  }
}
