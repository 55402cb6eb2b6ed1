/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Promise 3 and disclosure E8: whatever two parties to one case retrieve, in whatever way, has no
 * value in common but those of the list {@link SharedValues}, which docs/pseudonymisation.md gives
 * reasons for. Nobody is released identity here: what consent releases to two, two have.
 */
@ExchangeServer
class UnlinkabilityTest {
  private static final List<String> OF_A_PERSON =
      List.of(
          "Consent",
          "ServiceRequest",
          "Task",
          "Observation",
          "Condition",
          "Procedure",
          "Encounter",
          "Appointment",
          "DocumentReference",
          "QuestionnaireResponse");

  private static final String PARTS = "%s/fhir/%s/%s";

  @LocalServerPort private int port;

  private Case story;
  private FhirClient shelter;
  private FhirClient counselling;
  private FhirClient coordinator;
  private final Map<String, String> persons = new LinkedHashMap<>();

  /** One person with two services and a coordinator, all at work. */
  @BeforeEach
  void referTwice() {
    story = Case.submit(port, UnlinkabilityTest::permitAll);
    shelter = story.service();
    counselling = FhirClient.of(port, "counselling-be");
    coordinator = FhirClient.of(port, "coordinator-be");
    Task again = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    again.setId((String) null);
    again.setOwner(new Reference("Organization/counselling-be"));
    Answer created = story.hospital().post("/fhir/Task", again);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    accept(shelter);
    accept(counselling);
    persons.put("hospital", story.id("Patient"));
    for (FhirClient each : List.of(shelter, counselling, coordinator)) {
      persons.put(name(each), newest(each).getFor().getReferenceElement().getIdPart());
    }
  }

  private static Bundle permitAll(Bundle bundle) {
    EveryType.withoutIdentity(EveryType.addTo(bundle));
    EveryType.permit(bundle, "counselling-be", "sc-support");
    return EveryType.permit(bundle, "coordinator-be", "sc-coordination");
  }

  private String name(FhirClient client) {
    return client == shelter ? "shelter" : client == counselling ? "counselling" : "coordinator";
  }

  private static Task newest(FhirClient client) {
    return client.get("/fhir/Task?_sort=-_lastUpdated&_count=1").entries(Task.class).get(0);
  }

  private static void accept(FhirClient service) {
    Task task = newest(service);
    String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
    task.setStatus(TaskStatus.ACCEPTED);
    task.addNote().setText("Noted " + UUID.randomUUID());
    task.addOutput()
        .setType(
            new CodeableConcept(
                new Coding(
                    "https://fhir.example.org/supportive-care/CodeSystem/sc-service",
                    "emergency-shelter",
                    null)))
        .setValue(new org.hl7.fhir.r4.model.BooleanType(true));
    Answer answer = service.put(task, etag);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void e8TwoServicesShareNothingOffTheList() {
    SeenValues one = everything(shelter);
    SeenValues other = everything(counselling);
    assertThat(one.size()).isGreaterThan(200);
    assertThat(SharedValues.offList(one, other)).isEmpty();
  }

  @Test
  void aServiceAndTheHospitalShareTheTasksReferenceAndNothingElseOffTheList() {
    SeenValues one = everything(shelter);
    SeenValues other = hospitals();
    assertThat(SharedValues.offList(one, other)).containsExactly(story.reference());
    assertThat(SharedValues.offList(everything(coordinator), other)).isEmpty();
  }

  @Test
  void aCoordinatorAndAServiceShareNothingOffTheList() {
    assertThat(SharedValues.offList(everything(coordinator), everything(shelter))).isEmpty();
    assertThat(SharedValues.offList(everything(coordinator), everything(counselling))).isEmpty();
  }

  @Test
  void e8WhatOneWithdrawalEndsHasNoTimeInCommon() {
    assertThat(story.withdraw().status()).isEqualTo(200);
    SeenValues one = new SeenValues();
    SeenValues other = new SeenValues();
    one.add(shelter.get("/fhir/Task?_sort=-_lastUpdated&_count=1"));
    other.add(counselling.get("/fhir/Task?_sort=-_lastUpdated&_count=1"));

    assertThat(newest(shelter).getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(newest(counselling).getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(SharedValues.offList(one, other)).isEmpty();
  }

  /** Whoever knows when it made one change itself would know the time of every other. */
  @Test
  void e8ByHowMuchATimeIsShiftedIsAnotherForEachChange() {
    Case own = Case.submit(port);
    Set<Long> shifts = new HashSet<>(List.of(shift(own)));
    shifts.add(shift(own.accepted()));
    assertThat(own.move(TaskStatus.CANCELLED, "moved").status()).isEqualTo(200);
    shifts.add(shift(own));

    assertThat(shifts).hasSizeGreaterThan(1).allMatch(shift -> shift >= 0 && shift < 60_000);
  }

  private static long shift(Case own) {
    Task asked = own.hospital().get("/fhir/Task/" + own.id("Task")).as(Task.class);
    return asked.getMeta().getLastUpdated().getTime()
        - own.task().getMeta().getLastUpdated().getTime();
  }

  /** So that a time in common, which is looked for in bodies, would be found there. */
  @Test
  void theHeaderTellsTheTimeOfTheBodyAndNoOther() {
    for (FhirClient each : List.of(shelter, counselling, coordinator)) {
      Task task = newest(each);
      Answer read = each.get("/fhir/Task/" + task.getIdElement().getIdPart());
      String header = read.raw().headers().firstValue("Last-Modified").orElseThrow();
      assertThat(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .isEqualTo(
              read.as(Task.class)
                  .getMeta()
                  .getLastUpdated()
                  .toInstant()
                  .truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /** A search can be narrowed until a time is found: to the minute, for all who see it. */
  @Test
  void aSearchTellsATimeToTheMinuteAndNoFiner() {
    Task task = newest(shelter);
    String minute = task.getMeta().getLastUpdatedElement().getValueAsString().substring(0, 16);
    List<Integer> counts = new ArrayList<>();
    for (String second : List.of("00", "20", "40", "59.999")) {
      counts.add(
          shelter
              .get("/fhir/Task?_lastUpdated=ge" + minute + ":" + second + "Z&_summary=count")
              .as(Bundle.class)
              .getTotal());
    }
    assertThat(counts).containsOnly(counts.get(0));
  }

  /** Every way of looking at the case that a party has. */
  private SeenValues everything(FhirClient client) {
    String person = persons.get(name(client));
    SeenValues seen = new SeenValues();
    boolean service = client != coordinator;
    seen.add(client.get("/fhir/Patient/" + person));
    if (service) {
      seen.add(client.get("/fhir/Patient/" + person + "/$everything?_count=200"));
      seen.add(
          client.get(
              "/fhir/Task?patient="
                  + person
                  + "&_include=Task:patient&_include=Task:focus"
                  + "&_include=Task:encounter"));
    }
    for (String type : service ? OF_A_PERSON : List.of("Task", "ServiceRequest")) {
      Answer found = client.get("/fhir/" + type + "?patient=" + person + "&_total=accurate");
      assertThat(found.status()).as(type).isEqualTo(200);
      seen.add(found);
      for (Resource resource : found.entries(Resource.class)) {
        readOne(client, seen, resource.getIdElement());
      }
    }
    seen.add(
        client.send(
            "GET", "/fhir/Patient/" + person, null, null, "Accept", "application/fhir+xml"));
    return seen;
  }

  private static void readOne(FhirClient client, SeenValues seen, IdType id) {
    String path = PARTS.formatted("", id.getResourceType(), id.getIdPart());
    seen.add(client.get(path));
    seen.add(client.get(path + "/_history"));
    seen.add(client.get(path + "/_history/1"));
  }

  private SeenValues hospitals() {
    SeenValues seen = new SeenValues();
    String person = persons.get("hospital");
    FhirClient hospital = story.hospital();
    seen.add(story.response());
    // Its own free text is nobody else's to see: that is shown elsewhere, and here it is in the way
    // of nothing.
    seen.add(hospital.get("/fhir/Patient/" + person + "/$everything?_count=200"));
    for (String type : OF_A_PERSON) {
      Answer found = hospital.get("/fhir/" + type + "?patient=" + person + "&_count=200");
      seen.add(found);
      for (Resource resource : found.entries(Resource.class)) {
        readOne(hospital, seen, resource.getIdElement());
      }
    }
    return seen;
  }
}
