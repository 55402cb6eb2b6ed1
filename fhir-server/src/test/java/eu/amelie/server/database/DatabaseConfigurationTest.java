/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTest {
  private final ApplicationContextRunner server =
      new ApplicationContextRunner().withUserConfiguration(DatabaseConfiguration.class);

  @Test
  void sandboxWithoutUrlStartsItsOwnDatabaseUnderItsDataDirectory(@TempDir Path path) {
    server
        .withPropertyValues("spring.profiles.active=sandbox", "AMELIE_DATA_DIR=" + path)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
              assertThat(jdbc.sql("select kind from exchange.stamp").query(String.class).single())
                  .isEqualTo("sandbox");
              assertThat(jdbc.sql("show statement_timeout").query(String.class).single())
                  .isEqualTo("30s");
              assertThat(shown(jdbc, "idle_in_transaction_session_timeout")).isEqualTo("1min");
              assertThat(shown(jdbc, "tcp_keepalives_idle")).isEqualTo("30");
              assertThat(shown(jdbc, "tcp_keepalives_interval")).isEqualTo("10");
              assertThat(shown(jdbc, "tcp_keepalives_count")).isEqualTo("3");
              assertThat(
                      jdbc.sql(
                              "select application_name from pg_stat_activity where pid = pg_backend_pid()")
                          .query(String.class)
                          .single())
                  .isEqualTo("supportive-care-exchange");
              assertThat(path.resolve("postgres/PG_VERSION")).exists();
            });
    assertThat(path.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  private static String shown(JdbcClient jdbc, String setting) {
    return jdbc.sql("show " + setting).query(String.class).single();
  }

  /** As after a server that has vanished in the middle of its work. */
  @Test
  void whoFallsSilentInATransactionHoldsUpNobodyForLong(@TempDir Path path) {
    server
        .withPropertyValues("spring.profiles.active=sandbox", "AMELIE_DATA_DIR=" + path)
        .run(
            context -> {
              DataSource source = context.getBean(DataSource.class);
              JdbcClient jdbc = JdbcClient.create(source);
              try (Connection silent = source.getConnection();
                  Statement statement = silent.createStatement()) {
                silent.setAutoCommit(false);
                // A pause that a test can wait for, in place of the minute.
                statement.execute("set idle_in_transaction_session_timeout = '100ms'");
                statement.execute("select pg_advisory_xact_lock(1)");

                // Waits for the lock, for no longer than a statement may take.
                jdbc.sql("select pg_advisory_lock(1)").query().listOfRows();
                assertThatThrownBy(() -> statement.execute("select 1"))
                    .isInstanceOf(SQLException.class);
              }
            });
  }

  @Test
  void productionWithoutUrlIsRefusedInOneLine() {
    server.run(
        refusedWith(
            "No database is configured: set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
                + " SPRING_DATASOURCE_PASSWORD."));
  }

  @Test
  void urlOfAnotherDatabaseProductIsRefusedInOneLine() {
    server
        .withPropertyValues("spring.datasource.url=jdbc:h2:mem:x")
        .run(
            refusedWith(
                "SPRING_DATASOURCE_URL is not of PostgreSQL: it must start with jdbc:postgresql:."));
  }

  @Test
  void databaseThatDoesNotAnswerIsNamedWithoutItsPassword() {
    server
        .withPropertyValues("spring.datasource.url=jdbc:postgresql://127.0.0.1:9/x?password=secret")
        .run(
            context ->
                assertThat(oneLine(context.getStartupFailure()))
                    .startsWith(
                        "The database at jdbc:postgresql://127.0.0.1:9/x cannot be reached: ")
                    .doesNotContain("secret"));
  }

  @Test
  void settingsDoNotShowTheirPassword() {
    assertThat(new DatabaseSettings("jdbc:postgresql://localhost/x?password=one", "user", "two"))
        .hasToString("DatabaseSettings[jdbc:postgresql://localhost/x]");
  }

  private static org.springframework.boot.test.context.runner.ContextConsumer<
          org.springframework.boot.test.context.assertj.AssertableApplicationContext>
      refusedWith(String line) {
    return context -> assertThat(oneLine(context.getStartupFailure())).isEqualTo(line);
  }

  /** What the operator is shown. */
  private static String oneLine(Throwable failure) {
    FailureAnalysis analysis = new StartRefusedAnalyzer().analyze(failure);
    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).doesNotContain("\n");
    return analysis.getDescription();
  }
}
