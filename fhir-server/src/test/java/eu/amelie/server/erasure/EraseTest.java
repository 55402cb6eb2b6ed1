/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.StoredNames;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is left of a person after {@code $erase}: nothing of what its caller submitted. */
@ExchangeServer
class EraseTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private IdDoor door;

  private static Parameters because(String reason) {
    Parameters parameters = new Parameters();
    parameters.addParameter("reason", new CodeType(reason));
    return parameters;
  }

  private static Answer erase(FhirClient caller, String person) {
    return caller.post("/fhir/Patient/" + person + "/$erase", because("person-request"));
  }

  /** Internal ids of everything that the hospital submitted about the person of this case. */
  private List<UUID> items(Case story) {
    UUID task = internalTask(story);
    return jdbc.sql(
            """
            select id from exchange.case_item
             where custodian = 'hospital-be'
               and person = (select person from exchange.case_item where id = :task)
            """)
        .param("task", task)
        .query(UUID.class)
        .list();
  }

  private UUID internalTask(Case story) {
    return jdbc.sql("select id from exchange.case_task where reference = :reference")
        .param("reference", story.reference())
        .query(UUID.class)
        .single();
  }

  private StoredNames names() {
    return new StoredNames(jdbc, new TransactionTemplate(transactions));
  }

  @Test
  void faultsLine8NothingOfAnErasedPersonStandsInRecordHistoryVaultOrIndex() {
    Case story = Case.submit(port).accepted();
    List<UUID> items = items(story);
    UUID task = internalTask(story);
    assertThat(items).hasSizeGreaterThan(5);

    Answer answer = erase(story.hospital(), story.id("Patient"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Set<String> left = new TreeSet<>();
    for (UUID item : items) {
      if (!item.equals(task)) {
        left.addAll(names().tablesNaming(item).keySet());
      }
    }
    // The trail is append-only, a placer key is never free again, the recall is the deed itself,
    // and
    // the emptied Task says whose it was.
    assertThat(left)
        .isSubsetOf(
            "exchange.audit_event",
            "exchange.submission",
            "exchange.recall",
            "exchange.case_item",
            "exchange.case_task");
    assertThat(names().tablesNaming(task)).doesNotContainKeys("vault.element", "vault.data_key");
    assertThat(
            jdbc.sql("select count(*) from exchange.case_item where id in (:items)")
                .param("items", items)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void toTheHospitalEverythingIsAsIfItHadNeverBeen() {
    Case story = Case.submit(port);
    Case other = Case.submit(port);

    erase(story.hospital(), story.id("Patient"));

    Answer absent = story.hospital().get("/fhir/Patient/5c0fffff-0000-4000-8000-000000000009");
    for (String type : List.of("Patient", "Consent", "ServiceRequest", "Task", "Observation")) {
      Answer gone = story.hospital().get("/fhir/" + type + "/" + story.id(type));
      assertThat(gone.status()).as(type).isEqualTo(404);
      assertThat(gone.body()).isEqualTo(absent.body());
    }
    assertThat(story.hospital().get("/fhir/Task?_id=" + story.id("Task")).entries(Task.class))
        .isEmpty();
    assertThat(
            story
                .hospital()
                .get("/fhir/Observation?patient=" + story.id("Patient"))
                .as(Bundle.class)
                .getEntry())
        .isEmpty();
    assertThat(other.hospital().get("/fhir/Patient/" + other.id("Patient")).status())
        .isEqualTo(200);
  }

  @Test
  void theServiceKeepsAnEmptyTaskThatSaysItIsNoLongerAvailable() {
    Case story = Case.submit(port).accepted();
    String person = story.person();

    erase(story.hospital(), story.id("Patient"));

    Task task = story.task();
    assertThat(task.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(task.getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("no-longer-available");
    assertThat(task.getFor().getReference()).isNull();
    assertThat(task.getFocus().getReference()).isNull();
    assertThat(task.hasDescription() || task.hasNote() || task.hasInput() || task.hasReasonCode())
        .isFalse();
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(422);
  }

  @Test
  void whatAnotherCustodianSubmittedStays() {
    Case story = Case.submit(port).accepted();
    String person = story.person();
    Observation seen =
        story
            .service()
            .get("/fhir/Observation?patient=" + person)
            .entries(Observation.class)
            .get(0);
    seen.setId((IdType) null);
    seen.setMeta(null);
    seen.setPerformer(null);
    seen.setSubject(new Reference("Patient/" + person));
    Answer created = story.service().post("/fhir/Observation", seen);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String path = created.header("Location").replaceFirst(".*(/fhir/[^/]+/[^/]+).*", "$1");

    assertThat(erase(story.hospital(), story.id("Patient")).status()).isEqualTo(200);

    Answer kept = story.service().get(path);
    assertThat(kept.status()).as(kept.body()).isEqualTo(200);
    assertThat(
            story.service().get("/fhir/Observation?patient=" + person).entries(Observation.class))
        .hasSize(1);
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);

    assertThat(erase(story.service(), person).status()).isEqualTo(200);
    assertThat(story.service().get(path).status()).isEqualTo(404);
  }

  /** A referral that another hospital may read too. */
  private Case readByGreece() {
    return readBy("hospital-gr");
  }

  private Case readBy(String... hospitals) {
    Coding treatment =
        new Coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "TREAT", null);
    return Case.submit(
        port,
        bundle -> {
          List.of(hospitals).forEach(each -> permit(bundle, each, treatment));
          return bundle;
        });
  }

  /** What is permitted to the shelter is permitted to another too. */
  private static void permit(Bundle bundle, String organisation, Coding purpose) {
    Consent.ProvisionComponent root = Referrals.one(bundle, Consent.class).getProvision();
    Consent.ProvisionComponent permit = root.getProvisionFirstRep().copy();
    permit.getActorFirstRep().setReference(new Reference("Organization/" + organisation));
    permit.setPurpose(List.of(purpose));
    root.addProvision(permit);
  }

  /** Another hospital's id of the person, whose Consent it may read. */
  private String personSeenBy(String hospital, Case story) {
    String person = Coordination.seenBy(door, hospital, "hospital-be", story.id("Patient"));
    assertThat(
            FhirClient.of(port, hospital)
                .get("/fhir/Consent?status=active&patient=" + person)
                .entries(Consent.class))
        .isNotEmpty();
    return person;
  }

  private static List<Task> reviewsOf(FhirClient party, String person) {
    return party.get("/fhir/Task?patient=" + person).entries(Task.class).stream()
        .filter(EraseTest::isReview)
        .toList();
  }

  private static Observation about(String person) {
    Observation own = Referrals.one(Referrals.shipped(), Observation.class);
    own.setSubject(new Reference("Patient/" + person));
    own.setEncounter(null);
    own.setPerformer(null);
    return own;
  }

  @Test
  void anotherCustodianIsAskedToReviewWhatItKeepsAndIsNotToldWhoseOrWhatWasErased() {
    Case story = readByGreece();
    FhirClient greece = FhirClient.of(port, "hospital-gr");
    String person = personSeenBy("hospital-gr", story);
    Answer created = greece.post("/fhir/Observation", about(person));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(reviewsOf(greece, person)).isEmpty();

    erase(story.hospital(), story.id("Patient"));

    List<Task> reviews = reviewsOf(greece, person);
    assertThat(reviews).hasSize(1);
    Task review = reviews.get(0);
    assertThat(review.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(review.getFor().getReference()).isEqualTo("Patient/" + person);
    assertThat(review.getRequester().getReference()).isEqualTo("Organization/hospital-gr");
    assertThat(review.hasStatusReason() || review.hasInput() || review.hasNote()).isFalse();
    assertThat(greece.get("/fhir/Task/" + review.getIdElement().getIdPart()).body())
        .doesNotContain("hospital-be", "shelter-be", "person-request");
  }

  @Test
  void whoCouldReadItIsAskedTooAndWhoCouldNotIsNot() {
    Case story = readByGreece();
    FhirClient greece = FhirClient.of(port, "hospital-gr");
    String person = personSeenBy("hospital-gr", story);
    Map<String, Long> before = reviewsOfOthers();

    erase(story.hospital(), story.id("Patient"));

    assertThat(reviewsOf(greece, person)).hasSize(1);
    assertThat(reviewsOfOthers()).isEqualTo(before);
  }

  /** How many have been asked of each, whomever they are about. */
  private Map<String, Long> reviewsOfOthers() {
    return Stream.of("hospital-de", "counselling-be", "coordinator-be", "shelter-be")
        .collect(
            Collectors.toMap(
                other -> other,
                other ->
                    FhirClient.of(port, other).all("/fhir/Task?_count=200", Task.class).stream()
                        .filter(EraseTest::isReview)
                        .count()));
  }

  private static boolean isReview(Task task) {
    return "review-kept-data".equals(task.getCode().getCodingFirstRep().getCode());
  }

  @Test
  void whoseOwnPartWasNeverSharedErasesItWithoutAnybodyLearningThatThereWasOne() {
    Case story = readByGreece();
    FhirClient greece = FhirClient.of(port, "hospital-gr");
    String person = personSeenBy("hospital-gr", story);
    assertThat(greece.post("/fhir/Observation", about(person)).status()).isEqualTo(201);

    assertThat(erase(greece, person).status()).isEqualTo(200);

    assertThat(reviewsOf(story.hospital(), story.id("Patient"))).isEmpty();
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.REQUESTED);
  }

  private UUID personOf(Case story) {
    return jdbc.sql("select person from exchange.case_item where id = :task")
        .param("task", internalTask(story))
        .query(UUID.class)
        .single();
  }

  private UUID newestTaskOf(UUID person, String custodian) {
    return jdbc.sql(
            """
            select id from exchange.case_item
             where person = :person and custodian = :custodian and type = 'Task'
             order by created desc limit 1
            """)
        .param("person", person)
        .param("custodian", custodian)
        .query(UUID.class)
        .single();
  }

  /** Two that are shown apart within a minute are shown at one time by chance, but not twice. */
  @Test
  void dutiesOfOneErasureAreStoredAtOnceAndShownAtATimeOfEachsOwn() {
    assertThat(List.of(timesOfDuties(), timesOfDuties())).anyMatch(times -> times.size() == 2);
  }

  private Set<Date> timesOfDuties() {
    Case story = readBy("hospital-gr", "hospital-de");
    FhirClient greece = FhirClient.of(port, "hospital-gr");
    FhirClient germany = FhirClient.of(port, "hospital-de");
    String seenByGreece = personSeenBy("hospital-gr", story);
    String seenByGermany = personSeenBy("hospital-de", story);
    UUID person = personOf(story);
    // Of what is no duty its custodian is shown the time to the millisecond, as it is stored.
    Task own = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    assertThat(own.getMeta().getLastUpdated().getTime())
        .isEqualTo(stored(internalTask(story)).toEpochMilli());

    erase(story.hospital(), story.id("Patient"));

    assertThat(stored(newestTaskOf(person, "hospital-gr")))
        .isEqualTo(stored(newestTaskOf(person, "hospital-de")));
    Set<Date> times = new TreeSet<>();
    times.add(reviewsOf(greece, seenByGreece).get(0).getMeta().getLastUpdated());
    times.add(reviewsOf(germany, seenByGermany).get(0).getMeta().getLastUpdated());
    return times;
  }

  private Instant stored(UUID item) {
    return jdbc.sql("select res_updated from hfj_resource where fhir_id = :id")
        .param("id", item.toString())
        .query(Timestamp.class)
        .single()
        .toInstant();
  }

  @Test
  void whoHasSubmittedNothingLearnsNothing() {
    Case story = Case.submit(port).accepted();
    String person = story.person();
    Answer absent = erase(story.service(), "5c0fffff-0000-4000-8000-000000000009");

    Answer foreign = erase(story.service(), person);

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(absent.body());
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(200);
  }

  @Test
  void sayingItAgainChangesNothingAndIsAnsweredTheSame() {
    Case story = Case.submit(port);
    Answer first = erase(story.hospital(), story.id("Patient"));

    Answer second = erase(story.hospital(), story.id("Patient"));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "because", "accuracy-contested"})
  void aReasonThatIsNoneIsRefused(String reason) {
    Case story = Case.submit(port);
    Parameters parameters = reason.isEmpty() ? new Parameters() : because(reason);

    Answer answer =
        story.hospital().post("/fhir/Patient/" + story.id("Patient") + "/$erase", parameters);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.error()).isEqualTo("reason-required");
    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(200);
  }

  private static List<String> locations(Answer answer) {
    return answer.as(Bundle.class).getEntry().stream()
        .map(entry -> entry.getResponse().getLocation())
        .toList();
  }

  @Test
  void theSameSubmissionIsAnsweredAsBeforeAndOtherContentIsRefused() {
    Bundle bundle = Referrals.fresh();
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    Answer first = hospital.post("/fhir", bundle);
    erase(hospital, Referrals.id(first.as(Bundle.class), "Patient"));

    Answer again = hospital.post("/fhir", bundle);
    assertThat(again.status()).isEqualTo(200);
    assertThat(locations(again)).isEqualTo(locations(first));

    Referrals.one(bundle, Task.class).setPriority(Task.TaskPriority.STAT);
    Answer other = hospital.post("/fhir", bundle);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.error()).isEqualTo("duplicate-conflict");
  }
}
