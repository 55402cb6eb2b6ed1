/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.keys.command;

import eu.amelie.server.database.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Backups of data keys in one directory, each named by the moment it was taken. Nothing else that
 * lies there is touched.
 */
final class DatedFiles {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  /** With what a kill may have left of one. */
  private static final Pattern NAME =
      Pattern.compile("data-keys-(?<moment>\\d{8}T\\d{9}Z)\\.sealed(\\.draft)?");

  private final Path directory;

  DatedFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes a file that its owner alone can read, whole or not at all. */
  Path write(Instant taken, byte[] content) throws IOException {
    Path file = directory.resolve("data-keys-" + MOMENT.format(taken) + ".sealed");
    OwnerOnly.write(file, content);
    return file;
  }

  /** Removes those that were taken before; answers how many. */
  int removeOlderThan(Instant limit) throws IOException {
    int removed = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        boolean old = taken(file).filter(limit::isAfter).isPresent();
        if (old && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(file);
          removed++;
        }
      }
    }
    return removed;
  }

  private static Optional<Instant> taken(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    try {
      return name.matches()
          ? Optional.of(MOMENT.parse(name.group("moment"), Instant::from))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
