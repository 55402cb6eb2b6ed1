/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * A command's way to the database that the server works with: the configured one, or the sandbox's
 * embedded one, whether a server runs on it or not. Nothing is migrated.
 */
public final class DatabaseAccess implements AutoCloseable {
  private static final int PORT_LINE = 3;

  private final DatabaseSettings settings;
  private final AutoCloseable[] own;

  private DatabaseAccess(DatabaseSettings settings, AutoCloseable... own) {
    this.settings = settings;
    this.own = own;
  }

  /**
   * @throws StartRefusedException where there is none
   */
  public static DatabaseAccess open(Environment environment, Path dataDirectory) {
    boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    if (!sandbox || DatabaseSettings.isExternal(environment)) {
      return new DatabaseAccess(DatabaseSettings.external(environment));
    }
    Path cluster = dataDirectory.resolve("postgres");
    if (!Files.exists(cluster)) {
      throw new StartRefusedException("There is no database in " + dataDirectory + " yet.");
    }
    DataDirectory directory;
    try {
      directory = DataDirectory.take(dataDirectory);
    } catch (StartRefusedException inUse) {
      return new DatabaseAccess(running(dataDirectory, cluster.resolve("postmaster.pid")));
    }
    try {
      EmbeddedDatabase database = EmbeddedDatabase.start(directory);
      return new DatabaseAccess(database.settings(), database, directory);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** The server that runs keeps its own password to itself; the superuser's lies in a file. */
  private static DatabaseSettings running(Path dataDirectory, Path pidFile) {
    try {
      List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
      return EmbeddedDatabase.asSuperuser(
          Integer.parseInt(lines.get(PORT_LINE).strip()),
          DatabasePassword.keptIn(dataDirectory.resolve("postgres.password")));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new StartRefusedException("The server in " + dataDirectory + " is starting.", e);
    }
  }

  public DatabaseSettings settings() {
    return settings;
  }

  /** Each call for a connection opens one. */
  public DataSource source() {
    return settings.unpooled();
  }

  @Override
  public void close() {
    for (AutoCloseable each : own) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("The database did not stop.", e);
      }
    }
  }
}
