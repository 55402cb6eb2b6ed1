/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends the PostgreSQL that a killed server left behind on its data directory, so that the next
 * start owns the files. What it acknowledged is on disk either way: a fast shutdown writes a
 * checkpoint, an immediate one leaves the log to be replayed.
 */
final class OrphanedPostgres {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private OrphanedPostgres() {}

  /**
   * Call only while holding the lock of the {@link DataDirectory}.
   *
   * @throws StartRefusedException when it does not end
   */
  static void end(Path cluster) {
    Path pidFile = cluster.resolve("postmaster.pid");
    try {
      Optional<ProcessHandle> recorded = recorded(pidFile);
      Optional<PostgresProcess> server = recorded.flatMap(PostgresProcess::of);
      if (server.isPresent() && serves(server.get(), cluster, pidFile)) {
        stop(server.get(), List.of("INT", "QUIT"));
      }
      stopThoseWithoutServer(cluster);
      if (recorded.isPresent()) {
        // The number now belongs to another program, or to a process that ended and was not yet
        // waited for. PostgreSQL would take either for a running server.
        Files.deleteIfExists(pidFile);
      }
    } catch (IOException e) {
      throw new StartRefusedException("What an earlier run left in " + cluster + " is unclear.", e);
    }
  }

  private static Optional<ProcessHandle> recorded(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  /** Where a process's directory cannot be seen, PostgreSQL's own file says which it is. */
  private static boolean serves(PostgresProcess server, Path cluster, Path pidFile)
      throws IOException {
    Optional<Path> seen = server.workingDirectory();
    if (seen.isPresent()) {
      return isSame(seen.get(), cluster);
    }
    List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
    return lines.size() > 1 && isSame(Path.of(lines.get(1)), cluster);
  }

  /** A server that was killed leaves its children a moment longer, and they write to its files. */
  private static void stopThoseWithoutServer(Path cluster) throws IOException {
    List<PostgresProcess> left =
        PostgresProcess.all()
            .filter(p -> p.workingDirectory().filter(d -> isSame(d, cluster)).isPresent())
            .toList();
    for (PostgresProcess process : left) {
      stop(process, List.of("QUIT"));
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.isSameFile(one, other);
    } catch (IOException goneMeanwhile) {
      return false;
    }
  }

  private static void stop(PostgresProcess process, List<String> signals) throws IOException {
    for (String signal : signals) {
      if (process.endsAfter(signal, PATIENCE)) {
        return;
      }
    }
    throw new StartRefusedException(
        "The database of an earlier run does not stop: end process " + process.pid() + ".");
  }
}
