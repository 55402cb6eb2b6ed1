/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Brings the schema up to date before anything reads it: the exchange's tables by Flyway, HAPI's by
 * HAPI's own migrator. Of several servers that start at once one works and the others wait. A kill
 * at any moment leaves a database that the next start completes.
 */
final class SchemaMigration {
  private static final Logger log = LoggerFactory.getLogger(SchemaMigration.class);
  private static final int OLDEST_SERVER = 15;

  /** Any fixed number: "sc-exchg" in ASCII. */
  private static final long ADVISORY_LOCK = 0x73632d6578636867L;

  private final DatabaseSettings settings;
  private final Stamp stamp;

  SchemaMigration(DatabaseSettings settings, Stamp stamp) {
    this.settings = settings;
    this.stamp = stamp;
  }

  /**
   * @throws StartRefusedException when the database cannot be used, or bears the other stamp; in
   *     the latter case nothing in it was changed
   */
  void run() {
    DataSource source = settings.unpooled();
    try (Connection connection = source.getConnection()) {
      // Held by this session until it closes, however it does.
      JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      check(jdbc);
      jdbc.sql("select pg_advisory_lock(:key)").param("key", ADVISORY_LOCK).query().singleRow();
      stamp.requireOn(jdbc);
      migrateExchange(source);
      stamp.setOn(jdbc);
      checkVaultWall(jdbc);
      new StoreSchema(source).migrate();
      new TableStatistics(jdbc).analyzeUnknown();
    } catch (SQLException e) {
      throw new StartRefusedException(
          "The database at %s cannot be reached: %s".formatted(settings.address(), firstLine(e)),
          e);
    } catch (FlywayException | DataAccessException e) {
      throw new StartRefusedException(
          "The schema of the database at %s cannot be brought up to date: %s"
              .formatted(settings.address(), firstLine(e)),
          e);
    }
  }

  /**
   * Changes nothing.
   *
   * @throws StartRefusedException when the exchange's tables are not of this version, or the
   *     database bears the other stamp or none
   */
  void requireCurrent() {
    DataSource source = settings.unpooled();
    try {
      JdbcClient jdbc = JdbcClient.create(source);
      check(jdbc);
      stamp.requireOn(jdbc);
      MigrationInfoService found = flyway(source).info();
      boolean newer =
          Arrays.stream(found.all())
              .anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS);
      if (newer || found.pending().length > 0) {
        throw new StartRefusedException(
            "The database at %s is of another version of the exchange: use that version's jar."
                .formatted(settings.address()));
      }
    } catch (FlywayException | DataAccessException e) {
      throw new StartRefusedException(
          "The database at %s cannot be read: %s".formatted(settings.address(), firstLine(e)), e);
    }
  }

  private void check(JdbcClient jdbc) {
    int version =
        jdbc.sql("select current_setting('server_version_num')::int").query(Integer.class).single()
            / 10_000;
    if (version < OLDEST_SERVER) {
      throw new StartRefusedException(
          "The database at %s is PostgreSQL %d: %d or newer is needed."
              .formatted(settings.address(), version, OLDEST_SERVER));
    }
  }

  /** The server's role must take on the vault's role to read identity, never by the way. */
  private void checkVaultWall(JdbcClient jdbc) {
    boolean open =
        jdbc.sql("select pg_has_role(current_user, 'amelie_vault', 'usage')")
            .query(Boolean.class)
            .single();
    if (!open) {
      return;
    }
    boolean superuser =
        jdbc.sql("select rolsuper from pg_roles where rolname = current_user")
            .query(Boolean.class)
            .single();
    if (!superuser) {
      throw new StartRefusedException(
          "The database role inherits from amelie_vault: revoke that, and grant it again with"
              + " inherit false, set true.");
    }
    log.warn(
        "The database role is a superuser, which the vault's own role does not keep out:"
            + " use a role that owns the database and is no superuser.");
  }

  private static void migrateExchange(DataSource source) {
    flyway(source).migrate();
  }

  private static Flyway flyway(DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .schemas("exchange")
        .locations("classpath:db/exchange")
        .table("schema_history")
        .load();
  }

  static String firstLine(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }
}
