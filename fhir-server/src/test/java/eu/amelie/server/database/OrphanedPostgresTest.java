/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedPostgresTest {
  @TempDir Path cluster;

  @Test
  void whenTheNumberBelongsToAnotherProgramThenThatLivesOnAndTheFileGoes() throws Exception {
    Process bystander = new ProcessBuilder("sleep", "60").start();
    try {
      record(Long.toString(bystander.pid()));

      OrphanedPostgres.end(cluster);

      assertThat(bystander.isAlive()).isTrue();
      assertThat(pidFile()).doesNotExist();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void whenPostgresServesAnotherDirectoryThenItLivesOn(@TempDir Path other) throws Exception {
    try (DataDirectory directory = DataDirectory.take(other);
        EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      Path theirs = other.resolve("postgres/postmaster.pid");
      Files.copy(theirs, pidFile());

      OrphanedPostgres.end(cluster);

      assertThat(database.settings().unpooled().getConnection().isValid(5)).isTrue();
      assertThat(theirs).exists();
      assertThat(pidFile()).doesNotExist();
    }
  }

  @Test
  void whenNothingIsRecordedOrHalfOfItThenNothingHappens() throws IOException {
    assertThatCode(() -> OrphanedPostgres.end(cluster)).doesNotThrowAnyException();

    record("");
    OrphanedPostgres.end(cluster);
    assertThat(pidFile()).exists();
  }

  private void record(String pid) throws IOException {
    Files.writeString(pidFile(), pid + "\n" + cluster + "\n");
  }

  private Path pidFile() {
    return cluster.resolve("postmaster.pid");
  }
}
