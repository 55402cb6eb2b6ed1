/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import static eu.amelie.server.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import eu.amelie.interceptors.pseudonym.ids.OrganizationIds;
import eu.amelie.interceptors.pseudonym.keys.ExchangeKeys;
import eu.amelie.server.keys.IdentityAlarm;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.StoredRows;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fault 4: where vault or key cannot be had, or give what does not belong there, whoever asks gets
 * 503 and an alarm is raised; never a part of an identity, and never another's. After repair all is
 * as before.
 */
@ExchangeServer
class UnavailableIdentityTest {
  private static final String NAME = "Voorbeeldpersoon";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private MeterRegistry meters;
  @Autowired private ExchangeKeys keys;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Case story;
  private Case another;
  private VaultRows rows;

  /** What may have happened to the rows about two persons. */
  enum Damage {
    IDENTITY_OF_ANOTHER(
        """
        update vault.element mine set sealed = theirs.sealed from vault.element theirs
         where mine.person = :one and theirs.person = :other and mine.label = theirs.label
           and mine.item = 'Patient/' || mine.person and theirs.item = 'Patient/' || theirs.person
        """),
    ROW_OF_ANOTHER(
        """
        update vault.element mine set sealed = theirs.sealed, person = theirs.person
          from vault.element theirs
         where mine.person = :one and theirs.person = :other and mine.label = theirs.label
           and mine.item = 'Patient/' || mine.person and theirs.item = 'Patient/' || theirs.person
        """),
    LABELS_SWAPPED(
        """
        update vault.element mine set sealed = theirs.sealed from vault.element theirs
         where mine.person = :one and theirs.item = mine.item and mine.label <> theirs.label
           and mine.label in ('IDS', 'DEMO') and theirs.label in ('IDS', 'DEMO')
        """),
    TRUNCATED(
        """
        update vault.element set sealed = substring(sealed from 1 for length(sealed) - 1)
         where person = :one and label = 'IDS'
        """),
    ONE_LABEL_LOST("delete from vault.element where person = :one and label = 'IDS'"),
    EMPTIED("update vault.element set sealed = '' where person = :one and label = 'IDS'"),
    ONE_BIT_CHANGED(
        """
        update vault.element set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)
         where person = :one and label = 'IDS'
        """),
    DATA_KEY_OF_ANOTHER(
        """
        update vault.data_key mine set wrapped = theirs.wrapped from vault.data_key theirs
         where mine.person = :one and theirs.person = :other
           and mine.custodian = theirs.custodian
        """),
    DATA_KEY_CHANGED(
        """
        update vault.data_key set wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)
         where person = :one
        """),
    DATA_KEY_GONE("delete from vault.data_key where person = :one"),
    KEY_VERSION_UNKNOWN(
        "update vault.data_key set kek_version = kek_version + 1000 where person = :one"),
    KEY_KEEPER_UNKNOWN("update vault.data_key set kek_keeper = 'nobody' where person = :one");

    private final String sql;

    Damage(String sql) {
      this.sql = sql;
    }
  }

  @BeforeEach
  void twoPersons() {
    story = Case.submit(port).accepted();
    another = Case.submit(port);
    rows = new VaultRows(jdbc, transactions, internal(story), internal(another));
    log.start();
    ((Logger) LoggerFactory.getLogger(IdentityAlarm.class)).addAppender(log);
  }

  @AfterEach
  void stopListening() {
    ((Logger) LoggerFactory.getLogger(IdentityAlarm.class)).detachAppender(log);
  }

  @ParameterizedTest
  @EnumSource
  void whenSomethingInTheVaultDoesNotFitThenNobodyIsGivenAPart(Damage damage) {
    String person = story.person();
    rows.keepAside();
    try {
      assertThat(rows.change(damage.sql)).isPositive();

      assertUnavailable(() -> story.hospital().get("/fhir/Patient/" + story.id("Patient")));
      assertUnavailable(() -> story.service().get("/fhir/Patient/" + person));
      assertUnavailable(
          () -> story.service().get("/fhir/Task?_include=Task:patient&patient=" + person));
      assertUnavailable(() -> story.service().get("/fhir/Patient/" + person + "/$everything"));
    } finally {
      rows.putBack();
    }
    assertNamed(story.hospital().get("/fhir/Patient/" + story.id("Patient")));
    assertNamed(story.service().get("/fhir/Patient/" + person));
    assertNamed(another.hospital().get("/fhir/Patient/" + another.id("Patient")));
  }

  @Test
  void whenTheVaultsRoleIsRefusedThenNothingIsReadOrStoredUntilItIsGrantedAgain() {
    jdbc.sql("revoke amelie_vault from current_user").update();
    try {
      assertUnavailable(() -> story.hospital().get("/fhir/Patient/" + story.id("Patient")));
      assertUnavailable(() -> story.hospital().post("/fhir", Referrals.fresh()));
    } finally {
      jdbc.sql("grant amelie_vault to current_user with inherit false, set true").update();
    }
    assertNamed(story.hospital().get("/fhir/Patient/" + story.id("Patient")));
    Case.submit(port);
  }

  @Test
  void whenADataKeyIsGoneThenNoOtherTakesItsPlace() {
    StoredRows stored = new StoredRows(jdbc, new TransactionTemplate(transactions));
    rows.keepAside();
    try {
      rows.change(Damage.DATA_KEY_GONE.sql);
      assertThat(
              stored.areChangedBy(
                  () ->
                      assertUnavailable(() -> story.hospital().post("/fhir/Observation", noted()))))
          .isFalse();
    } finally {
      rows.putBack();
    }
    assertThat(story.hospital().post("/fhir/Observation", noted()).status()).isEqualTo(201);
  }

  @Test
  void whenOnePersonsIdentityCannotBeHadThenOthersAreServed() {
    rows.keepAside();
    try {
      rows.change(Damage.DATA_KEY_GONE.sql);
      assertNamed(another.hospital().get("/fhir/Patient/" + another.id("Patient")));
    } finally {
      rows.putBack();
    }
  }

  @Test
  void whenAnOpenTaskCannotBeEndedInTimeThenOthersAreServedAndNothingOfItIsReleased() {
    int seconds = 4;
    Instant end = Instant.now().plusSeconds(seconds);
    Optional<Case> accepted = acceptedBefore(end);
    while (accepted.isEmpty()) {
      seconds *= 4;
      end = Instant.now().plusSeconds(seconds);
      accepted = acceptedBefore(end);
    }
    Case ending = accepted.get();
    String person = ending.person();
    Instant over = end.plusSeconds(1);
    VaultRows hers = new VaultRows(jdbc, transactions, internal(ending), internal(another));
    hers.keepAside();
    try {
      hers.change(Damage.DATA_KEY_GONE.sql);
      await().until(() -> Instant.now().isAfter(over));

      assertNamed(another.hospital().get("/fhir/Patient/" + another.id("Patient")));
      assertThat(story.service().get("/fhir/Task?_total=accurate").status()).isEqualTo(200);
      assertThat(another.withdraw().status()).isEqualTo(200);
      assertThat(ending.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    } finally {
      hers.putBack();
    }
  }

  /** A case whose Consent ends then; empty where that was too soon for it to be accepted. */
  private Optional<Case> acceptedBefore(Instant end) {
    try {
      Case ending =
          Case.submit(
                  port,
                  bundle -> {
                    Referrals.one(bundle, Consent.class)
                        .getProvision()
                        .getPeriod()
                        .setEndElement(
                            new DateTimeType(Date.from(end), TemporalPrecisionEnum.SECOND));
                    return bundle;
                  })
              .accepted();
      ending.person();
      return Instant.now().isBefore(end.minusSeconds(1)) ? Optional.of(ending) : Optional.empty();
    } catch (AssertionError tooLate) {
      if (Instant.now().isBefore(end.minusSeconds(1))) {
        throw tooLate;
      }
      return Optional.empty();
    }
  }

  private void assertUnavailable(Supplier<Answer> call) {
    double before = alarms();
    log.list.clear();

    Answer answer = call.get();

    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.error()).isEqualTo("unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.body()).doesNotContain(NAME, "Fictiva", "555 01 17", "resourceType\":\"Pat");
    assertThat(alarms()).isGreaterThan(before);
    assertThat(log.list)
        .isNotEmpty()
        .allMatch(event -> event.getLevel() == Level.ERROR)
        .allMatch(event -> event.getFormattedMessage().startsWith(IdentityAlarm.MARK))
        .noneMatch(event -> event.getFormattedMessage().contains(internal(story).toString()))
        .noneMatch(event -> event.getFormattedMessage().contains(story.id("Patient")));
  }

  private static void assertNamed(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.as(Patient.class).getNameFirstRep().getFamily()).isEqualTo(NAME);
  }

  private double alarms() {
    return meters.get(IdentityAlarm.COUNTER).counter().count();
  }

  private Observation noted() {
    Observation noted = Referrals.one(Referrals.shipped(), Observation.class);
    noted.setSubject(new Reference("Patient/" + story.id("Patient")));
    noted.setEncounter(null);
    noted.addNote().setText("Plainly fictional.");
    return noted;
  }

  private UUID internal(Case of) {
    return new OrganizationIds(keys.idKey().exposedBytes())
        .inward("hospital-be", UUID.fromString(of.id("Patient")));
  }
}
