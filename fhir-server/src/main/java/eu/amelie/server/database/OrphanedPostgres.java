/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the PostgreSQL that a killed server left behind on its data directory, so that the next
 * start owns the files. SIGINT is PostgreSQL's fast shutdown: what it acknowledged is on disk
 * either way.
 */
final class OrphanedPostgres {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private OrphanedPostgres() {}

  /** Call only while holding the lock of the {@link DataDirectory}. */
  static void end(Path cluster) {
    find(cluster).ifPresent(OrphanedPostgres::stop);
  }

  private static Optional<ProcessHandle> find(Path cluster) {
    Path pidFile = cluster.resolve("postmaster.pid");
    try {
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
      boolean ours = lines.size() > 1 && Path.of(lines.get(1)).equals(cluster);
      return ours
          ? ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
              .filter(OrphanedPostgres::isPostgres)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A process id may have been given to another program since. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(c -> Path.of(c).endsWith("postgres")).orElse(false);
  }

  private static void stop(ProcessHandle postmaster) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
          .inheritIO()
          .start()
          .waitFor();
      postmaster.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | IOException e) {
      throw new StartRefusedException(
          "A database of an earlier run does not stop (process " + postmaster.pid() + ").", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefusedException("Interrupted while stopping an earlier database.", e);
    }
  }
}
