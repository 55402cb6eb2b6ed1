/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.IdentityCipher;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.KeystoreKeyEncryption;
import eu.amelie.server.database.DatabaseSettings;
import eu.amelie.server.database.EmbeddedDatabase;
import eu.amelie.server.database.VaultDatabase;
import eu.amelie.server.keys.IdentityAlarm;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** A record's database and one of the vault's own, without a server around them. */
final class TwoDatabases implements AutoCloseable {
  private final EmbeddedDatabase postgres;
  private final String vaultName = "vault_" + UUID.randomUUID().toString().replace('-', '_');
  final DatabaseSettings recordSettings;
  final DataSource recordSource;
  final JdbcClient record;
  final TransactionTemplate transaction;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final IdentityAlarm alarm = new IdentityAlarm(meters);
  final VaultDatabase database;
  final VaultAccess access;
  final IdentityVault vault;

  TwoDatabases(EmbeddedDatabase postgres, Path folder) {
    this.postgres = postgres;
    recordSettings = postgres.create("record_" + vaultName);
    recordSource = source(recordSettings);
    migrateRecord(recordSource);
    record = JdbcClient.create(recordSource);
    transaction = new TransactionTemplate(new JdbcTransactionManager(recordSource));
    database = VaultDatabase.open(environment(postgres.create(vaultName)), 5);
    access = new PairedTransaction(database.source(), alarm);
    SecureRandom random = new SecureRandom();
    KeyRing keys =
        KeyRing.of(
            KeyStoreFile.createIfAbsent(
                folder.resolve("keystore.bcfks"), "fictional".toCharArray(), random));
    vault =
        new NotedVault(
            new JdbcIdentityVault(
                access,
                new DataKeys(new KeystoreKeyEncryption(keys, random), random),
                new IdentityCipher(random),
                alarm),
            new VaultEntries(record),
            alarm);
  }

  static void migrateRecord(DataSource source) {
    Flyway.configure()
        .dataSource(source)
        .schemas("exchange")
        .locations("classpath:db/exchange")
        .table("schema_history")
        .load()
        .migrate();
  }

  static MockEnvironment environment(DatabaseSettings vault) {
    return new MockEnvironment()
        .withProperty("amelie.vault.datasource.url", vault.url())
        .withProperty("amelie.vault.datasource.username", vault.username())
        .withProperty("amelie.vault.datasource.password", vault.password());
  }

  static DataSource source(DatabaseSettings settings) {
    return new DriverManagerDataSource(settings.url(), settings.username(), settings.password());
  }

  Orphans orphans(Duration grace) {
    return new Orphans(access, record, transaction.getTransactionManager(), grace);
  }

  /** As another session sees it. */
  long rows(String table) {
    return JdbcClient.create(database.source())
        .sql("select count(*) from vault." + table)
        .query(Long.class)
        .single();
  }

  double alarms() {
    return meters.get(IdentityAlarm.COUNTER).counter().count();
  }

  /** Nobody comes in, and whoever was in is out. */
  void loseVault() {
    JdbcClient superuser = JdbcClient.create(postgres.superuser());
    superuser.sql("alter database " + vaultName + " allow_connections false").update();
    superuser
        .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
        .param("name", vaultName)
        .query()
        .listOfRows();
  }

  void findVault() {
    JdbcClient.create(postgres.superuser())
        .sql("alter database " + vaultName + " allow_connections true")
        .update();
  }

  /** The session that a transaction of the record uses ends, as when the server is killed. */
  void kill(int backend) {
    JdbcClient.create(postgres.superuser())
        .sql("select pg_terminate_backend(:pid)")
        .param("pid", backend)
        .query()
        .singleRow();
  }

  /** Whether some session waits for another's transaction. */
  boolean somebodyWaits() {
    return JdbcClient.create(postgres.superuser())
        .sql("select exists (select from pg_locks where not granted)")
        .query(Boolean.class)
        .single();
  }

  @Override
  public void close() {
    database.close();
  }
}
