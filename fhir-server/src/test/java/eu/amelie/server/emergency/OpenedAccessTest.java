/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.emergency;

import static eu.amelie.server.emergency.Emergencies.open;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An emergency access that is open, and what it does not open all the same (section 10). */
@ExchangeServer
class OpenedAccessTest {
  private static final String ABSENT = "5c0fffff-0000-4000-8000-000000000009";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private IdDoor door;

  private Case story;
  private String person;
  private String observation;
  private FhirClient emergency;

  /** A case that the service has handed back, and that a coordinator may see. */
  @BeforeEach
  void handBack() {
    story =
        Case.submit(
                port,
                bundle -> {
                  Coordination.permit(
                      bundle, Coordination.CASE, "coordinator-be", "sc-coordination");
                  return bundle;
                })
            .accepted();
    person = seenBy("shelter-be", "Patient");
    observation = seenBy("shelter-be", "Observation");
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(200);
    assertThat(story.move(TaskStatus.FAILED, "person-withdrew").status()).isEqualTo(200);
    emergency = Emergencies.inEmergency(port, "shelter-be", "BTG");
    assertThat(emergency.get("/fhir/Patient/" + person).status()).isEqualTo(404);
  }

  private String seenBy(String organisation, String type) {
    return Coordination.seenBy(door, organisation, "hospital-be", story.id(type));
  }

  private void opened() {
    assertThat(open(story.service(), person).status()).isEqualTo(200);
    assertThat(emergency.get("/fhir/Patient/" + person).status()).isEqualTo(200);
    assertThat(emergency.get("/fhir/Observation/" + observation).status()).isEqualTo(200);
  }

  @Test
  void aRefusalEndsItAtOnceAndLooksLikeAbsence() {
    opened();

    Emergencies.refuse(story);

    String absent = emergency.get("/fhir/Patient/" + ABSENT).body();
    for (String path : List.of("/fhir/Patient/" + person, "/fhir/Observation/" + observation)) {
      assertThat(emergency.get(path).status()).as(path).isEqualTo(404);
      assertThat(emergency.get(path).body()).isEqualTo(absent);
    }
    assertThat(open(story.service(), person).status()).isEqualTo(404);
  }

  @Test
  void aDenyOfOneClassTakesThatClassAndLeavesTheRest() {
    opened();

    Emergencies.deny(
        story,
        new ProvisionComponent()
            .setType(ConsentProvisionType.DENY)
            .addClass_(new Coding("http://hl7.org/fhir/resource-types", "Observation", null)));

    assertThat(emergency.get("/fhir/Observation/" + observation).status()).isEqualTo(404);
    assertThat(emergency.get("/fhir/Patient/" + person).status()).isEqualTo(200);
  }

  @Test
  void itIsForReadingAndNothingIsWrittenInItsName() {
    opened();
    long before = items();
    Answer read = emergency.get("/fhir/Patient/" + person);
    Patient changed = read.as(Patient.class);
    changed.setActive(false);
    String patch = "[{\"op\":\"replace\",\"path\":\"/active\",\"value\":false}]";

    assertThat(emergency.put(changed, read.header("ETag")).status()).isEqualTo(403);
    assertThat(emergency.patch("/fhir/Patient/" + person, patch, read.header("ETag")).status())
        .isEqualTo(403);
    Answer added = emergency.post("/fhir/Observation", sign(person));
    assertThat(added.status()).isEqualTo(403);
    assertThat(added.error()).isEqualTo("not-in-contract");
    assertThat(added.body()).isEqualTo(emergency.post("/fhir/Observation", sign(ABSENT)).body());
    assertThat(items()).isEqualTo(before);
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).header("ETag"))
        .isEqualTo("W/\"1\"");
  }

  private static Observation sign(String person) {
    Observation sign = Referrals.one(Referrals.shipped(), Observation.class);
    sign.setSubject(new Reference("Patient/" + person)).setEncounter(null);
    sign.setPerformer(List.of(new Reference("Organization/shelter-be")));
    return sign;
  }

  @Test
  void aCoordinatorReadsForEmergencyTreatmentAndAsksNobodyUnderIt() {
    String known = seenBy("coordinator-be", "Patient");
    String request = seenBy("coordinator-be", "ServiceRequest");
    FhirClient coordinator = FhirClient.of(port, "coordinator-be");
    FhirClient treating = Emergencies.inEmergency(port, "coordinator-be", "ETREAT");
    assertThat(treating.get("/fhir/ServiceRequest/" + request).status()).isEqualTo(404);

    assertThat(open(coordinator, known).status()).isEqualTo(200);

    assertThat(treating.get("/fhir/Patient/" + known).status()).isEqualTo(200);
    assertThat(treating.get("/fhir/ServiceRequest/" + request).status()).isEqualTo(200);
    assertThat(emergency.get("/fhir/Patient/" + person).status())
        .as("another organisation's")
        .isEqualTo(404);
    long before = items();
    assertThat(treating.post("/fhir/Task", task(known, request)).status()).isEqualTo(403);
    assertThat(items()).isEqualTo(before);
    assertThat(coordinator.post("/fhir/Task", task(known, request)).status())
        .as("for coordination")
        .isEqualTo(201);
  }

  private static Task task(String person, String request) {
    Task task = new Task();
    task.setStatus(TaskStatus.REQUESTED).setIntent(Task.TaskIntent.ORDER);
    task.setFor(new Reference("Patient/" + person));
    task.setFocus(new Reference("ServiceRequest/" + request));
    task.setRequester(new Reference("Organization/coordinator-be"));
    task.setOwner(new Reference("Organization/shelter-be"));
    return task;
  }

  /** The last statement of the transaction fails, for this one request. */
  @Test
  void withoutItsRecordThereIsNeitherAccessNorATaskForTheAuditor() {
    String call = "break-glass-" + UUID.randomUUID();
    long before = items();
    jdbc.sql(
            """
            create function exchange.fail_for_a_test() returns trigger language plpgsql as
            'begin raise exception ''Told to fail''; end'
            """)
        .update();
    jdbc.sql(
            """
            create trigger fail_for_a_test before insert on exchange.audit_event for each row
              when (new.request_id = '%s' and new.outcome = 'permit')
              execute function exchange.fail_for_a_test()
            """
                .formatted(call))
        .update();
    try {
      assertThat(open(story.service(), person, "X-Request-Id", call).status()).isEqualTo(503);
    } finally {
      jdbc.sql("drop trigger fail_for_a_test on exchange.audit_event").update();
      jdbc.sql("drop function exchange.fail_for_a_test()").update();
    }

    assertThat(grants()).isZero();
    assertThat(items()).isEqualTo(before);
    assertThat(emergency.get("/fhir/Patient/" + person).status()).isEqualTo(404);
    opened();
    assertThat(grants()).isEqualTo(1);
    assertThat(items()).as("the auditor's Task").isGreaterThan(before);
  }

  private long grants() {
    return about("break_glass");
  }

  private long items() {
    return about("case_item");
  }

  private long about(String table) {
    return jdbc.sql("select count(*) from exchange." + table + " where person = :person")
        .param("person", door.inward(Coordination.caller("shelter-be"), person))
        .query(Long.class)
        .single();
  }
}
