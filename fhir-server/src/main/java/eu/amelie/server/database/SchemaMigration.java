/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the schema up to date before anything reads it: HAPI's tables by HAPI's own migrator, the
 * exchange's by Flyway. Then checks the stamp.
 */
final class SchemaMigration {
  private static final String HAPI_HISTORY = "FLY_HFJ_MIGRATION";

  private final DataSource dataSource;
  private final String stamp;

  /**
   * @param stamp {@code sandbox} or {@code production}
   */
  SchemaMigration(DataSource dataSource, String stamp) {
    this.dataSource = dataSource;
    this.stamp = stamp;
  }

  /**
   * @throws StartRefusedException when the database bears the other stamp; nothing is changed then
   */
  void run() {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("exchange")
        .locations("classpath:db/exchange")
        .table("schema_history")
        .load()
        .migrate();
    checkStamp();
    migrateStore();
  }

  private void checkStamp() {
    JdbcClient jdbc = JdbcClient.create(dataSource);
    jdbc.sql("insert into exchange.stamp (kind) values (:kind) on conflict do nothing")
        .param("kind", stamp)
        .update();
    String found = jdbc.sql("select kind from exchange.stamp").query(String.class).single();
    if (!found.equals(stamp)) {
      throw new StartRefusedException(
          "This database belongs to a %s server and will not serve as %s: use another database."
              .formatted(found, stamp));
    }
  }

  private void migrateStore() {
    HapiMigrationStorageSvc history =
        new HapiMigrationStorageSvc(
            new HapiMigrationDao(dataSource, DriverTypeEnum.POSTGRES_9_4, HAPI_HISTORY));
    SchemaMigrator migrator =
        new SchemaMigrator(
            "FHIR store",
            HAPI_HISTORY,
            dataSource,
            new Properties(),
            new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()),
            history);
    migrator.setDriverType(DriverTypeEnum.POSTGRES_9_4);
    migrator.createMigrationTableIfRequired();
    migrator.migrate();
  }
}
