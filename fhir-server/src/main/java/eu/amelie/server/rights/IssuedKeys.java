/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import eu.amelie.interceptors.rights.FileKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys whose codes were printed for persons, as {@code sealed-file codes} lists them. A key
 * that an organisation has made itself would open to it what all others keep.
 */
@Component
class IssuedKeys {
  private final String list;
  private final boolean any;

  /**
   * @param list path of {@code keys.csv}; empty for none: then no file is sealed
   * @param any whether every key counts, in a sandbox
   */
  IssuedKeys(
      @Value("${amelie.rights.issued-keys:}") String list,
      @Value("${amelie.rights.any-key:false}") boolean any) {
    this.list = list;
    this.any = any;
  }

  /**
   * Reads the list anew, so that keys can be added while the server runs.
   *
   * @throws UncheckedIOException where it cannot be read
   */
  boolean has(FileKey key) {
    if (any || list.isBlank()) {
      return any;
    }
    try (Stream<String> lines = Files.lines(Path.of(list))) {
      return lines
          .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
          .anyMatch(key.text()::equals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
