/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory that one sandbox owns while it runs. The lock is the operating system's: it ends
 * with the process, however that ends. A directory that is created here is closed to other users;
 * one that was there keeps its permissions.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the directory, creating it where it is missing.
   *
   * @throws StartRefusedException when another server holds it
   */
  public static DataDirectory take(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        OwnerOnly.directory(absolute);
      }
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new StartRefusedException(
            "Another server is using the data directory "
                + absolute
                + ": stop it, or set AMELIE_DATA_DIR to another directory.");
      }
      return new DataDirectory(absolute, channel);
    } catch (IOException e) {
      throw new StartRefusedException("The data directory " + absolute + " cannot be used.", e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
