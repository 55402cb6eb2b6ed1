/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A real PostgreSQL of the sandbox's own, on a free loopback port, with its data below the data
 * directory. Commits are on disk before they are acknowledged, and every login needs a password:
 * the superuser's lies in the data directory, readable by its owner only; the application's is new
 * at each start and kept in memory. This keeps out the other users of the machine; whoever may read
 * the data directory reads everything.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String SUPERUSER = "postgres";

  /** The role the server works with: no superuser, so that the vault's walls hold here too. */
  private static final String APPLICATION = "amelie_app";

  private static final String DATABASE = "amelie";

  private final EmbeddedPostgres postgres;
  private final Path cluster;
  private final DatabasePassword password = DatabasePassword.random();

  private EmbeddedDatabase(EmbeddedPostgres postgres, Path cluster) {
    this.postgres = postgres;
    this.cluster = cluster;
  }

  /**
   * Starts the database, ending one that an earlier, killed run left behind.
   *
   * @param directory held by the caller for as long as the database runs
   * @throws StartRefusedException when it does not start
   */
  public static EmbeddedDatabase start(DataDirectory directory) {
    Path cluster = directory.path().resolve("postgres");
    OrphanedPostgres.end(cluster);
    try {
      FirstStart first = FirstStart.of(directory, cluster);
      EmbeddedDatabase database = new EmbeddedDatabase(launch(directory, cluster), cluster);
      database.prepare();
      first.isThrough();
      return database;
    } catch (IOException | SQLException | IllegalStateException | ExceptionInInitializerError e) {
      OrphanedPostgres.end(cluster);
      throw new StartRefusedException(
          "The embedded database did not start in %s: set SPRING_DATASOURCE_URL to use another PostgreSQL, or see the log. (%s)"
              .formatted(directory.path(), e.getMessage()),
          e);
    }
  }

  private static EmbeddedPostgres launch(DataDirectory directory, Path cluster) throws IOException {
    Path passwordFile = directory.path().resolve("postgres.password");
    DatabasePassword superuser = DatabasePassword.keptIn(passwordFile);
    return EmbeddedPostgres.builder()
        .setDataDirectory(cluster)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(UnpackedBinaries.directory(directory))
        // The pool closes before the database; a shutdown hook of its own would race with that.
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setConnectConfig("password", superuser.value())
        // Options of initdb, after the library's own "trust", which they override.
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", passwordFile.toString())
        // One order of text on every machine, whatever its locale.
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        // The library turns these off: acknowledged writes could vanish.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "120")
        .start();
  }

  private void prepare() throws SQLException {
    try (Connection connection = postgres.getDatabase(SUPERUSER, SUPERUSER).getConnection();
        Statement statement = connection.createStatement()) {
      if (!found(statement, "select from pg_roles where rolname = '" + APPLICATION + "'")) {
        statement.execute("create role " + APPLICATION + " login createrole nosuperuser");
      }
      statement.execute("alter role %s password '%s'".formatted(APPLICATION, password.value()));
      if (!found(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
        createDatabase(statement, DATABASE);
      }
    }
  }

  private static boolean found(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private static void createDatabase(Statement statement, String name) throws SQLException {
    statement.execute("create database " + name + " owner " + APPLICATION);
  }

  /** How the server connects: as a role that is no superuser. */
  public DatabaseSettings settings() {
    return settings(DATABASE);
  }

  /** Another, empty database of the same server, made now; for tests. */
  public DatabaseSettings create(String name) {
    try (Connection connection = superuser().getConnection();
        Statement statement = connection.createStatement()) {
      createDatabase(statement, name);
      return settings(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private DatabaseSettings settings(String name) {
    return new DatabaseSettings(url(postgres.getPort(), name), APPLICATION, password.value());
  }

  private static String url(int port, String name) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
  }

  /** One that runs on this machine. */
  static DatabaseSettings asSuperuser(int port, DatabasePassword password) {
    return new DatabaseSettings(url(port, DATABASE), SUPERUSER, password.value());
  }

  /** Sees everything, the vault included; for tests. */
  public DataSource superuser() {
    return postgres.getDatabase(SUPERUSER, DATABASE);
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database did not stop.", e);
    } finally {
      // The library waits five seconds; a checkpoint may take longer.
      OrphanedPostgres.end(cluster);
    }
  }
}
