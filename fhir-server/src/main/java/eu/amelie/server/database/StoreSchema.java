/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationLock;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** HAPI's tables, by HAPI's own migrator. Only for a caller that keeps other servers out. */
final class StoreSchema {
  private static final String HISTORY = "FLY_HFJ_MIGRATION";

  /** What PostgreSQL keeps of a column unless it is told otherwise. */
  private static final int MOST_STATISTICS = 100;

  private final DataSource source;
  private final JdbcClient jdbc;

  StoreSchema(DataSource source) {
    this.source = source;
    this.jdbc = JdbcClient.create(source);
  }

  /**
   * On an empty database all of it or nothing: HAPI commits each statement of its first script by
   * itself and would take a script that was cut short for a finished one.
   */
  void migrate() throws SQLException {
    if (exists("hfj_resource")) {
      clearLeftLock();
      migrate(source);
    } else {
      try (OneTransaction transaction = new OneTransaction(source)) {
        migrate(transaction);
        transaction.commit();
      }
    }
    expectRareTags();
    shortenStatistics();
  }

  /**
   * A search names its release tag by what the tag says, so that the planner cannot look up how
   * often this one occurs and takes the average. Of few tags that is a large part of the table, and
   * the plan would go through what other parties may see. Each tag is said to be on some fifty
   * items, however many items there are: the tag's own index then leads.
   */
  private void expectRareTags() {
    boolean told =
        jdbc.sql(
                """
                select attoptions is not null from pg_attribute
                 where attrelid = 'hfj_res_tag'::regclass and attname = 'tag_id'
                """)
            .query(Boolean.class)
            .single();
    if (told) {
      return;
    }
    jdbc.sql("alter table hfj_res_tag alter column tag_id set (n_distinct = -0.02)").update();
    jdbc.sql("analyze hfj_res_tag").update();
  }

  /**
   * HAPI has statistics of 10,000 values kept of some columns, and the planner goes through them
   * for each statement: beside 100,000 hidden items a search by a reference took 12 ms longer to
   * plan (disclosure B17). Our searches begin with a release tag or a single person, for which what
   * PostgreSQL keeps by default is enough.
   */
  private void shortenStatistics() {
    List<String> tables =
        jdbc.sql(
                """
                select distinct attrelid::regclass::text from pg_attribute
                 where attrelid::regclass::text like 'hfj_%' and attstattarget > :most
                 order by 1
                """)
            .param("most", MOST_STATISTICS)
            .query(String.class)
            .list();
    for (String table : tables) {
      jdbc.sql(
              """
              select format('alter table %s alter column %I set statistics %s',
                            attrelid::regclass, attname, :most)
                from pg_attribute
               where attrelid = cast(:table as regclass) and attstattarget > :most
              """)
          .param("most", MOST_STATISTICS)
          .param("table", table)
          .query(String.class)
          .list()
          .forEach(change -> jdbc.sql(change).update());
      jdbc.sql("analyze " + table).update();
    }
  }

  /** HAPI marks a running migration by a row, which a killed server leaves for ever. */
  private void clearLeftLock() {
    if (exists(HISTORY)) {
      jdbc.sql("delete from \"" + HISTORY + "\" where \"installed_rank\" = :lock")
          .param("lock", HapiMigrationLock.LOCK_PID)
          .update();
    }
  }

  private boolean exists(String table) {
    return jdbc.sql("select to_regclass(:table) is not null")
        .param("table", "public.\"" + table + "\"")
        .query(Boolean.class)
        .single();
  }

  private static void migrate(DataSource source) {
    HapiMigrationStorageSvc history =
        new HapiMigrationStorageSvc(
            new HapiMigrationDao(source, DriverTypeEnum.POSTGRES_9_4, HISTORY));
    SchemaMigrator migrator =
        new SchemaMigrator(
            "FHIR store",
            HISTORY,
            source,
            new Properties(),
            new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()),
            history);
    migrator.setDriverType(DriverTypeEnum.POSTGRES_9_4);
    migrator.createMigrationTableIfRequired();
    migrator.migrate();
  }
}
