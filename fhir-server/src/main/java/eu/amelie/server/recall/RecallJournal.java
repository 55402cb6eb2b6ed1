/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.recall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.amelie.server.database.OwnerOnly;
import eu.amelie.server.database.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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
 * passed over. Two servers that share the directory never write the same file: who comes second
 * under a name does not start.
 */
@Component
class RecallJournal implements AutoCloseable {
  private static final String SUFFIX = ".journal";

  private final ObjectMapper json;
  private final Path directory;
  private final Path own;
  private final Path lock;

  /** Holds the lock for as long as it is open. */
  private FileChannel held;

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
    this.lock = this.directory.resolve(node + ".lock");
  }

  /**
   * Takes this server's file for it until {@link #close}, or its end. To be called by a server, and
   * not by what only reads.
   *
   * @throws StartRefusedException when another server has it, or it cannot be written
   */
  synchronized void open() {
    if (held != null) {
      return;
    }
    try {
      OwnerOnly.directory(directory);
      FileChannel channel = FileChannel.open(OwnerOnly.file(lock), StandardOpenOption.WRITE);
      if (!isTaken(channel)) {
        channel.close();
        throw new StartRefusedException(
            "Another server writes the journal of recalls %s: give each server of the directory an"
                    .formatted(own)
                + " amelie.recall.node of its own.");
      }
      held = channel;
    } catch (IOException e) {
      throw new StartRefusedException(
          "The journal of recalls %s cannot be written: see amelie.recall.directory."
              .formatted(own),
          e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (held != null) {
        held.close();
        held = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void append(List<Recall> recalls) {
    if (recalls.isEmpty()) {
      return;
    }
    try {
      OwnerOnly.directory(directory);
      OwnerOnly.file(own);
      try (FileChannel file = FileChannel.open(own, StandardOpenOption.APPEND)) {
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
