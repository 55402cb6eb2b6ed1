/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedDatabaseTest {
  @Test
  void nextStartEndsWhatAKilledServerLeftAndHasLostNothing(@TempDir Path path) throws Exception {
    int acknowledged = acknowledgedBeforeKill(path, 300);
    ProcessHandle orphan = postmaster(path);
    assertThat(orphan.isAlive()).isTrue();

    try (DataDirectory directory = DataDirectory.take(path);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      JdbcClient jdbc = JdbcClient.create(database.superuser());
      assertThat(orphan.isAlive()).isFalse();
      assertThat(setting(jdbc, "fsync")).isEqualTo("on");
      assertThat(setting(jdbc, "synchronous_commit")).isEqualTo("on");
      assertThat(
              jdbc.sql("select count(*) from acknowledged where n <= :n")
                  .param("n", acknowledged)
                  .query(Integer.class)
                  .single())
          .isEqualTo(acknowledged);
    }
  }

  /** Runs a writer in a process of its own and kills it after that many rows. */
  private static int acknowledgedBeforeKill(Path path, int rows) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingWriter.class.getName(),
                path.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int last = 0;
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && last < rows) {
        if (line.startsWith("acknowledged ")) {
          last = Integer.parseInt(line.substring("acknowledged ".length()));
        }
        line = output.readLine();
      }
    }
    writer.destroyForcibly().waitFor();
    assertThat(last).isGreaterThanOrEqualTo(rows);
    return last;
  }

  @Test
  void databaseServesTheKindItWasStampedWithAndNoOther(@TempDir Path path) {
    try (DataDirectory directory = DataDirectory.take(path);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      var source =
          new DriverManagerDataSource(database.url(), EmbeddedDatabase.APPLICATION_ROLE, "");
      new SchemaMigration(source, "sandbox").run();
      new SchemaMigration(source, "sandbox").run();

      assertThatThrownBy(() -> new SchemaMigration(source, "production").run())
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("sandbox");

      JdbcClient application = JdbcClient.create(source);
      assertThatThrownBy(() -> application.sql("select * from vault.element").query().listOfRows())
          .hasStackTraceContaining("permission denied for schema vault");
      assertThat(
              application
                  .sql("select rolsuper from pg_roles where rolname = current_user")
                  .query(Boolean.class)
                  .single())
          .isFalse();
    }
  }

  private static String setting(JdbcClient client, String name) {
    return client.sql("show " + name).query(String.class).single();
  }

  private static ProcessHandle postmaster(Path path) throws IOException {
    Path pid = path.resolve("postgres/postmaster.pid");
    String first = Files.readAllLines(pid, StandardCharsets.UTF_8).get(0).strip();
    return ProcessHandle.of(Long.parseLong(first)).orElseThrow();
  }
}
