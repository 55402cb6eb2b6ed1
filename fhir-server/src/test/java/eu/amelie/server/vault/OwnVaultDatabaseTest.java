/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Vault and record in two databases: what holds when one of them, or the server, fails. */
class OwnVaultDatabaseTest {
  private static final IdentityElement NAME =
      new IdentityElement("name[0^0]", IdentityLabel.IDS, "{\"family\":\"Fictional-Needle\"}");
  private static final IdentityElement PHONE =
      new IdentityElement("telecom[0^0]", IdentityLabel.DEMO, "{\"value\":\"000-needle\"}");
  private static final Set<IdentityLabel> ALL = EnumSet.allOf(IdentityLabel.class);

  @RegisterExtension static final OwnPostgres postgres = new OwnPostgres();

  private TwoDatabases two;
  private final VaultAddress address = address();
  private final VaultAddress another = address();

  @BeforeEach
  void open() {
    two = postgres.twoDatabases();
  }

  @AfterEach
  void close() {
    two.close();
  }

  @Test
  void whatWasPutIsReadBackAndNothingOfItLiesWithTheRecord() {
    put(address, NAME, PHONE);

    assertThat(fetch(address, ALL)).containsExactlyInAnyOrder(NAME, PHONE);
    assertThat(fetch(address, Set.of(IdentityLabel.IDS))).containsExactly(NAME);
    assertThat(fetch(address, Set.of(IdentityLabel.TEXT))).isEmpty();
    assertThat(fetch(another, ALL)).isEmpty();
    assertThat(two.rows("element")).isEqualTo(2);
    two.transaction.executeWithoutResult(
        status -> {
          two.record.sql("set local role amelie_vault").update();
          assertThat(two.record.sql("select * from vault.element").query().listOfRows()).isEmpty();
          assertThat(two.record.sql("select * from vault.data_key").query().listOfRows()).isEmpty();
        });
  }

  @Test
  void anUncommittedWriteIsShownToItsOwnTransactionAndToNobodyElse() {
    two.transaction.executeWithoutResult(
        status -> {
          two.vault.put(address, List.of(NAME));

          assertThat(two.vault.fetch(address, ALL)).containsExactly(NAME);
          assertThat(CompletableFuture.supplyAsync(() -> fetch(address, ALL)).join()).isEmpty();
          assertThat(CompletableFuture.supplyAsync(() -> two.rows("element")).join()).isZero();
        });
    assertThat(fetch(address, ALL)).containsExactly(NAME);
  }

  @Test
  void theVaultHasCommittedBeforeTheRecordDoes() {
    List<IdentityElement> seen =
        two.transaction.execute(
            status -> {
              two.vault.put(address, List.of(NAME));
              beforeTheRecordCommits(
                  () -> {
                    assertThat(CompletableFuture.supplyAsync(() -> two.rows("element")).join())
                        .isEqualTo(1);
                    assertThat(CompletableFuture.supplyAsync(() -> fetch(address, ALL)).join())
                        .isEmpty();
                  });
              return List.of();
            });
    assertThat(seen).isEmpty();
    assertThat(fetch(address, ALL)).containsExactly(NAME);
  }

  @Test
  void whenTheWriteIsRefusedThenTheVaultKeepsNothing() {
    two.transaction.executeWithoutResult(
        status -> {
          two.vault.put(address, List.of(NAME));
          status.setRollbackOnly();
        });

    assertThat(two.rows("element")).isZero();
    assertThat(two.rows("data_key")).isZero();
  }

  @Test
  void whenTheRecordIsLostAfterTheVaultHasCommittedThenWhatIsLeftIsCollectedAndNothingElse() {
    put(another, NAME, PHONE);
    leaveAnOrphan(address);
    assertThat(two.rows("element")).isEqualTo(3);
    assertThat(fetch(address, ALL)).isEmpty();

    assertThat(two.orphans(Duration.ofHours(1)).collect()).isZero();
    assertThat(two.rows("element")).isEqualTo(3);

    assertThat(two.orphans(Duration.ZERO).collect()).isEqualTo(1);
    assertThat(two.rows("element")).isEqualTo(2);
    assertThat(two.rows("data_key")).isEqualTo(1);
    assertThat(two.orphans(Duration.ZERO).collect()).isZero();
    assertThat(fetch(another, ALL)).containsExactlyInAnyOrder(NAME, PHONE);
  }

  @Test
  void anOrphanOfSomebodyWhoseOtherRevisionsAreNamedTakesNothingOfThemAlong() {
    put(address, NAME);
    VaultAddress later =
        new VaultAddress(
            address.item(), address.person(), address.custodian(), UUID.randomUUID().toString());
    leaveAnOrphan(later);

    assertThat(two.orphans(Duration.ZERO).collect()).isEqualTo(1);

    assertThat(fetch(address, ALL)).containsExactly(NAME);
    put(later, PHONE);
    assertThat(fetch(later, ALL)).containsExactly(PHONE);
  }

  @Test
  void whatIsAboutToBeNamedIsNotCollectedHoweverLongItsTransactionTakes() throws Exception {
    CountDownLatch vaultHasCommitted = new CountDownLatch(1);
    CountDownLatch recordMay = new CountDownLatch(1);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () ->
                two.transaction.executeWithoutResult(
                    status -> {
                      two.vault.put(address, List.of(NAME));
                      beforeTheRecordCommits(
                          () -> {
                            vaultHasCommitted.countDown();
                            recordMay.await();
                          });
                    }));
    vaultHasCommitted.await();
    CompletableFuture<Integer> collected =
        CompletableFuture.supplyAsync(() -> two.orphans(Duration.ZERO).collect());
    await().until(two::somebodyWaits);

    recordMay.countDown();
    writer.join();

    assertThat(collected.join()).isZero();
    assertThat(fetch(address, ALL)).containsExactly(NAME);
  }

  @Test
  void whenTheVaultIsLostThenIdentityCannotBeHadAndNothingIsWrittenUntilItIsBack() {
    put(address, NAME);
    two.loseVault();
    try {
      double alarms = two.alarms();
      assertUnavailable(() -> fetch(address, ALL));
      assertUnavailable(() -> put(another, PHONE));
      assertThat(two.alarms()).isEqualTo(alarms + 2);
      assertThat(fetch(another, ALL)).as("nothing was kept of it").isEmpty();
      assertThat(fetch(address, Set.of(IdentityLabel.TEXT))).isEmpty();
    } finally {
      two.findVault();
    }
    await()
        .ignoreException(IdentityUnavailableException.class)
        .untilAsserted(() -> assertThat(fetch(address, ALL)).containsExactly(NAME));
    put(another, PHONE);
    assertThat(fetch(another, ALL)).containsExactly(PHONE);
  }

  @Test
  void whenTheVaultIsLostJustBeforeItCommitsThenTheRecordIsRolledBack() {
    double alarms = two.alarms();
    try {
      assertUnavailable(
          () ->
              two.transaction.executeWithoutResult(
                  status -> {
                    two.vault.put(address, List.of(NAME));
                    two.loseVault();
                  }));
    } finally {
      two.findVault();
    }
    assertThat(two.alarms()).isEqualTo(alarms + 1);
    assertThat(fetch(address, ALL)).isEmpty();
    assertThat(two.record.sql("select * from exchange.vault_entry").query().listOfRows()).isEmpty();
  }

  @Test
  void whenAllOfAnIdentityIsGoneFromTheVaultThenItIsMissed() {
    put(address, NAME);
    JdbcClient.create(two.database.source()).sql("delete from vault.element").update();
    double alarms = two.alarms();

    assertUnavailable(() -> fetch(address, ALL));
    assertThat(two.alarms()).isEqualTo(alarms + 1);
  }

  @Test
  void whenTheRecordIsLostDuringAnErasureThenTheKeyIsGoneAndTheErasureCanBeRepeated() {
    put(address, NAME);
    assertThatThrownBy(
            () ->
                two.transaction.executeWithoutResult(
                    status -> {
                      two.vault.destroy(
                          address.person(), address.custodian(), List.of(address.item()));
                      int backend = backend();
                      beforeTheRecordCommits(() -> two.kill(backend));
                    }))
        .isInstanceOf(Exception.class);
    assertThat(two.rows("data_key")).isZero();
    assertUnavailable(() -> fetch(address, ALL));

    two.transaction.executeWithoutResult(
        status ->
            two.vault.destroy(address.person(), address.custodian(), List.of(address.item())));

    assertThat(fetch(address, ALL)).isEmpty();
    assertThat(two.rows("element")).isZero();
  }

  @Test
  void aVaultThatComesFromABackupLosesAgainWhatWasErasedSince() {
    put(address, NAME);
    put(another, PHONE);
    JdbcClient owner = JdbcClient.create(two.database.source());
    owner.sql("create table kept_element as select * from vault.element").update();
    owner.sql("create table kept_key as select * from vault.data_key").update();
    two.transaction.executeWithoutResult(
        status ->
            two.vault.destroy(address.person(), address.custodian(), List.of(address.item())));
    owner
        .sql("insert into vault.element select * from kept_element on conflict do nothing")
        .update();
    owner.sql("insert into vault.data_key select * from kept_key on conflict do nothing").update();
    assertThat(fetch(address, ALL)).isEmpty();

    assertThat(two.orphans(Duration.ZERO).collect()).isEqualTo(1);

    assertThat(two.rows("data_key")).isEqualTo(1);
    assertThat(fetch(another, ALL)).containsExactly(PHONE);
  }

  private void leaveAnOrphan(VaultAddress at) {
    assertThatThrownBy(
            () ->
                two.transaction.executeWithoutResult(
                    status -> {
                      two.vault.put(at, List.of(NAME));
                      int backend = backend();
                      beforeTheRecordCommits(() -> two.kill(backend));
                    }))
        .isInstanceOf(Exception.class);
  }

  private int backend() {
    return two.record.sql("select pg_backend_pid()").query(Integer.class).single();
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  /** After the vault has committed. */
  private static void beforeTheRecordCommits(Step step) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            try {
              step.run();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
  }

  private void put(VaultAddress at, IdentityElement... elements) {
    two.transaction.executeWithoutResult(status -> two.vault.put(at, List.of(elements)));
  }

  private List<IdentityElement> fetch(VaultAddress from, Set<IdentityLabel> labels) {
    return two.transaction.execute(status -> two.vault.fetch(from, labels));
  }

  private static void assertUnavailable(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IdentityUnavailableException.class);
  }

  private static VaultAddress address() {
    String person = UUID.randomUUID().toString();
    return new VaultAddress(
        "Patient/" + person, person, "hospital-be", UUID.randomUUID().toString());
  }
}
