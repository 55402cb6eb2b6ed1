/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.amelie.server.database.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Recalls outside the database: one JSON object a line, a file for each server in one directory. It
 * is of use only where it is not restored together with the database.
 *
 * <p>Guaranteed: what {@link #append} returned from is on the disk. Not guaranteed: that a line
 * which was being written when the server died is whole; such a line was never acknowledged and is
 * passed over.
 */
@Component
class RecallJournal {
  private static final String SUFFIX = ".journal";

  private final ObjectMapper json;
  private final Path directory;
  private final Path own;

  /**
   * @param directory for all servers of one database the same, if they share a disk
   * @param node names this server's file
   */
  RecallJournal(
      ObjectMapper json,
      @Value("${amelie.recall.directory:${AMELIE_DATA_DIR:./data}/recall}") Path directory,
      @Value("${amelie.recall.node:server}") String node) {
    if (!node.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("amelie.recall.node is made of letters, digits and -.");
    }
    this.json = json;
    this.directory = directory.toAbsolutePath().normalize();
    this.own = this.directory.resolve(node + SUFFIX);
  }

  synchronized void append(List<Recall> recalls) {
    if (recalls.isEmpty()) {
      return;
    }
    try {
      OwnerOnly.directory(directory);
      OwnerOnly.file(own);
      try (FileChannel file = FileChannel.open(own, StandardOpenOption.WRITE)) {
        file.position(file.size());
        // A line that was cut off must not swallow the next.
        ByteBuffer bytes = StandardCharsets.UTF_8.encode("\n" + lines(recalls));
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String lines(List<Recall> recalls) throws JsonProcessingException {
    StringBuilder lines = new StringBuilder();
    for (Recall recall : recalls) {
      lines.append(json.writeValueAsString(recall)).append('\n');
    }
    return lines.toString();
  }

  /** What all servers that share the directory have written. */
  synchronized List<Recall> read() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Recall> all = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList()) {
        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .flatMap(this::parse)
            .forEach(all::add);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Stream<Recall> parse(String line) {
    try {
      return line.isBlank() ? Stream.of() : Stream.of(json.readValue(line, Recall.class));
    } catch (JsonProcessingException cutOff) {
      return Stream.of();
    }
  }
}
