/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A real PostgreSQL of the sandbox's own, on loopback, with its data below the data directory.
 * Commits are on disk before they are acknowledged. Local users of the machine can reach it: it is
 * for synthetic data only.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The role the server works with: no superuser, so that the vault's walls hold here too. */
  static final String APPLICATION_ROLE = "amelie_app";

  private static final String DATABASE = "amelie";

  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts the database, ending one that an earlier, killed run left behind.
   *
   * @param directory held by the caller for as long as the database runs
   */
  public static EmbeddedDatabase start(DataDirectory directory) {
    Path cluster = directory.path().resolve("postgres");
    OrphanedPostgres.end(cluster);
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(cluster)
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(directory.path().resolve("postgres-bin").toFile())
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "60")
              .start();
      EmbeddedDatabase database = new EmbeddedDatabase(postgres);
      database.prepare();
      return database;
    } catch (IOException | SQLException e) {
      throw new StartRefusedException(
          "The embedded database did not start in " + directory.path() + ".", e);
    }
  }

  private void prepare() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin
            if not exists (select from pg_roles where rolname = 'amelie_app') then
              create role amelie_app login createrole nosuperuser;
            end if;
          end $$
          """);
      boolean exists =
          statement.executeQuery("select 1 from pg_database where datname = 'amelie'").next();
      if (!exists) {
        statement.execute("create database amelie owner amelie_app");
      }
    }
  }

  public String url() {
    return postgres.getJdbcUrl(APPLICATION_ROLE, DATABASE);
  }

  /** As the superuser; for tests that look at everything. */
  public DataSource superuser() {
    return postgres.getDatabase("postgres", DATABASE);
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new IllegalStateException("The embedded database did not stop.", e);
    }
  }
}
