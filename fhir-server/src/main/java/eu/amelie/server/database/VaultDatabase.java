/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The vault's own database, where {@code amelie.vault.datasource} names one: any PostgreSQL 15 or
 * newer, on another server or the same. No {@link DataSource} by itself, so that nothing takes it
 * for the record's.
 */
public final class VaultDatabase implements AutoCloseable {
  private final HikariDataSource source;

  private VaultDatabase(HikariDataSource source) {
    this.source = source;
  }

  public static boolean isConfigured(Environment environment) {
    return DatabaseSettings.vault(environment).isPresent();
  }

  /**
   * With its schema in place.
   *
   * @throws StartRefusedException when it cannot be used, or is the record's
   */
  public static VaultDatabase open(Environment environment, int poolSize) {
    DatabaseSettings settings = DatabaseSettings.vault(environment).orElseThrow();
    migrate(settings);
    return new VaultDatabase(settings.pool("vault", poolSize));
  }

  /** For a command: each call for a connection opens one, and nothing is migrated. */
  public static DataSource unpooled(Environment environment) {
    return DatabaseSettings.vault(environment).orElseThrow().unpooled();
  }

  public DataSource source() {
    return source;
  }

  private static void migrate(DatabaseSettings settings) {
    DataSource source = settings.unpooled();
    try {
      source.getConnection().close();
      requireNoRecord(source);
      Flyway.configure()
          .dataSource(source)
          .schemas("vault")
          .locations("classpath:db/vault")
          .table("schema_history")
          .load()
          .migrate();
    } catch (SQLException e) {
      throw new StartRefusedException(
          "The vault's database at %s cannot be reached: %s"
              .formatted(settings.address(), SchemaMigration.firstLine(e)),
          e);
    } catch (FlywayException | DataAccessException e) {
      throw new StartRefusedException(
          "The schema of the vault's database at %s cannot be brought up to date: %s"
              .formatted(settings.address(), SchemaMigration.firstLine(e)),
          e);
    }
  }

  private static void requireNoRecord(DataSource source) {
    boolean record =
        JdbcClient.create(source)
            .sql("select to_regclass('exchange.stamp') is not null")
            .query(Boolean.class)
            .single();
    if (record) {
      throw new StartRefusedException(
          "amelie.vault.datasource.url names the database of a record: give the vault one of its"
              + " own, or leave it empty.");
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
