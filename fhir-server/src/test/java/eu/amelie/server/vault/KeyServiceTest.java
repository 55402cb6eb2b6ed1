/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import eu.amelie.interceptors.pseudonym.record.IdentityElement;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.IdentityCipher;
import eu.amelie.interceptors.pseudonym.vault.IdentityVault;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.interceptors.pseudonym.vault.KeyVersion;
import eu.amelie.interceptors.pseudonym.vault.KeystoreKeyEncryption;
import eu.amelie.interceptors.pseudonym.vault.VaultAddress;
import eu.amelie.server.keys.IdentityAlarm;
import eu.amelie.server.keys.KeyEncryptionSource;
import eu.amelie.server.keys.KeySettings;
import eu.amelie.server.keys.TransitSettings;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.LocalTransit;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The vault with a key management service, beside a server that knows of none: what it cannot open
 * it answers 503, until the data keys are its own again.
 */
@ExchangeServer
class KeyServiceTest {
  private static final IdentityElement NAME =
      new IdentityElement("name[0^0]", IdentityLabel.IDS, "{\"family\":\"Fictional-Needle\"}");
  private static final Set<IdentityLabel> IDS = Set.of(IdentityLabel.IDS);

  @LocalServerPort private int port;
  @Autowired private DataSource source;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private KeyRing ring;
  @Autowired private IdentityAlarm alarm;
  @Autowired private MeterRegistry meters;
  @Autowired private RewrapSchedule schedule;
  @TempDir private Path folder;

  private final SecureRandom random = new SecureRandom();
  private LocalTransit service;
  private KeyEncryption serviceWraps;
  private KeyEncryption keystoreWraps;

  @BeforeEach
  void start() throws Exception {
    schedule.stop();
    service = LocalTransit.start();
    serviceWraps = keyEncryption(KeySettings.Keeper.TRANSIT);
    keystoreWraps = keyEncryption(KeySettings.Keeper.KEYSTORE);
  }

  @AfterEach
  void stop() {
    service.close();
    schedule.start();
  }

  @Test
  void dataKeysMoveToTheServiceAndBackAndNothingIsLost() {
    Case story = Case.submit(port);
    try {
      rewrap(serviceWraps);
      service.rotate();
      rewrap(serviceWraps);

      KeyVerification.Counts counts = KeyVerification.of(source, serviceWraps);
      assertThat(counts.unreadable()).isZero();
      assertThat(counts.byVersion()).containsOnlyKeys(new KeyVersion("transit:exchange", 2));
      Answer refused = story.hospital().get("/fhir/Patient/" + story.id("Patient"));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).isEqualTo("unavailable");
      assertThat(refused.header("Retry-After")).isNotNull();
    } finally {
      service.refuse(0);
      rewrap(keystoreWraps);
    }
    Answer again = story.hospital().get("/fhir/Patient/" + story.id("Patient"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).contains("Voorbeeldpersoon");
    KeyEncryption asTheServer = new KeystoreKeyEncryption(ring, random);
    assertThat(KeyVerification.of(source, asTheServer).unreadable()).isZero();
  }

  @Test
  void whenTheServiceRefusesThenNothingOpensAndAnAlarmIsRaisedUntilItAnswers() {
    IdentityVault vault =
        new JdbcIdentityVault(
            new VaultRole(source),
            new DataKeys(serviceWraps, random),
            new IdentityCipher(random),
            alarm);
    String person = UUID.randomUUID().toString();
    VaultAddress address =
        new VaultAddress("Patient/" + person, person, "hospital-be", UUID.randomUUID().toString());
    VaultAddress unknown =
        new VaultAddress("Patient/x", UUID.randomUUID().toString(), "hospital-be", "r");
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    transaction.executeWithoutResult(status -> vault.put(address, List.of(NAME)));
    try {
      double before = meters.get(IdentityAlarm.COUNTER).counter().count();
      service.refuse(503);
      assertThatThrownBy(() -> transaction.execute(status -> vault.fetch(address, IDS)))
          .isInstanceOf(IdentityUnavailableException.class);
      assertThatThrownBy(
              () -> transaction.executeWithoutResult(status -> vault.put(unknown, List.of(NAME))))
          .isInstanceOf(IdentityUnavailableException.class);
      assertThat(meters.get(IdentityAlarm.COUNTER).counter().count()).isEqualTo(before + 2);

      service.refuse(0);
      List<IdentityElement> again = transaction.execute(status -> vault.fetch(address, IDS));
      assertThat(again).containsExactly(NAME);
    } finally {
      service.refuse(0);
      rewrap(keystoreWraps);
    }
  }

  private void rewrap(KeyEncryption wraps) {
    new Rewrapping(new VaultRole(source), transactions, new DataKeys(wraps, random), alarm, 50)
        .pass(() -> true);
  }

  private KeyEncryption keyEncryption(KeySettings.Keeper keeper) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), LocalTransit.TOKEN);
    return KeyEncryptionSource.of(
        new KeySettings(
            "",
            "",
            "",
            Duration.ofSeconds(10),
            keeper,
            Duration.ofSeconds(30),
            50,
            new TransitSettings(
                service.address(),
                "transit",
                "exchange",
                "",
                token.toString(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ZERO)),
        ring,
        random);
  }
}
