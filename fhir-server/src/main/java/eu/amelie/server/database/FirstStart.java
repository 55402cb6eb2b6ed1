/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.FileSystemUtils;

/**
 * The first start of an embedded database, which makes its files. A kill in the midst leaves files
 * that can neither be used nor made again. A mark stands from before they are made until the start
 * is through, so that only what never served is thrown away.
 */
final class FirstStart {
  private final Path mark;

  private FirstStart(Path mark) {
    this.mark = mark;
  }

  /** Sets the mark where the files are yet to be made, after clearing what an earlier try left. */
  static FirstStart of(DataDirectory directory, Path cluster) throws IOException {
    FirstStart start = new FirstStart(directory.path().resolve("postgres.unfinished"));
    if (Files.exists(start.mark)) {
      endPrograms(directory.path().resolve("postgres-bin"));
      FileSystemUtils.deleteRecursively(cluster);
    } else if (!Files.exists(cluster)) {
      Files.createFile(start.mark);
    }
    return start;
  }

  /** The program that makes the files outlives a killed server, and clears them when it fails. */
  private static void endPrograms(Path binaries) throws IOException {
    if (!Files.exists(binaries)) {
      return;
    }
    Path place = binaries.toRealPath();
    List<ProcessHandle> running =
        ProcessHandle.allProcesses()
            .filter(p -> p.info().command().filter(c -> Path.of(c).startsWith(place)).isPresent())
            .toList();
    for (ProcessHandle program : running) {
      program.destroyForcibly();
      try {
        program.onExit().get(2, TimeUnit.SECONDS);
      } catch (TimeoutException endedButNotWaitedFor) {
        continue;
      } catch (ExecutionException e) {
        throw new IOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  void isThrough() throws IOException {
    Files.deleteIfExists(mark);
  }
}
