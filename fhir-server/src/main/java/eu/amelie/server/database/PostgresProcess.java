/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A running process of PostgreSQL: the server itself or one that it started. */
final class PostgresProcess {
  private final ProcessHandle handle;
  private final String command;

  private PostgresProcess(ProcessHandle handle, String command) {
    this.handle = handle;
    this.command = command;
  }

  /** Empty for other programs, other users' processes, and those that ended but still count. */
  static Optional<PostgresProcess> of(ProcessHandle handle) {
    return handle
        .info()
        .command()
        .filter(PostgresProcess::isPostgres)
        .map(command -> new PostgresProcess(handle, command));
  }

  static Stream<PostgresProcess> all() {
    return ProcessHandle.allProcesses().flatMap(handle -> of(handle).stream());
  }

  private static boolean isPostgres(String command) {
    // Linux marks a program whose file was replaced while it ran.
    String name = Path.of(command.replace(" (deleted)", "")).getFileName().toString();
    return List.of("postgres", "postgres.exe").contains(name.toLowerCase(Locale.ROOT));
  }

  long pid() {
    return handle.pid();
  }

  /** The directory it works in, which is its data directory; empty where it cannot be seen. */
  Optional<Path> workingDirectory() {
    Path link = Path.of("/proc", Long.toString(handle.pid()), "cwd");
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /**
   * @param signal INT for a fast shutdown, QUIT for an immediate one
   * @return whether the process ended in time
   */
  boolean endsAfter(String signal, Duration patience) throws IOException {
    try {
      new ProcessBuilder(signalling(signal))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      handle.onExit().get(patience.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return of(handle).isEmpty();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefusedException("Interrupted while stopping an earlier database.", e);
    }
  }

  /** Windows has no signals; PostgreSQL's own tool, beside the server's program, stands in. */
  private List<String> signalling(String signal) {
    String pid = Long.toString(handle.pid());
    return command.endsWith(".exe")
        ? List.of(Path.of(command).resolveSibling("pg_ctl.exe").toString(), "kill", signal, pid)
        : List.of("sh", "-c", "kill -s \"$0\" \"$1\"", signal, pid);
  }
}
