/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Section C of the list of disclosure channels: writes as oracles. */
@ExchangeServer
class WriteChannelsTest {
  private static final String ABSENT = "5c0fffff-0000-4000-8000-000000000009";
  private static final String ANY_ID = "(?s).*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private Case story;
  private FhirClient service;
  private String person;
  private String request;

  /** A case that the service has seen, and that is hidden from it now. */
  @BeforeEach
  void hide() {
    story = Case.submit(port).accepted();
    service = story.service();
    person = story.person();
    request = story.task().getFocus().getReferenceElement().getIdPart();
    assertThat(service.get("/fhir/ServiceRequest/" + request).status()).isEqualTo(200);
    story.withdraw();
  }

  @Test
  void c1WritesToWhatIsHiddenOrNotOwnedAreLikeWritesToWhatIsAbsent() {
    Case other = Case.submit(port);
    Patient visible = other.service().get("/fhir/Patient/" + other.person()).as(Patient.class);
    visible.setActive(false);
    Answer notOwned =
        other.service().put(visible, "W/\"" + visible.getMeta().getVersionId() + "\"");
    visible.setId(person);
    Answer hidden = service.put(visible, "W/\"1\"");
    visible.setId(ABSENT);
    Answer absent = service.put(visible, "W/\"1\"");

    assertThat(absent.status()).isEqualTo(404);
    assertThat(hidden.body()).isEqualTo(absent.body());
    assertThat(notOwned.body()).isEqualTo(absent.body());
    assertThat(service.send("DELETE", "/fhir/Patient/" + person, null, null).error())
        .isEqualTo("not-in-contract");
  }

  @Test
  void c6IfMatchOnWhatIsHiddenIs404() {
    Patient patient = patient(person);
    assertThat(service.put(patient, "W/\"77\"").status()).isEqualTo(404);
    assertThat(service.put(patient, null).status()).isEqualTo(404);
  }

  private static Patient patient(String id) {
    Patient patient = Referrals.one(Referrals.shipped(), Patient.class);
    patient.setId(id);
    return patient;
  }

  @Test
  void c8AConflictNamesNothingThatTheCallerDidNot() {
    Bundle known = Referrals.fresh();
    FhirClient hospital = story.hospital();
    assertThat(hospital.post("/fhir", known).status()).isEqualTo(200);
    Bundle otherwise = known.copy();
    Referrals.one(otherwise, ServiceRequest.class).addNote().setText("Anything else.");
    String own = "/fhir/Patient/" + story.id("Patient");

    assertNamesNothing(hospital.post("/fhir", otherwise), 409);
    assertNamesNothing(hospital.send("DELETE", own, null, null), 403);
    assertNamesNothing(hospital.put(patient(story.id("Patient")), "W/\"77\""), 412);
    assertNamesNothing(service.post("/fhir/Observation", observation(person)), 404);
    assertNamesNothing(hospital.post("/fhir", misplaced(known)), 422);
  }

  /** An entry that does not fit, beside others that name each other. */
  private static Bundle misplaced(Bundle known) {
    Bundle bundle = known.copy();
    Referrals.one(bundle, ServiceRequest.class).getIdentifierFirstRep().setValue("REQ-misplaced");
    Referrals.one(bundle, Observation.class).setCode(null);
    return bundle;
  }

  private static void assertNamesNothing(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body())
        .doesNotMatch(ANY_ID)
        .doesNotContain("Patient/", "Task/", "ServiceRequest/", "Encounter/")
        .doesNotContainIgnoringCase("hfj_", "constraint", "exchange.", "eu.amelie", "REQ-");
    assertThat(answer.header("Location")).isNull();
  }

  /** What is taken in one organisation is free in another: no conflict tells of it. */
  @Test
  void c8AKeyThatAnotherOrganisationHasUsedIsAsGoodAsAny() {
    Bundle known = Referrals.fresh();
    assertThat(story.hospital().post("/fhir", known).status()).isEqualTo(200);
    String elsewhere = FhirClient.json(known).replace("hospital-be", "hospital-gr");
    String sameSystem = elsewhere.replace("hospital-gr.example.org", "hospital-be.example.org");

    Answer answer =
        FhirClient.of(port, "hospital-gr").post("/fhir", sameSystem, "application/fhir+json");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void c10BatchEntriesObeyTheRulesOfSingleCalls() {
    Case other = Case.submit(port);
    Bundle batch = new Bundle().setType(BundleType.BATCH);
    for (String url :
        List.of(
            "Patient/" + other.person(),
            "Patient/" + other.id("Patient"),
            "Patient/" + person,
            "Patient/" + person + "/_history/1",
            "Task?_has:Observation:focus:code=x",
            "Observation?patient=" + other.person() + "&_summary=count")) {
      batch.addEntry().getRequest().setMethod(HTTPVerb.GET).setUrl(url);
    }
    Answer answer = service.post("/fhir", batch);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(statuses(answer)).containsExactly("200", "404", "404", "404", "403", "200");
    assertThat(answer.body()).doesNotContain("Voorbeeldpersoon");
  }

  @Test
  void c10WritesInsideABundleTellNoMoreThanSingleOnes() {
    long before = ownItems();
    for (Function<String, Resource> content :
        List.<Function<String, Resource>>of(
            WriteChannelsTest::patient,
            WriteChannelsTest::observation,
            id -> task(id, id.equals(person) ? request : ABSENT))) {
      Answer hidden = service.post("/fhir", bundle(BundleType.BATCH, content.apply(person)));
      Answer absent = service.post("/fhir", bundle(BundleType.BATCH, content.apply(ABSENT)));
      assertThat(statuses(hidden)).containsExactly("404");
      assertThat(hidden.body()).isEqualTo(absent.body());

      hidden = service.post("/fhir", bundle(BundleType.TRANSACTION, content.apply(person)));
      absent = service.post("/fhir", bundle(BundleType.TRANSACTION, content.apply(ABSENT)));
      assertThat(hidden.status()).as(hidden.body()).isEqualTo(404);
      assertThat(hidden.body()).isEqualTo(absent.body());
    }
    assertThat(ownItems()).as("no placeholder either").isEqualTo(before);
  }

  @Test
  void c10AConditionInsideABundleTellsNothing() {
    for (BundleType type : List.of(BundleType.BATCH, BundleType.TRANSACTION)) {
      Answer there = service.post("/fhir", conditional(type, "FICTION-000417"));
      Answer absent = service.post("/fhir", conditional(type, "FICTION-nobody"));
      assertThat(type == BundleType.BATCH ? statuses(there).get(0) : "" + there.status())
          .isEqualTo("403");
      assertThat(there.body()).isEqualTo(absent.body());
    }
  }

  private static Bundle conditional(BundleType type, String number) {
    Bundle bundle = bundle(type, patient(null));
    bundle
        .getEntryFirstRep()
        .getRequest()
        .setIfNoneExist("identifier=https://hospital-be.example.org/patients|" + number);
    return bundle;
  }

  /** A Patient that has an id is updated, everything else created. */
  private static Bundle bundle(BundleType type, Resource content) {
    Bundle bundle = new Bundle().setType(type);
    Bundle.BundleEntryComponent entry = bundle.addEntry().setResource(content);
    if (content.getIdElement().hasIdPart()) {
      entry
          .getRequest()
          .setMethod(HTTPVerb.PUT)
          .setUrl("Patient/" + content.getIdElement().getIdPart())
          .setIfMatch("W/\"1\"");
    } else {
      entry
          .setFullUrl("urn:uuid:" + UUID.randomUUID())
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl(content.fhirType());
    }
    return bundle;
  }

  private static List<String> statuses(Answer answer) {
    return answer.as(Bundle.class).getEntry().stream()
        .map(entry -> entry.getResponse().getStatus())
        .toList();
  }

  @Test
  void c12AChangeThatTheServiceCannotSeeLeavesNoTraceForIt() {
    Case other = Case.submit(port);
    String path = "/fhir/Patient/" + other.person();
    Answer before = other.service().get(path);
    Patient own = other.hospital().get("/fhir/Patient/" + other.id("Patient")).as(Patient.class);
    own.getNameFirstRep().setFamily("Andersgenaamd");
    assertThat(other.hospital().put(own, "W/\"1\"").status()).isEqualTo(200);
    Answer after = other.service().get(path);

    assertThat(after.body()).isEqualTo(before.body());
    assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
  }

  @Test
  void c13AConsentOrTaskAboutAPersonOutOfSightIs404AndStoresNothing() {
    long before = ownItems();

    Answer task = service.post("/fhir/Task", task(person, request));
    Answer consent = service.post("/fhir/Consent", consent("shelter-be", person));

    assertThat(task.status()).as(task.body()).isEqualTo(404);
    assertThat(task.body()).isEqualTo(service.post("/fhir/Task", task(ABSENT, ABSENT)).body());
    assertThat(consent.status()).as(consent.body()).isEqualTo(404);
    assertThat(consent.body())
        .isEqualTo(service.post("/fhir/Consent", consent("shelter-be", ABSENT)).body());
    assertThat(ownItems()).isEqualTo(before);
  }

  /** The twin of the one above: nothing but sight was missing. */
  @Test
  void c13ItsCustodianStoresTheSameConsentAndTask() {
    FhirClient hospital = story.hospital();
    String own = story.id("Patient");
    Consent consent = consent("hospital-be", own);
    Task task = task(own, story.id("ServiceRequest"));
    task.setRequester(new Reference("Organization/hospital-be"));

    Answer permitted = hospital.post("/fhir/Consent", consent);
    Answer asked = hospital.post("/fhir/Task", task);

    assertThat(permitted.status()).as(permitted.body()).isEqualTo(201);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
  }

  @Test
  void c13WhoOnlySeesAnothersPersonAddsNeitherConsentNorTask() {
    Case other = Case.submit(port);
    String seen = other.person();
    Task task = task(seen, other.task().getFocus().getReferenceElement().getIdPart());
    long before = ownItems();

    assertThat(service.post("/fhir/Task", task).error()).isEqualTo("not-in-contract");
    assertThat(service.post("/fhir/Consent", consent("shelter-be", seen)).error())
        .isEqualTo("not-in-contract");
    other.accepted();
    assertThat(service.post("/fhir/Task", task).status())
        .as("under a referral of the hospital's")
        .isEqualTo(404);
    assertThat(ownItems()).isEqualTo(before);
  }

  /** What the service has submitted itself, about anybody. */
  private long ownItems() {
    return jdbc.sql("select count(*) from exchange.case_item where custodian = 'shelter-be'")
        .query(Long.class)
        .single();
  }

  private static Observation observation(String person) {
    Observation observation = Referrals.one(Referrals.shipped(), Observation.class);
    observation.setId((String) null);
    observation.setSubject(new Reference("Patient/" + person)).setEncounter(null);
    observation.setPerformer(List.of(new Reference("Organization/shelter-be")));
    return observation;
  }

  private static Task task(String person, String request) {
    Task task = new Task();
    task.setStatus(TaskStatus.REQUESTED).setIntent(Task.TaskIntent.ORDER);
    task.setFor(new Reference("Patient/" + person));
    task.setFocus(new Reference("ServiceRequest/" + request));
    task.setRequester(new Reference("Organization/shelter-be"));
    task.setOwner(new Reference("Organization/counselling-be"));
    return task;
  }

  /** For counselling-be, as that organisation has recorded it. */
  private static Consent consent(String custodian, String person) {
    String json =
        FhirClient.json(Referrals.one(Referrals.shipped(), Consent.class))
            .replace("shelter-be", "counselling-be")
            .replace("hospital-be", custodian);
    Consent consent = (Consent) Referrals.read(json);
    consent.setPatient(new Reference("Patient/" + person));
    return consent;
  }
}
