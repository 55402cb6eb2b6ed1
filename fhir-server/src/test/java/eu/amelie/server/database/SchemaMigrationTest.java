/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SchemaMigrationTest {
  @TempDir static Path path;
  private static DataDirectory directory;
  private static EmbeddedDatabase server;

  private DatabaseSettings settings;
  private JdbcClient jdbc;

  @BeforeAll
  static void start() {
    directory = DataDirectory.take(path);
    server = EmbeddedDatabase.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
    directory.close();
  }

  @BeforeEach
  void emptyDatabase() {
    settings = server.create("db_" + UUID.randomUUID().toString().replace('-', '_'));
    jdbc = JdbcClient.create(settings.unpooled());
  }

  private void migrate() {
    new SchemaMigration(settings, Stamp.SANDBOX).run();
  }

  @Test
  void emptyDatabaseGetsHapisTablesAndOursAndASecondRunChangesNothing() {
    migrate();
    long steps = rows("public.\"FLY_HFJ_MIGRATION\"");
    assertThat(exists("public.hfj_res_tag")).isTrue();
    assertThat(exists("exchange.stamp")).isTrue();

    migrate();

    assertThat(rows("public.\"FLY_HFJ_MIGRATION\"")).isEqualTo(steps);
  }

  @Test
  void aStartHasALookAtTablesThatNobodyHasLookedAt() {
    migrate();
    jdbc.sql(
            """
            insert into exchange.case_item (id, type, person, custodian, revision, version)
            select gen_random_uuid(), 'Task', gen_random_uuid(), 'somebody', gen_random_uuid(), 1
              from generate_series(1, 20)
            """)
        .update();
    String known = "pg_stats where schemaname = 'exchange' and tablename = 'case_item'";
    assertThat(rows(known)).isZero();

    migrate();

    assertThat(rows(known)).isPositive();
  }

  @Test
  void sandboxDatabaseServesASandboxAgainButNeverProduction() {
    migrate();
    migrate();

    assertThatThrownBy(() -> new SchemaMigration(settings, Stamp.PRODUCTION).run())
        .isInstanceOf(StartRefusedException.class)
        .hasMessage(
            "This database belongs to a sandbox server and will not serve as production: use"
                + " another database.");
  }

  @Test
  void databaseOfTheOtherKindIsRefusedBeforeAnythingInItChanges() {
    jdbc.sql("create schema exchange").update();
    jdbc.sql("create table exchange.stamp as select 'production' as kind").update();

    assertThatThrownBy(this::migrate).isInstanceOf(StartRefusedException.class);

    assertThat(exists("exchange.schema_history")).isFalse();
    assertThat(exists("public.hfj_resource")).isFalse();
  }

  @Test
  void aCommandTakesTheDatabaseOfItsVersionAndNoOther() {
    SchemaMigration command = new SchemaMigration(settings, Stamp.SANDBOX);
    assertThatThrownBy(command::requireCurrent).isInstanceOf(StartRefusedException.class);
    assertThat(exists("exchange.schema_history")).isFalse();

    migrate();
    command.requireCurrent();
    assertThatThrownBy(new SchemaMigration(settings, Stamp.PRODUCTION)::requireCurrent)
        .isInstanceOf(StartRefusedException.class);

    jdbc.sql(
            """
            insert into exchange.schema_history
            select installed_rank + 1000, '9000', 'of a newer jar', type, 'V9000__newer.sql', 1,
                   installed_by, installed_on, execution_time, success
              from exchange.schema_history where type = 'SQL' limit 1
            """)
        .update();
    assertThatThrownBy(command::requireCurrent)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("another version");
  }

  @Test
  void serversThatStartAtOnceAllFindTheSchemaComplete() throws Exception {
    ExecutorService servers = Executors.newFixedThreadPool(3);
    try {
      Callable<Boolean> starting =
          () -> {
            migrate();
            return exists("public.hfj_resource");
          };
      for (Future<Boolean> outcome : servers.invokeAll(List.of(starting, starting, starting))) {
        assertThat(outcome.get()).isTrue();
      }
    } finally {
      servers.shutdownNow();
    }
  }

  @Test
  void lockThatAKilledMigrationLeftDoesNotHoldTheNextOneUp() {
    migrate();
    jdbc.sql(
            """
            insert into "FLY_HFJ_MIGRATION" select -100, null, 'left by a killed server', "type", "script",
              null, "installed_by", "installed_on", 0, true, null from "FLY_HFJ_MIGRATION" limit 1
            """)
        .update();

    migrate();

    assertThat(
            jdbc.sql("select count(*) from \"FLY_HFJ_MIGRATION\" where \"installed_rank\" = -100")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void whatDoesNotReachItsEndLeavesNothingBehind() throws SQLException {
    try (OneTransaction transaction = new OneTransaction(settings.unpooled())) {
      try (Connection lent = transaction.getConnection()) {
        lent.createStatement().execute("create table half (n int)");
        lent.commit();
      }
      assertThat(transaction.getConnection().isClosed()).isFalse();
    }

    assertThat(exists("public.half")).isFalse();
  }

  @Test
  void whatWasReleasedBeforeItsItemsKeptAListIsReleasedAfterwards() throws Exception {
    migrate();
    UUID released = item();
    UUID other = item();
    jdbc.sql(
            """
            insert into hfj_resource
              (res_id, res_type, fhir_id, res_ver, res_published, res_updated, has_tags,
               sp_has_links, sp_coords_present, sp_date_present, sp_number_present,
               sp_quantity_present, sp_quantity_nrml_present, sp_string_present,
               sp_token_present, sp_uri_present)
            select 1, 'Task', :id, 1, now(), now(), no, no, no, no, no, no, no, no, no, no
              from (select false as no) as flags
            """)
        .param("id", released.toString())
        .update();
    tag(11, "https://fhir.example.org/supportive-care/release", "support|shelter-be|sc-support");
    tag(12, "https://fhir.example.org/supportive-care/release", "hospital|hospital-be|TREAT");
    tag(13, "https://fhir.example.org/something-else", "support|shelter-gr|sc-support");
    jdbc.sql("alter table exchange.case_item drop column released_to").update();

    runAgain("/db/exchange/V80__released_to.sql");

    assertThat(releasedTo(released))
        .containsExactly("hospital|hospital-be|TREAT", "support|shelter-be|sc-support");
    assertThat(releasedTo(other)).isEmpty();
  }

  private void runAgain(String step) throws IOException, SQLException {
    try (InputStream in = SchemaMigration.class.getResourceAsStream(step);
        Connection connection = settings.unpooled().getConnection()) {
      connection.createStatement().execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private UUID item() {
    UUID id = UUID.randomUUID();
    jdbc.sql("insert into exchange.case_item values (:id, 'Task', :id, 'hospital-be', :id, 1)")
        .param("id", id)
        .update();
    return id;
  }

  private void tag(long number, String system, String code) {
    jdbc.sql(
            """
            insert into hfj_tag_def (tag_id, tag_code, tag_system, tag_type, tag_user_selected)
            values (:number, :code, :system, 0, false)
            """)
        .param("number", number)
        .param("code", code)
        .param("system", system)
        .update();
    jdbc.sql(
            """
            insert into hfj_res_tag (pid, tag_id, res_id, res_type) values (:number, :number, 1, 'Task')
            """)
        .param("number", number)
        .update();
  }

  private List<String> releasedTo(UUID id) {
    return jdbc.sql("select unnest(released_to) from exchange.case_item where id = :id")
        .param("id", id)
        .query(String.class)
        .list();
  }

  @Test
  void serverReadsTheVaultInItsRoleAndNotWithoutIt() {
    migrate();
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(settings.pool(2)));
    JdbcClient pooled =
        JdbcClient.create(
            ((DataSourceTransactionManager) transaction.getTransactionManager()).getDataSource());

    Long inRole =
        transaction.execute(
            status -> {
              pooled.sql("set local role amelie_vault").update();
              return pooled.sql("select count(*) from vault.element").query(Long.class).single();
            });

    assertThat(inRole).isZero();
    assertThatThrownBy(() -> pooled.sql("select * from vault.element").query().listOfRows())
        .hasStackTraceContaining("permission denied for schema vault");
    assertThatThrownBy(() -> pooled.sql("select * from vault.data_key").query().listOfRows())
        .hasStackTraceContaining("permission denied for schema vault");
  }

  @Test
  void vaultsRoleDoesNotReadTheRecord() {
    migrate();

    JdbcClient superuser = JdbcClient.create(server.superuser());
    assertThat(
            jdbc.sql("select has_table_privilege('amelie_vault', 'hfj_resource', 'select')")
                .query(Boolean.class)
                .single())
        .isFalse();
    assertThat(
            superuser
                .sql("select rolsuper or rolcanlogin from pg_roles where rolname = 'amelie_vault'")
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void loginThatInheritsTheVaultsRightsIsRefused() {
    migrate();
    JdbcClient superuser = JdbcClient.create(server.superuser());
    superuser.sql("grant amelie_vault to amelie_app with inherit true").update();
    try {
      assertThatThrownBy(this::migrate)
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("inherits from amelie_vault");
    } finally {
      superuser.sql("grant amelie_vault to amelie_app with inherit false").update();
    }
    migrate();
  }

  private boolean exists(String table) {
    return jdbc.sql("select to_regclass(:table) is not null")
        .param("table", table)
        .query(Boolean.class)
        .single();
  }

  private long rows(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
