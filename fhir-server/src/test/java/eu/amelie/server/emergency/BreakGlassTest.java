/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.emergency;

import static eu.amelie.server.emergency.Emergencies.WORDS;
import static eu.amelie.server.emergency.Emergencies.open;
import static eu.amelie.server.emergency.Emergencies.why;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Emergency access (consent.md, section 10), over HTTP. */
@ExchangeServer
class BreakGlassTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private FhirClient inEmergency(String client) {
    return Emergencies.inEmergency(port, client, "BTG");
  }

  /** A case that the service has handed back: it knows the person's id and sees nothing more. */
  private Case left() {
    Case story = Case.submit(port).accepted();
    person = story.person();
    observation =
        story
            .service()
            .get("/fhir/Observation?patient=" + person)
            .entries(org.hl7.fhir.r4.model.Observation.class)
            .get(0)
            .getIdElement()
            .getIdPart();
    assertThat(story.move(TaskStatus.FAILED, "person-withdrew").status()).isEqualTo(200);
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    return story;
  }

  private String person;
  private String observation;

  @Test
  void itOpensOnePersonsItemsForReadingWithoutIdentity() {
    Case story = left();
    FhirClient emergency = inEmergency("shelter-be");
    assertThat(emergency.get("/fhir/Patient/" + person).status()).isEqualTo(404);

    Answer opened = open(story.service(), person);

    assertThat(opened.status()).as(opened.body()).isEqualTo(200);
    Instant until =
        ((InstantType) opened.as(Parameters.class).getParameterValue("until"))
            .getValue()
            .toInstant();
    assertThat(until).isBefore(Instant.now().plus(Duration.ofMinutes(31)));
    Answer read = emergency.get("/fhir/Patient/" + person);
    assertThat(read.status()).as(read.body()).isEqualTo(200);
    assertThat(read.as(Patient.class).hasName() || read.as(Patient.class).hasTelecom()).isFalse();
    assertThat(emergency.get("/fhir/Observation/" + observation).status()).isEqualTo(200);
  }

  @Test
  void itOpensNeitherSearchNorEverythingNorAnotherPurpose() {
    Case story = left();
    open(story.service(), person);
    FhirClient emergency = inEmergency("shelter-be");

    assertThat(emergency.get("/fhir/Observation?patient=" + person).as(Bundle.class).getEntry())
        .isEmpty();
    assertThat(emergency.get("/fhir/Patient/" + person + "/$everything").status()).isEqualTo(404);
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(inEmergency("counselling-be").get("/fhir/Patient/" + person).status())
        .isEqualTo(404);
  }

  @Test
  void itReadsAndWritesNothingWhoeverHasATaskBeside() {
    Case story = Case.submit(port).accepted();
    FhirClient emergency = inEmergency("shelter-be");
    Task task = story.task();
    task.setStatus(TaskStatus.INPROGRESS);
    Parameters capacity = new Parameters();
    capacity.addParameter("capacity", new CodeType("no-capacity"));

    for (Answer answer :
        List.of(
            emergency.put(task, "W/\"" + task.getMeta().getVersionId() + "\""),
            emergency.post("/fhir/HealthcareService/shelter-be-service/$capacity", capacity),
            emergency.post("/fhir/Consent/" + story.consent() + "/$withdraw", new Parameters()))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(403);
      assertThat(answer.error()).isEqualTo("not-in-contract");
      assertThat(answer.body()).contains("usual purpose");
    }
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ACCEPTED);
  }

  @Test
  void itEndsAfterHalfAnHourByTheDecisionClock() {
    Case story = left();
    open(story.service(), person);
    FhirClient emergency = inEmergency("shelter-be");
    assertThat(emergency.get("/fhir/Patient/" + person).status()).isEqualTo(200);

    jdbc.sql(
            "update exchange.break_glass set starts = starts - interval '30 minutes',"
                + " ends = ends - interval '30 minutes'")
        .update();

    assertThat(emergency.get("/fhir/Patient/" + person).status()).isEqualTo(404);
  }

  @Test
  void anExplicitDenyStandsAndLooksLikeAbsence() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    Case story = left();
    Emergencies.refuse(story);

    Answer denied = open(service, person);

    assertThat(denied.status()).isEqualTo(404);
    assertThat(denied.body())
        .isEqualTo(open(service, "5c0fffff-0000-4000-8000-000000000009").body());
  }

  @Test
  void whatIsRestrictedIsKeptAndNotOpenedUntilThatIsLifted() {
    Case story = left();
    String restrict = "/fhir/Patient/" + story.id("Patient") + "/$restrict";
    Parameters why = new Parameters();
    why.addParameter("reason", new CodeType("person-request"));
    assertThat(story.hospital().post(restrict, why).status()).isEqualTo(200);

    Answer denied = open(story.service(), person);

    assertThat(denied.status()).isEqualTo(404);
    assertThat(denied.body())
        .isEqualTo(open(story.service(), "5c0fffff-0000-4000-8000-000000000009").body());
    FhirClient emergency = inEmergency("shelter-be");
    assertThat(emergency.get("/fhir/Observation/" + observation).status()).isEqualTo(404);

    Parameters lift = new Parameters();
    lift.addParameter("lift", new BooleanType(true));
    assertThat(story.hospital().post(restrict, lift).status()).isEqualTo(200);
    assertThat(open(story.service(), person).status()).isEqualTo(200);
    assertThat(emergency.get("/fhir/Observation/" + observation).status()).isEqualTo(200);
    story.hospital().post(restrict, why);
    assertThat(emergency.get("/fhir/Observation/" + observation).status())
        .as("restricted while it was open")
        .isEqualTo(404);
  }

  @Test
  void itIsOnRecordAndAnAuditorIsAskedToLookIntoIt() {
    Case story = left();
    FhirClient auditor = FhirClient.of(port, "auditor-be");
    int before = auditor.all("/fhir/Task?status=requested&_count=200", Task.class).size();

    open(story.service(), person);

    List<Task> tasks = auditor.all("/fhir/Task?status=requested&_count=200", Task.class);
    assertThat(tasks).hasSize(before + 1);
    Task task = tasks.get(tasks.size() - 1);
    assertThat(task.getReasonCode().getCodingFirstRep().getCode())
        .isEqualTo("immediate-danger-to-life");
    assertThat(task.getDescription()).isEqualTo(WORDS);
    assertThat(task.getRequester().getReference()).isEqualTo("Organization/shelter-be");
    assertThat(auditor.get("/fhir/Patient/" + story.id("Patient")).error())
        .isEqualTo("not-in-contract");
    assertThat(
            jdbc.sql(
                    """
                    select items from exchange.audit_event
                     where interaction = 'operation Patient break-glass' and status = 200
                     order by id desc limit 1
                    """)
                .query(String.class)
                .single())
        .contains("immediate-danger-to-life")
        .doesNotContain(WORDS);
  }

  @Test
  void othersThanTheAuditorSeeNothingOfThatTask() {
    Case story = left();
    int hospitals = story.hospital().get("/fhir/Task?_summary=count").as(Bundle.class).getTotal();
    int services = story.service().get("/fhir/Task?_summary=count").as(Bundle.class).getTotal();

    open(story.service(), person);

    assertThat(story.hospital().get("/fhir/Task?_summary=count").as(Bundle.class).getTotal())
        .isEqualTo(hospitals);
    assertThat(story.service().get("/fhir/Task?_summary=count").as(Bundle.class).getTotal())
        .isEqualTo(services);
  }

  @Test
  void withoutReasonOrWordsItIsRefused() {
    Case story = left();
    String path = "/fhir/Patient/" + person + "/$break-glass";

    assertThat(story.service().post(path, why(null, WORDS)).error()).isEqualTo("reason-required");
    assertThat(story.service().post(path, why("curiosity", WORDS)).error())
        .isEqualTo("reason-required");
    assertThat(story.service().post(path, why("court-order", " ")).error())
        .isEqualTo("reason-required");
    assertThat(inEmergency("shelter-be").get("/fhir/Patient/" + person).status()).isEqualTo(404);
  }

  @Test
  void aHospitalHasItNotInItsContract() {
    Case story = Case.submit(port);

    assertThat(open(story.hospital(), story.id("Patient")).error()).isEqualTo("not-in-contract");
  }
}
