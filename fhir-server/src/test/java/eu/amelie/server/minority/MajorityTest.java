/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.minority;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The day on which a person comes of age, by the clock that decides. */
@ExchangeServer
class MajorityTest {
  @LocalServerPort private int port;
  @Autowired private IdDoor door;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;

  private FhirClient hospital;
  private FhirClient service;

  @BeforeEach
  void connect() {
    hospital = FhirClient.of(port, "hospital-be");
    service = FhirClient.of(port, Minors.FOR_ALL);
  }

  @AfterEach
  void freeClock() {
    assertThat(clock("DELETE", null).status()).isEqualTo(204);
  }

  private Answer clock(String method, String body) {
    return FhirClient.of(port, "integrator")
        .send(method, "/sandbox/clock", body, "application/json");
  }

  private void at(String instant) {
    assertThat(clock("POST", "{\"instant\": \"" + instant + "\"}").status()).isEqualTo(204);
  }

  @Test
  void atMajorityWhatAGuardianPermittedEndsAndTheHospitalIsAskedForANewConsent() {
    at("2029-06-01T00:00:00Z");
    Bundle response =
        Minors.submitted(hospital, Minors.born(Minors.referral("minor", "guardian"), "2012-09-15"));
    String person = Referrals.id(response, "Patient");
    Task task = theirs(response);
    assertThat(Minors.accept(service, task).status()).isEqualTo(200);
    String seen = "/fhir/" + theirs(response).getFor().getReference();
    assertThat(kept(person))
        .isNotEmpty()
        .noneMatch(row -> row.contains("09-15") || row.contains("2030-09"));

    at("2030-09-14T23:59:59Z");
    assertThat(service.get(seen).status()).isEqualTo(200);
    assertThat(Minors.duties(hospital, person)).isEmpty();

    at("2030-09-15T00:00:00Z");
    assertThat(service.get(seen).status()).isEqualTo(404);
    Task over = theirs(response);
    assertThat(over.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(over.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("expired");
    assertThat(over.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("consent-revoked");
    assertThat(Minors.duties(hospital, person)).hasSize(1);
    asksAnewAndGoesOn(response, person);
  }

  @Test
  void whateverComesFirstOnThatDayHerGuardiansWordEndsAllTheSame() {
    at("2029-06-01T00:00:00Z");
    Bundle response = accepted("2012-09-15");
    String person = Referrals.id(response, "Patient");
    String seen = "/fhir/" + theirs(response).getFor().getReference();
    at("2030-09-14T23:59:59Z");
    assertThat(service.get(seen).status()).isEqualTo(200);

    clockStandsAt("2030-09-15T00:00:00Z");
    Answer opened =
        service.post(
            seen + "/$break-glass",
            new Parameters()
                .addParameter("reason", new CodeType("immediate-danger-to-life"))
                .addParameter("justification", "A plainly fictional emergency."));

    assertThat(opened.status()).as(opened.body()).isEqualTo(200);
    assertThat(service.get(seen).status()).isEqualTo(404);
    assertThat(theirs(response).getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(Minors.duties(hospital, person)).hasSize(1);
  }

  @Test
  void theFirstWriteOfADayOnWhichSheIsStillAMinorIsTakenAndThatOfHerBirthdayIsNot() {
    at("2029-06-01T00:00:00Z");
    Bundle response = accepted("2012-09-15");
    at("2030-09-13T12:00:00Z");
    Observation noted = Referrals.one(Referrals.shipped(), Observation.class);
    noted.setSubject(theirs(response).getFor());
    noted.setEncounter(null);
    noted.getPerformer().clear();
    noted.getNote().clear();

    clockStandsAt("2030-09-14T00:00:00Z");
    Answer taken = service.post("/fhir/Observation", noted);
    assertThat(taken.status()).as(taken.body()).isEqualTo(201);
    clockStandsAt("2030-09-15T00:00:00Z");
    assertThat(service.post("/fhir/Observation", noted).status()).isEqualTo(404);
  }

  @Test
  void whileNobodyCanLookHowOldSheIsAGuardiansWordShowsNothingAndNothingEndsForIt() {
    at("2029-06-01T00:00:00Z");
    Bundle response = accepted("2012-09-15");
    UUID person =
        door.inward(Coordination.caller("hospital-be"), Referrals.id(response, "Patient"));
    String sign = "/fhir/Observation/" + aSignOf(response);
    at("2030-09-13T12:00:00Z");
    assertThat(service.get(sign).status()).isEqualTo(200);

    // Still under 18, which nobody can know without the day of her birth.
    lose(person, "2030-09-14T00:00:00Z", () -> assertHiddenAndGoingOn(response, sign));
    at("2030-09-14T12:00:00Z");
    assertThat(service.get(sign).status()).isEqualTo(200);
    assertThat(theirs(response).getStatus()).isEqualTo(TaskStatus.ACCEPTED);

    lose(person, "2030-09-15T00:00:00Z", () -> assertHiddenAndGoingOn(response, sign));
    at("2030-09-15T12:00:00Z");
    assertThat(service.get(sign).status()).isEqualTo(404);
    assertThat(theirs(response).getStatus()).isEqualTo(TaskStatus.CANCELLED);
  }

  private void assertHiddenAndGoingOn(Bundle response, String sign) {
    assertThat(service.get(sign).status()).isEqualTo(404);
    assertThat(
            jdbc.sql("select status from exchange.case_task where id = :id")
                .param(
                    "id",
                    door.inward(Coordination.caller("hospital-be"), Referrals.id(response, "Task")))
                .query(String.class)
                .single())
        .isEqualTo("accepted");
  }

  private Bundle accepted(String birthDate) {
    Bundle response =
        Minors.submitted(hospital, Minors.born(Minors.referral("minor", "guardian"), birthDate));
    assertThat(Minors.accept(service, theirs(response)).status()).isEqualTo(200);
    return response;
  }

  private String aSignOf(Bundle response) {
    String person = theirs(response).getFor().getReferenceElement().getIdPart();
    return service
        .get("/fhir/Observation?patient=" + person)
        .entries(Observation.class)
        .get(0)
        .getIdElement()
        .getIdPart();
  }

  /** From then on, while her data key is nowhere to be had. */
  private void lose(UUID person, String instant, Runnable meanwhile) {
    keeper(person, "'lost-' || kek_keeper");
    try {
      clockStandsAt(instant);
      meanwhile.run();
    } finally {
      keeper(person, "replace(kek_keeper, 'lost-', '')");
    }
  }

  private void keeper(UUID person, String keeper) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              jdbc.sql("set local role amelie_vault").update();
              jdbc.sql(
                      "update vault.data_key set kek_keeper = %s where person = :person"
                          .formatted(keeper))
                  .param("person", person)
                  .update();
            });
  }

  /** Without what the sandbox does about it: by itself time does nothing. */
  private void clockStandsAt(String instant) {
    jdbc.sql("update exchange.sandbox_clock set instant = :instant")
        .param("instant", Timestamp.from(Instant.parse(instant)))
        .update();
  }

  /** What the exchange keeps outside the vault about her: all but her id, which says anything. */
  private List<String> kept(String person) {
    return jdbc.sql(
            """
            select (to_jsonb(a) - 'person')::text || ' ' || coalesce(d.due::text, '')
              from exchange.person_age a left join exchange.release_due d using (person)
             where a.person = :person
            """)
        .param("person", door.inward(Coordination.caller("hospital-be"), person))
        .query(String.class)
        .list();
  }

  private void asksAnewAndGoesOn(Bundle response, String person) {
    Task duty = Minors.duties(hospital, person).get(0);
    assertThat(duty.getCode().getCodingFirstRep().getCode()).isEqualTo("renew-consent");
    assertThat(duty.getFor().getReference()).isEqualTo("Patient/" + person);
    assertThat(duty.getRequester().getReference()).isEqualTo("Organization/hospital-be");
    Minors.assertRefused(
        hospital.post("/fhir/Consent", Minors.consent(person, Minors.FOR_ALL, "guardian")),
        "profile-violation",
        "Consent.extension");
    assertThat(
            hospital
                .post("/fhir/Consent", Minors.consent(person, Minors.FOR_ALL, "written"))
                .status())
        .isEqualTo(201);
    Answer asked = hospital.post("/fhir/Task", Minors.task(response, Minors.FOR_ALL));
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    done(duty);
    assertThat(Minors.duties(hospital, person)).isEmpty();
    at("2030-10-01T00:00:00Z");
    assertThat(Minors.duties(hospital, person)).as("asked once").isEmpty();
  }

  private void done(Task duty) {
    Task current = duty;
    for (TaskStatus status :
        List.of(TaskStatus.ACCEPTED, TaskStatus.INPROGRESS, TaskStatus.COMPLETED)) {
      current.setStatus(status);
      if (status == TaskStatus.COMPLETED) {
        current
            .addOutput()
            .setType(
                new CodeableConcept(
                    new Coding(Minors.ROOT + "CodeSystem/sc-duty", "renew-consent", null)))
            .setValue(new BooleanType(true));
      }
      Answer answer = hospital.put(current, Minors.etag(current));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      current = answer.as(Task.class);
    }
  }

  @Test
  void aDutyLetsNobodySeeAnythingAndNobodyElseSeesIt() {
    at("2029-06-01T00:00:00Z");
    Bundle response =
        Minors.submitted(
            hospital, Minors.born(Minors.referral("minor", "best-interest"), "2012-03-04"));
    String person = Referrals.id(response, "Patient");
    at("2030-03-04T00:00:00Z");

    Task duty = Minors.duties(hospital, person).get(0);
    assertThat(hospital.get("/fhir/Task/" + duty.getIdElement().getIdPart()).status())
        .isEqualTo(200);
    for (String other : List.of(Minors.FOR_ALL, "shelter-be", "coordinator-be", "hospital-gr")) {
      FhirClient client = FhirClient.of(port, other);
      assertThat(client.get("/fhir/Task?_sort=-_lastUpdated&_count=200").body())
          .as(other)
          .doesNotContain(duty.getIdentifierFirstRep().getValue(), "renew-consent");
      assertThat(client.get("/fhir/Task/" + duty.getIdElement().getIdPart()).status())
          .isEqualTo(404);
    }
    Task forged = Minors.task(response, "hospital-be");
    forged.setFocus(forged.getFor().copy());
    assertThat(hospital.post("/fhir/Task", forged).status())
        .as("nobody else gives one")
        .isEqualTo(422);
  }

  @Test
  void whoConsentedHerselfGoesOnAndADoubtIsNotEndedByTime() {
    at("2029-06-01T00:00:00Z");
    Bundle adult =
        Minors.submitted(hospital, Minors.born(Minors.referral("adult", "written"), "2008"));
    Bundle doubtful =
        Minors.submitted(
            hospital, Minors.born(Minors.referral("not-sure", "guardian"), "2012-05-06"));
    for (Bundle response : List.of(adult, doubtful)) {
      assertThat(Minors.accept(service, theirs(response)).status()).isEqualTo(200);
    }
    at("2031-05-06T00:00:00Z");

    for (Bundle response : List.of(adult, doubtful)) {
      assertThat(theirs(response).getStatus()).isEqualTo(TaskStatus.ACCEPTED);
      assertThat(Minors.duties(hospital, Referrals.id(response, "Patient"))).isEmpty();
    }
  }

  private Task theirs(Bundle response) {
    return Minors.seenBy(service, hospital, response);
  }
}
