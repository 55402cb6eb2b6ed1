/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedDatabaseTest {
  private static final int ATTEMPTS = 5;

  @Test
  void whenServerAndDatabaseStopThenTheNextStartFindsItsData(@TempDir Path path) {
    try (DataDirectory directory = DataDirectory.take(path);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      client(database.settings()).sql("create table kept as select 7 as n").update();
    }
    assertThat(path.resolve("postgres/postmaster.pid")).doesNotExist();

    try (DataDirectory directory = DataDirectory.take(path);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      assertThat(
              client(database.settings()).sql("select n from kept").query(Integer.class).single())
          .isEqualTo(7);
    }
  }

  @Test
  void whenServerIsKilledThenTheNextStartEndsItsDatabaseAndHasLostNothing(@TempDir Path path)
      throws Exception {
    int acknowledged;
    try (WriterProcess writer = WriterProcess.on(path)) {
      acknowledged = writer.acknowledged(300);
      writer.kill();
    }
    ProcessHandle orphan = postmaster(path);
    assertThat(orphan.isAlive()).isTrue();

    try (DataDirectory directory = DataDirectory.take(path);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(
              client(database.settings())
                  .sql("select count(*) from acknowledged where n <= :n")
                  .param("n", acknowledged)
                  .query(Integer.class)
                  .single())
          .isEqualTo(acknowledged);
    }
  }

  @Test
  void whenServerAndDatabaseAreBothKilledThenNothingAcknowledgedIsLost(@TempDir Path path)
      throws Exception {
    int acknowledged;
    try (WriterProcess writer = WriterProcess.on(path)) {
      acknowledged = writer.acknowledged(300);
      ProcessHandle postmaster = postmaster(path);
      List<ProcessHandle> backends = postmaster.children().toList();
      postmaster.destroyForcibly();
      backends.forEach(ProcessHandle::destroyForcibly);
      writer.kill();
    }

    try (WriterProcess next = WriterProcess.on(path)) {
      assertThat(next.found()).isGreaterThanOrEqualTo(acknowledged);
      next.kill();
    }
    OrphanedPostgres.end(path.resolve("postgres"));
  }

  @Test
  void whenTheVeryFirstStartIsKilledThenTheNextOneSucceeds(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("0");
    for (int attempt = 1; !isKilledInTheMidst(path); attempt++) {
      assertThat(attempt).as("starts that were through").isLessThan(ATTEMPTS);
      // On a busy machine the start was through before it was killed.
      OrphanedPostgres.end(path.resolve("postgres"));
      path = folder.resolve(Integer.toString(attempt));
    }
    assertThat(path.resolve("postgres.unfinished")).exists();

    try (DataDirectory directory = DataDirectory.take(path);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      assertThat(setting(client(database.settings()), "server_version")).startsWith("17");
      assertThat(path.resolve("postgres.unfinished")).doesNotExist();
    }
  }

  /** Whether the very first start was not through yet. */
  private static boolean isKilledInTheMidst(Path path) throws Exception {
    try (WriterProcess writer = WriterProcess.on(path)) {
      while (!Files.exists(path.resolve("postgres/postgresql.conf"))) {
        assertThat(writer.isRunning()).isTrue();
        Thread.sleep(5);
      }
      writer.kill();
    }
    return Files.exists(path.resolve("postgres.unfinished"));
  }

  @Test
  void whenProgramsWereUnpackedInPartThenTheyAreUnpackedAnew(@TempDir Path path) throws Exception {
    Path half = path.resolve("postgres-bin/unpacked/PG-half/bin/postgres");
    Files.createDirectories(half.getParent());
    Files.createFile(half);

    try (DataDirectory directory = DataDirectory.take(path)) {
      UnpackedBinaries.directory(directory);
    }

    assertThat(half).doesNotExist();
  }

  @Test
  void acknowledgedMeansOnDiskAndOnlyThisMachineCanConnect(@TempDir Path path) {
    try (DataDirectory directory = DataDirectory.take(path);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      JdbcClient jdbc = client(database.settings());
      assertThat(
              Map.of(
                  "fsync", setting(jdbc, "fsync"),
                  "synchronous_commit", setting(jdbc, "synchronous_commit"),
                  "full_page_writes", setting(jdbc, "full_page_writes"),
                  "listen_addresses", setting(jdbc, "listen_addresses")))
          .isEqualTo(
              Map.of(
                  "fsync", "on",
                  "synchronous_commit", "on",
                  "full_page_writes", "on",
                  "listen_addresses", "127.0.0.1"));
    }
  }

  @Test
  void loginNeedsThePasswordWhichOnlyTheOwnerCanRead(@TempDir Path path) throws IOException {
    try (DataDirectory directory = DataDirectory.take(path);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      String url = database.settings().url();
      for (String role : List.of("postgres", "amelie_app")) {
        assertThatThrownBy(
                () -> new DriverManagerDataSource(url, role, "guessed").getConnection().close())
            .hasMessageContaining("password authentication failed");
      }
      assertThat(client(database.settings()).sql("select 1").query(Integer.class).single())
          .isEqualTo(1);
      assertThat(permissions(path.resolve("postgres.password"))).isEqualTo("rw-------");
      assertThat(permissions(path.resolve("postgres-bin"))).isEqualTo("rwx------");
      assertThat(permissions(path.resolve("postgres"))).isEqualTo("rwx------");
    }
  }

  @Test
  void severalSandboxesRunSideBySide(@TempDir Path one, @TempDir Path two) {
    try (DataDirectory first = DataDirectory.take(one);
        DataDirectory second = DataDirectory.take(two);
        EmbeddedDatabase here = EmbeddedDatabase.start(first);
        EmbeddedDatabase there = EmbeddedDatabase.start(second)) {
      client(here.settings()).sql("create table only_here (n int)").update();

      assertThat(exists(here, "only_here")).isTrue();
      assertThat(exists(there, "only_here")).isFalse();
    }
  }

  private static boolean exists(EmbeddedDatabase database, String table) {
    return client(database.settings())
        .sql("select to_regclass(:table) is not null")
        .param("table", table)
        .query(Boolean.class)
        .single();
  }

  private static JdbcClient client(DatabaseSettings settings) {
    return JdbcClient.create(settings.unpooled());
  }

  private static String setting(JdbcClient jdbc, String name) {
    return jdbc.sql("show " + name).query(String.class).single();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static ProcessHandle postmaster(Path path) throws IOException {
    Path pid = path.resolve("postgres/postmaster.pid");
    String first = Files.readAllLines(pid, StandardCharsets.UTF_8).get(0).strip();
    return ProcessHandle.of(Long.parseLong(first)).orElseThrow();
  }
}
