/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that no other user of the machine can read. The permissions are POSIX; on a
 * file system without them (Windows) those of the parent directory are all there is.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnerOnly() {}

  /** Creates the directory and closes it to others, also where it was there before. */
  public static Path directory(Path path) throws IOException {
    Files.createDirectories(path, attributes(DIRECTORY));
    if (POSIX) {
      Files.setPosixFilePermissions(path, DIRECTORY);
    }
    return path;
  }

  /** Creates an empty file that is closed to others; one that is there stays as it is. */
  public static Path file(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path, attributes(FILE));
    }
    return path;
  }

  /** Writes the file whole or not at all: a reader never finds half of it, whatever is killed. */
  static void write(Path path, String content) throws IOException {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of bytes. */
  public static void write(Path path, byte[] content) throws IOException {
    Path draft = path.resolveSibling(path.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    Files.createFile(draft, attributes(FILE));
    Files.write(draft, content);
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
