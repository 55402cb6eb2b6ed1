/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The place below a data directory where PostgreSQL's programs are unpacked. It lies there rather
 * than in a shared temporary directory because the embedding library lets everyone write to the
 * directory it is given: here the parent is closed to others.
 */
final class UnpackedBinaries {
  /** Written by the library when everything is unpacked. */
  private static final String COMPLETE = ".exists";

  private UnpackedBinaries() {}

  /** Call only while holding the lock of the {@link DataDirectory}. */
  static File directory(DataDirectory directory) throws IOException {
    Path place = OwnerOnly.directory(directory.path().resolve("postgres-bin")).resolve("unpacked");
    if (Files.isDirectory(place)) {
      discardIncomplete(place);
    }
    return place.toFile();
  }

  /** The library keeps any file that is there, also one that was cut short by a kill. */
  private static void discardIncomplete(Path place) throws IOException {
    List<Path> versions;
    try (Stream<Path> found = Files.list(place)) {
      versions = found.toList();
    }
    for (Path version : versions) {
      if (!Files.exists(version.resolve(COMPLETE))) {
        FileSystemUtils.deleteRecursively(version);
      }
    }
  }
}
