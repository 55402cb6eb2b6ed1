/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles.sushi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Compiles the FSH sources where Node is there; with {@code -Dsushi=write} it replaces the
 * committed definitions instead of comparing them. Skipped without Node, or where its packages
 * cannot be had.
 */
class CompiledProfilesTest {
  private static final int OLDEST_NODE = 18;
  private static final int NOT_TO_BE_HAD = 75;

  /** Longer than packages are waited for, and than a busy machine compiles. */
  private static final long PATIENCE_MINUTES = 20;

  private final Path target = Path.of("target").toAbsolutePath();

  @Test
  void committedDefinitionsAreWhatTheSourcesGive() throws Exception {
    assumeTrue(nodeVersion() >= OLDEST_NODE, "No Node: the FSH sources were not compiled.");
    Path home = target.resolve("fsh-home");
    CorePackage.main(new String[] {home.toString()});
    String mode = "write".equals(System.getProperty("sushi")) ? "--write" : "--check";

    Done done =
        run("node", "tools/sushi.mjs", home.toString(), target.resolve("fsh").toString(), mode);

    assumeTrue(
        done.status() != NOT_TO_BE_HAD, "No FSH compiler: the FSH sources were not compiled.");
    assertThat(done.status()).as(done.output()).isZero();
  }

  private record Done(int status, String output) {}

  /** 0 without Node. */
  private int nodeVersion() throws Exception {
    try {
      String version = run("node", "--version").output().strip();
      return version.matches("v\\d+\\..*")
          ? Integer.parseInt(version.substring(1, version.indexOf('.')))
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private Done run(String... command) throws IOException, InterruptedException {
    Files.createDirectories(target);
    Path log = Files.createTempFile(target, "fsh", ".log");
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Done(process.waitFor(), Files.readString(log));
  }
}
