/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.pseudonym.keys.IdentityUnavailableException;
import eu.amelie.interceptors.pseudonym.keys.KeyRing;
import eu.amelie.interceptors.pseudonym.keys.KeyStoreFile;
import eu.amelie.interceptors.pseudonym.vault.DataKey;
import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.interceptors.pseudonym.vault.DataKeys;
import eu.amelie.interceptors.pseudonym.vault.KeyEncryption;
import eu.amelie.interceptors.pseudonym.vault.KeyVersion;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import eu.amelie.server.keys.IdentityAlarm;
import eu.amelie.server.keys.KeystorePlace;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fault 7: the key-encryption key rotates under load. Nothing is lost, and nothing that is asked
 * meanwhile goes wrong.
 */
@ExchangeServer
class KeyRotationTest {
  private static final String NAME = "Voorbeeldpersoon";
  private static final int ROTATIONS = 2;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource source;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private MeterRegistry meters;
  @Autowired private KeystorePlace place;
  @Autowired private KeyRing ring;
  @Autowired private DataKeys keys;
  @Autowired private IdentityAlarm alarm;
  @Autowired private RewrapSchedule schedule;

  private VaultRows rows;

  /** What these tests count must not be done in the background. */
  @BeforeEach
  void holdTheSchedule() {
    schedule.stop();
    rows = new VaultRows(jdbc, transactions, UUID.randomUUID(), UUID.randomUUID());
  }

  @AfterEach
  void letItGo() {
    schedule.start();
  }

  @Test
  void whenTheKeyRotatesUnderLoadThenNothingIsLostAndNothingRefused() throws Exception {
    Case first = Case.submit(port).accepted();
    String person = first.person();
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<List<String>>> wrong = new ArrayList<>();
    wrong.add(
        threads.submit(
            repeated(ended, reads, () -> first.service().get("/fhir/Patient/" + person))));
    wrong.add(
        threads.submit(
            repeated(
                ended, reads, () -> first.hospital().get("/fhir/Patient/" + first.id("Patient")))));
    Future<List<Case>> submitted = threads.submit(() -> submissions(ended));
    Future<List<String>> phones = threads.submit(() -> changes(first, ended));

    try {
      int before = keys.current().number();
      for (int i = 1; i <= ROTATIONS; i++) {
        int version = rotate();
        assertThat(version).isEqualTo(before + i);
        // The server looks every second.
        await().until(() -> keys.current().number() == version);
        rewrapping(1).pass(() -> true);
      }
    } finally {
      // The load must not outlive this test.
      ended.set(true);
      threads.shutdown();
    }
    for (Future<List<String>> each : wrong) {
      assertThat(each.get()).isEmpty();
    }
    assertThat(reads.get()).isGreaterThan(ROTATIONS);
    assertThat(submitted.get()).isNotEmpty();
    assertThat(phones.get()).isNotEmpty();
    // All that was begun under an earlier key is stored.
    rewrapping(100).pass(() -> true);
    assertThat(rows.count("true")).isPositive();
    assertThat(rows.count(otherThanCurrent())).isZero();
    for (Case each : submitted.get()) {
      assertNamed(each.hospital().get("/fhir/Patient/" + each.id("Patient")));
    }
    assertHistoryHolds(first, phones.get());
  }

  @Test
  void whenAPassIsBrokenOffThenAnotherGoesOnWhereTheRowsSay() {
    for (int i = 0; i < 3; i++) {
      Case.submit(port);
    }
    rotateAndTell();
    long all = rows.count(otherThanCurrent());
    AtomicInteger batches = new AtomicInteger();

    assertThat(rewrapping(1).pass(() -> batches.incrementAndGet() <= 2)).isEqualTo(2);
    assertThat(rows.count(otherThanCurrent())).isEqualTo(all - 2);

    assertThat(rewrapping(2).pass(() -> true)).isEqualTo((int) all - 2);
    assertThat(rows.count(otherThanCurrent())).isZero();
    assertThat(rewrapping(2).pass(() -> true)).isZero();
  }

  @Test
  void whenADataKeyDoesNotOpenThenItStaysAndTheOthersGoOn() {
    Case.submit(port);
    WrappedDataKeys table = new WrappedDataKeys(jdbc);
    WrappedDataKeys.Kept bad =
        new WrappedDataKeys.Kept(
            new DataKeyOwner(new UUID(0, 1).toString(), "hospital-be"),
            new WrappedDataKey(new KeyVersion("nobody", 1), new byte[64]));
    inVault(() -> table.insertFirst(bad.owner(), bad.key()));
    try {
      rotateAndTell();
      double alarms = meters.get(IdentityAlarm.COUNTER).counter().count();

      assertThat(rewrapping(1).pass(() -> true)).isPositive();

      assertThat(rows.count(otherThanCurrent())).isEqualTo(1);
      assertThat(meters.get(IdentityAlarm.COUNTER).counter().count()).isEqualTo(alarms + 1);
    } finally {
      rows.change("delete from vault.data_key where kek_keeper = 'nobody'");
    }
  }

  @Test
  void whenADataKeyIsDestroyedMeanwhileThenItStaysDestroyed() {
    WrappedDataKeys table = new WrappedDataKeys(jdbc);
    WrappedDataKeys.Kept kept =
        new WrappedDataKeys.Kept(
            new DataKeyOwner(UUID.randomUUID().toString(), "hospital-be"),
            new WrappedDataKey(new KeyVersion("nobody", 1), new byte[64]));
    long before = rows.count("true");
    inVault(
        () ->
            assertThat(
                    table.replace(
                        kept, new WrappedDataKey(new KeyVersion("nobody", 2), new byte[64])))
                .isFalse());
    assertThat(rows.count("true")).isEqualTo(before);
  }

  @Test
  void whenTheServiceDoesNotAnswerThenThePassEndsWithAnAlarmAndNothingIsChanged() {
    Case.submit(port);
    rotateAndTell();
    long open = rows.count(otherThanCurrent());
    DataKeys silent = new DataKeys(new Silent(keys.current()), new SecureRandom());
    double alarms = meters.get(IdentityAlarm.COUNTER).counter().count();

    assertThat(
            new Rewrapping(new VaultRole(source), transactions, silent, alarm, 1).pass(() -> true))
        .isZero();

    assertThat(rows.count(otherThanCurrent())).isEqualTo(open).isPositive();
    assertThat(meters.get(IdentityAlarm.COUNTER).counter().count()).isEqualTo(alarms + 1);
  }

  /** As another process does it. */
  private int rotate() {
    return KeyStoreFile.rotate(place.file(), place.password().get(), new SecureRandom());
  }

  private void rotateAndTell() {
    int version = rotate();
    assertThat(ring.lookAgain().keyEncryptionKeys().lastKey()).isEqualTo(version);
  }

  private Rewrapping rewrapping(int batch) {
    return new Rewrapping(new VaultRole(source), transactions, keys, alarm, batch);
  }

  private String otherThanCurrent() {
    return "(kek_keeper, kek_version) <> ('%s', %d)"
        .formatted(keys.current().keeper(), keys.current().number());
  }

  private void inVault(Runnable work) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status ->
                new VaultRole(source)
                    .during(
                        () -> {
                          work.run();
                          return null;
                        }));
  }

  /** Asks until the end; answers what was not the whole identity. */
  private static Callable<List<String>> repeated(
      AtomicBoolean ended, AtomicInteger reads, Callable<Answer> call) {
    return () -> {
      List<String> wrong = new ArrayList<>();
      while (!ended.get()) {
        Answer answer = call.call();
        if (answer.status() != 200 || !answer.body().contains(NAME)) {
          wrong.add(answer.toString());
        }
        reads.incrementAndGet();
      }
      return wrong;
    };
  }

  private List<Case> submissions(AtomicBoolean ended) {
    List<Case> submitted = new ArrayList<>();
    while (!ended.get()) {
      submitted.add(Case.submit(port));
    }
    return submitted;
  }

  /** Changes the telephone number until the end; answers the acknowledged numbers in order. */
  private static List<String> changes(Case of, AtomicBoolean ended) {
    List<String> acknowledged = new ArrayList<>();
    while (!ended.get()) {
      Patient patient = of.hospital().get("/fhir/Patient/" + of.id("Patient")).as(Patient.class);
      String etag = "W/\"" + patient.getMeta().getVersionId() + "\"";
      String phone = "000-fictional-" + acknowledged.size();
      patient.setTelecom(
          List.of(
              new ContactPoint().setSystem(ContactPoint.ContactPointSystem.PHONE).setValue(phone)));
      Answer answer = of.hospital().put(patient, etag);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      acknowledged.add(phone);
    }
    return acknowledged;
  }

  /** Every version that was acknowledged still opens, with what was written then. */
  private static void assertHistoryHolds(Case of, List<String> phones) {
    assertThat(phones).isNotEmpty();
    for (int i = 0; i < phones.size(); i++) {
      Answer answer =
          of.hospital().get("/fhir/Patient/" + of.id("Patient") + "/_history/" + (i + 2));
      assertNamed(answer);
      assertThat(answer.as(Patient.class).getTelecomFirstRep().getValue()).isEqualTo(phones.get(i));
    }
  }

  private static void assertNamed(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.as(Patient.class).getNameFirstRep().getFamily()).isEqualTo(NAME);
  }

  /** A keeper that knows the version and answers nothing else. */
  private record Silent(KeyVersion current) implements KeyEncryption {
    @Override
    public String keeper() {
      return current.keeper();
    }

    @Override
    public Set<KeyVersion> available() {
      return Set.of(current);
    }

    @Override
    public WrappedDataKey wrap(DataKey key, DataKeyOwner owner) {
      throw new IdentityUnavailableException("No answer");
    }

    @Override
    public DataKey unwrap(WrappedDataKey wrapped, DataKeyOwner owner) {
      throw new IdentityUnavailableException("No answer");
    }
  }
}
