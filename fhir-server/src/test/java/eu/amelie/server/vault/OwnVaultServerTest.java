/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.server.AmelieApplication;
import eu.amelie.server.database.DataDirectory;
import eu.amelie.server.database.DatabaseSettings;
import eu.amelie.server.database.EmbeddedDatabase;
import eu.amelie.server.keys.IdentityAlarm;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole server with a database of the vault's own (faults 2, 4 and 8). A server by itself. */
class OwnVaultServerTest {
  private static final String NAME = "Voorbeeldpersoon";

  @TempDir static Path folder;
  private static DataDirectory directory;
  private static EmbeddedDatabase postgres;
  private static ConfigurableApplicationContext server;
  private static JdbcClient vault;
  private static JdbcClient superuser;
  private static int port;

  @BeforeAll
  static void start() {
    directory = DataDirectory.take(folder.resolve("postgres"));
    postgres = EmbeddedDatabase.start(directory);
    DatabaseSettings record = postgres.create("record");
    DatabaseSettings own = postgres.create("own_vault");
    vault = JdbcClient.create(TwoDatabases.source(own));
    superuser = JdbcClient.create(postgres.superuser());
    server =
        new SpringApplicationBuilder(AmelieApplication.class)
            .profiles("sandbox")
            .run(
                "--server.port=0",
                "--AMELIE_DATA_DIR=" + folder.resolve("server"),
                "--spring.datasource.url=" + record.url(),
                "--spring.datasource.username=" + record.username(),
                "--spring.datasource.password=" + record.password(),
                "--amelie.vault.datasource.url=" + own.url(),
                "--amelie.vault.datasource.username=" + own.username(),
                "--amelie.vault.datasource.password=" + own.password(),
                "--amelie.vault.grace=1s",
                "--amelie.vault.collect-every=1s");
    port = ((WebServerApplicationContext) server).getWebServer().getPort();
  }

  @AfterAll
  static void stop() {
    server.close();
    postgres.close();
    directory.close();
  }

  @Test
  void aReferralIsReadAsEverAndItsIdentityLiesInTheVaultsDatabaseAlone() {
    Case story = Case.submit(port).accepted();

    assertNamed(story.hospital().get("/fhir/Patient/" + story.id("Patient")));
    assertNamed(story.service().get("/fhir/Patient/" + story.person()));
    assertThat(rows("element")).isPositive();
    transaction()
        .executeWithoutResult(
            status -> {
              JdbcClient record = server.getBean(JdbcClient.class);
              record.sql("set local role amelie_vault").update();
              for (String table : List.of("vault.element", "vault.data_key")) {
                assertThat(record.sql("select * from " + table).query().listOfRows()).isEmpty();
              }
            });
  }

  @Test
  void whenARefusedSubmissionWasStoredThenTheVaultKeepsNothingOfIt() {
    long before = rows("element");
    Bundle bundle = Referrals.fresh();
    Referrals.one(bundle, org.hl7.fhir.r4.model.Task.class)
        .setOwner(new org.hl7.fhir.r4.model.Reference("Organization/health-be"));

    Answer answer = FhirClient.of(port, "hospital-be").post("/fhir", bundle);

    assertThat(answer.error()).as(answer.body()).isEqualTo("consent-insufficient");
    assertThat(rows("element")).isEqualTo(before);
  }

  @Test
  void whenTheVaultIsLostThenWhoNeedsIdentityGets503AndOthersAreServed() throws Exception {
    Case story = Case.submit(port).accepted();
    String person = story.person();
    Bundle next = Referrals.fresh();
    loseVault();
    try {
      double alarms = alarms();
      List<Answer> answers =
          atOnce(
              () -> story.hospital().get("/fhir/Patient/" + story.id("Patient")),
              () -> story.service().get("/fhir/Patient/" + person),
              () -> story.service().get("/fhir/Task?_include=Task:patient&patient=" + person),
              () -> story.hospital().post("/fhir", next));
      assertThat(answers).hasSize(4).allSatisfy(OwnVaultServerTest::assertUnavailable);
      assertThat(alarms()).isGreaterThanOrEqualTo(alarms + 4);
      assertThat(FhirClient.of(port, "coordinator-be").get("/fhir/Organization").status())
          .isEqualTo(200);
      assertThat(story.service().get("/fhir/Patient/5c0fffff-0000-4000-8000-000000000009").status())
          .isEqualTo(404);
    } finally {
      superuser.sql("alter database own_vault allow_connections true").update();
    }
    // Once it is back it is found within seconds, and a call waits for it no longer than that.
    await()
        .untilAsserted(
            () -> assertNamed(story.hospital().get("/fhir/Patient/" + story.id("Patient"))));
    assertThat(story.hospital().post("/fhir", next).status()).isEqualTo(200);
  }

  @Test
  void whenTheRecordDiesAfterTheVaultHasCommittedThenTheJobTakesOutWhatIsLeftAndNothingElse() {
    Case story = Case.submit(port).accepted();
    String person = UUID.randomUUID().toString();
    VaultAddress address =
        new VaultAddress("Patient/" + person, person, "hospital-be", UUID.randomUUID().toString());
    long before = rows("element");
    assertThatThrownBy(() -> dieAfterTheVaultHasCommitted(address)).isInstanceOf(Exception.class);

    await()
        .untilAsserted(
            () -> {
              assertThat(rowsOf(person)).isZero();
              assertThat(rows("element")).isEqualTo(before);
            });
    assertNamed(story.hospital().get("/fhir/Patient/" + story.id("Patient")));
    assertNamed(story.service().get("/fhir/Patient/" + story.person()));
  }

  @Test
  void whatIsErasedIsGoneFromTheVaultsDatabase() {
    Case kept = Case.submit(port).accepted();
    long elements = rows("element");
    long keys = rows("data_key");
    Case story = Case.submit(port).accepted();
    assertThat(rows("element")).isGreaterThan(elements);
    Parameters reason = new Parameters();
    reason.addParameter("reason", new CodeType("person-request"));

    Answer answer =
        story.hospital().post("/fhir/Patient/" + story.id("Patient") + "/$erase", reason);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(rows("element")).isEqualTo(elements);
    assertThat(rows("data_key")).isEqualTo(keys);
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(404);
    assertNamed(kept.hospital().get("/fhir/Patient/" + kept.id("Patient")));
  }

  /** The connection that a write of the record uses ends just before it would commit. */
  private static void dieAfterTheVaultHasCommitted(VaultAddress address) {
    transaction()
        .executeWithoutResult(
            status -> {
              server
                  .getBean(IdentityVault.class)
                  .put(address, List.of(new IdentityElement("name[0^0]", IdentityLabel.IDS, "{}")));
              int backend =
                  server
                      .getBean(JdbcClient.class)
                      .sql("select pg_backend_pid()")
                      .query(Integer.class)
                      .single();
              TransactionSynchronizationManager.registerSynchronization(
                  new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                      assertThat(rowsOf(address.person())).isEqualTo(1);
                      superuser
                          .sql("select pg_terminate_backend(:pid)")
                          .param("pid", backend)
                          .query()
                          .singleRow();
                    }
                  });
            });
  }

  private static TransactionTemplate transaction() {
    return new TransactionTemplate(server.getBean(PlatformTransactionManager.class));
  }

  /** Each waits for the vault as long as a call may, together no longer than one. */
  @SafeVarargs
  private static List<Answer> atOnce(Callable<Answer>... calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.length);
    try {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> call : threads.invokeAll(List.of(calls))) {
        answers.add(call.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void loseVault() {
    superuser.sql("alter database own_vault allow_connections false").update();
    superuser
        .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'own_vault'")
        .query()
        .listOfRows();
  }

  private static long rows(String table) {
    return vault.sql("select count(*) from vault." + table).query(Long.class).single();
  }

  private static long rowsOf(String person) {
    return vault
        .sql("select count(*) from vault.element where person = :person")
        .param("person", UUID.fromString(person))
        .query(Long.class)
        .single();
  }

  private static double alarms() {
    return server.getBean(MeterRegistry.class).get(IdentityAlarm.COUNTER).counter().count();
  }

  private static void assertNamed(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.as(Patient.class).getNameFirstRep().getFamily()).isEqualTo(NAME);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.body()).doesNotContain(NAME, "Fictiva", "resourceType\":\"Pat");
  }
}
