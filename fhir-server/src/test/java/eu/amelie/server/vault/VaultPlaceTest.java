/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.server.database.StartRefusedException;
import eu.amelie.server.database.VaultDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A start looks for identities where they lie, or is refused. */
class VaultPlaceTest {
  private static final IdentityElement NAME =
      new IdentityElement("name[0^0]", IdentityLabel.IDS, "{\"family\":\"Fictional-Needle\"}");
  private static final Set<IdentityLabel> IDS = Set.of(IdentityLabel.IDS);

  @RegisterExtension static final OwnPostgres postgres = new OwnPostgres();

  private TwoDatabases two;
  private TwoDatabases others;
  private JdbcClient vault;

  @BeforeEach
  void open() {
    two = postgres.twoDatabases();
    others = postgres.twoDatabases();
    vault = JdbcClient.create(two.database.source());
  }

  @AfterEach
  void close() {
    two.close();
    others.close();
  }

  @Test
  void twoEmptyDatabasesAreBoundToEachOtherAtTheFirstStartAndStayBound() {
    assertThatCode(() -> place().requireShared()).doesNotThrowAnyException();
    place().requireOwn(vault);
    assertThatCode(() -> place().requireOwn(vault)).doesNotThrowAnyException();
  }

  @Test
  void onceBoundAStartWithoutTheVaultsDatabaseIsRefused() {
    place().requireOwn(vault);
    assertRefused(() -> place().requireShared(), "lie in a database of their own");
  }

  @Test
  void onceBoundAnEmptyDatabaseOrAnotherRecordsVaultIsRefused() {
    place().requireOwn(vault);
    JdbcClient another = JdbcClient.create(others.database.source());
    assertRefused(() -> place().requireOwn(another), "is not the one");

    new VaultPlace(others.recordSource).requireOwn(another);
    assertRefused(() -> place().requireOwn(another), "is not the one");
  }

  @Test
  void whileIdentitiesLieWithTheRecordTheStartIsRefusedAndNothingIsBound() {
    two.transaction.executeWithoutResult(
        status -> {
          two.record.sql("set local role amelie_vault").update();
          two.record
              .sql(
                  """
                  insert into vault.data_key (person, custodian, kek_keeper, kek_version, wrapped)
                  values (:person, 'hospital-be', 'keystore', 1, '')
                  """)
              .param("person", UUID.randomUUID())
              .update();
        });
    assertRefused(() -> place().requireOwn(vault), "still lie in the record's database");
    assertThatCode(() -> place().requireShared()).doesNotThrowAnyException();
    assertThat(two.rows("place")).isZero();
  }

  @Test
  void whatWasMovedIsReadAndNotTakenForLeftOver() {
    String person = UUID.randomUUID().toString();
    VaultAddress address =
        new VaultAddress("Patient/" + person, person, "hospital-be", UUID.randomUUID().toString());
    two.transaction.executeWithoutResult(status -> two.vault.put(address, List.of(NAME)));
    two.record.sql("delete from exchange.vault_entry").update();

    place().requireOwn(vault);

    assertThat(two.orphans(Duration.ZERO).collect()).isZero();
    List<IdentityElement> read = two.transaction.execute(s -> two.vault.fetch(address, IDS));
    assertThat(read).containsExactly(NAME);
  }

  @Test
  void theDatabaseOfARecordIsNoVaults() {
    assertRefused(
        () -> VaultDatabase.open(TwoDatabases.environment(two.recordSettings), 2),
        "names the database of a record");
  }

  private VaultPlace place() {
    return new VaultPlace(two.recordSource);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable start, String line) {
    assertThatThrownBy(start)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(line)
        .hasMessageNotContaining("\n");
  }
}
