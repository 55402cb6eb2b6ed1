/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.DataKeyArchive.Content;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.server.recall.Erasures;
import eu.amelie.server.vault.DataKeyBackup.Restored;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Data keys out of a vault with a database of its own and back: what comes back, and what never
 * does. Where the vault lies with the record, the commands have tests beside a server.
 */
class DataKeyBackupTest {
  private static final IdentityElement NAME =
      new IdentityElement("name[0^0]", IdentityLabel.IDS, "{\"family\":\"Fictional-Needle\"}");

  @TempDir static Path folder;
  @RegisterExtension static final OwnPostgres postgres = new OwnPostgres();

  private final VaultAddress address = address();
  private final VaultAddress another = address();
  private TwoDatabases two;
  private DataKeyBackup backup;

  @BeforeEach
  void twoPersons() {
    two = postgres.twoDatabases();
    backup = DataKeyBackup.ofOwn(two.recordSource, two.database.source());
    put(address);
    put(another);
  }

  @AfterEach
  void close() {
    backup.close();
    two.close();
  }

  @Test
  void keysThatWereLostComeBackAndOpenWhatTheyHaveSealed() {
    Content copy = backup.take();
    assertThat(copy.entries()).hasSize(2);
    loseKeys();
    assertUnavailable(address);

    assertThat(backup.restore(copy, nobody())).isEqualTo(new Restored(2, 0, 0, 0));

    assertThat(fetch(address)).containsExactly(NAME);
    assertThat(fetch(another)).containsExactly(NAME);
  }

  @Test
  void whatIsThereStaysAsItIs() {
    Content copy = backup.take();
    vault().sql("update vault.data_key set kek_version = 9").update();

    assertThat(backup.restore(copy, nobody())).isEqualTo(new Restored(0, 2, 0, 0));

    assertThat(vault().sql("select distinct kek_version from vault.data_key").query().listOfRows())
        .hasToString("[{kek_version=9}]");
  }

  @Test
  void whoWasErasedSinceStaysErasedWhileTheDatabaseKnows() {
    Content copy = backup.take();
    loseKeys();
    recall(address, backup.now());

    assertThat(backup.restore(copy, nobody())).isEqualTo(new Restored(1, 0, 1, 0));

    assertUnavailable(address);
    assertThat(fetch(another)).containsExactly(NAME);
  }

  @Test
  void whoWasErasedSinceStaysErasedWhileTheJournalAloneKnows() throws Exception {
    Content copy = backup.take();
    loseKeys();
    Path journal = Files.createDirectory(folder.resolve("recall-" + UUID.randomUUID()));
    Files.writeString(
        journal.resolve("server.journal"),
        """

        {"id":"%s","kind":"ERASURE","subject":"%s","custodian":"hospital-be","version":0,\
        "reason":"person-request","recorded":"%s"}
        """
            .formatted(UUID.randomUUID(), address.person(), backup.now()));

    assertThat(backup.restore(copy, Erasures.known(Optional.of(journal))))
        .isEqualTo(new Restored(1, 0, 1, 0));

    assertUnavailable(address);
    assertThat(fetch(another)).containsExactly(NAME);
  }

  @Test
  void whatWasSubmittedAnewLongAfterAnErasureComesBack() {
    recall(address, backup.now().minus(Duration.ofHours(2)));
    Content copy = backup.take();
    loseKeys();

    assertThat(backup.restore(copy, nobody())).isEqualTo(new Restored(2, 0, 0, 0));

    assertThat(fetch(address)).containsExactly(NAME);
  }

  /** The copy may have been taken between the two halves of an erasure. */
  @Test
  void whatWasErasedJustBeforeTheCopyWasTakenStaysAway() {
    recall(address, backup.now().minus(Duration.ofMinutes(10)));
    Content copy = backup.take();
    loseKeys();

    assertThat(backup.restore(copy, nobody())).isEqualTo(new Restored(1, 0, 1, 0));
  }

  @Test
  void aKeyThatWouldSealNothingStaysAway() {
    Content copy = backup.take();
    two.transaction.executeWithoutResult(
        status ->
            two.vault.destroy(address.person(), address.custodian(), List.of(address.item())));

    assertThat(backup.restore(copy, nobody())).isEqualTo(new Restored(0, 1, 0, 1));

    assertThat(two.rows("data_key")).isEqualTo(1);
  }

  @Test
  void anErasureThatIsUnderWayIsWaitedFor() throws Exception {
    Content copy = backup.take();
    loseKeys();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<Void> erasing =
        CompletableFuture.runAsync(
            () ->
                two.transaction.executeWithoutResult(
                    status -> {
                      UUID person = UUID.fromString(address.person());
                      two.record
                          .sql("select pg_advisory_xact_lock(:key)")
                          .param(
                              "key",
                              person.getMostSignificantBits() ^ person.getLeastSignificantBits())
                          .query()
                          .listOfRows();
                      recall(address, backup.now());
                      begun.countDown();
                      try {
                        mayEnd.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    begun.await();
    CompletableFuture<Restored> restoring =
        CompletableFuture.supplyAsync(() -> backup.restore(copy, nobody()));
    await().until(two::somebodyWaits);

    mayEnd.countDown();
    erasing.join();

    assertThat(restoring.join()).isEqualTo(new Restored(1, 0, 1, 0));
    assertUnavailable(address);
  }

  private static Erasures nobody() {
    return Erasures.known(Optional.empty());
  }

  private void recall(VaultAddress erased, Instant recorded) {
    two.record
        .sql(
            """
            insert into exchange.recall (id, kind, subject, custodian, version, reason, recorded)
            values (:id, 'erasure', :person, :custodian, 0, 'person-request', :recorded)
            """)
        .param("id", UUID.randomUUID())
        .param("person", UUID.fromString(erased.person()))
        .param("custodian", erased.custodian())
        .param("recorded", Timestamp.from(recorded))
        .update();
  }

  private JdbcClient vault() {
    return JdbcClient.create(two.database.source());
  }

  private void loseKeys() {
    vault().sql("delete from vault.data_key").update();
  }

  private void put(VaultAddress at) {
    two.transaction.executeWithoutResult(status -> two.vault.put(at, List.of(NAME)));
  }

  private List<IdentityElement> fetch(VaultAddress from) {
    return two.transaction.execute(status -> two.vault.fetch(from, Set.of(IdentityLabel.IDS)));
  }

  private void assertUnavailable(VaultAddress from) {
    assertThatThrownBy(() -> fetch(from)).isInstanceOf(IdentityUnavailableException.class);
  }

  private static VaultAddress address() {
    String person = UUID.randomUUID().toString();
    return new VaultAddress(
        "Patient/" + person, person, "hospital-be", UUID.randomUUID().toString());
  }
}
