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
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a Task that somebody else has given under a referral that is erased. */
@ExchangeServer
class AskedByOthersTest {
  private static final String PURPOSES =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose";

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

  private UUID internalTask(Case story) {
    return jdbc.sql("select id from exchange.case_task where reference = :reference")
        .param("reference", story.reference())
        .query(UUID.class)
        .single();
  }

  private StoredNames names() {
    return new StoredNames(jdbc, new TransactionTemplate(transactions));
  }

  /** What is permitted to the shelter is permitted to another too. */
  private static void permit(Bundle bundle, String organisation, Coding purpose) {
    Consent.ProvisionComponent root = Referrals.one(bundle, Consent.class).getProvision();
    Consent.ProvisionComponent permit = root.getProvisionFirstRep().copy();
    permit.getActorFirstRep().setReference(new Reference("Organization/" + organisation));
    permit.setPurpose(List.of(purpose));
    root.addProvision(permit);
  }

  private static List<Task> reviewsOf(FhirClient party, String person) {
    return party.get("/fhir/Task?patient=" + person).entries(Task.class).stream()
        .filter(task -> "review-kept-data".equals(task.getCode().getCodingFirstRep().getCode()))
        .toList();
  }

  /** A referral that a coordinator may follow and another service may be asked about. */
  private Case coordinated() {
    return Case.submit(
        port,
        bundle -> {
          permit(bundle, "coordinator-be", new Coding(PURPOSES, "sc-coordination", null));
          permit(bundle, "counselling-be", new Coding(PURPOSES, "sc-support", null));
          return bundle;
        });
  }

  private Task seenBy(String party, String submitter, String id) {
    return FhirClient.of(port, party)
        .get("/fhir/Task/" + Coordination.seenBy(door, party, submitter, id))
        .as(Task.class);
  }

  /** The coordinator asks the counselling service about this referral. */
  private String askCounselling(FhirClient coordinator, Case story) {
    Task seen = seenBy("coordinator-be", "hospital-be", story.id("Task"));
    Task task = new Task();
    task.setStatus(TaskStatus.REQUESTED);
    task.setIntent(seen.getIntent());
    task.setCode(seen.getCode());
    task.setFor(new Reference(seen.getFor().getReference()));
    task.setFocus(new Reference(seen.getFocus().getReference()));
    task.setRequester(new Reference("Organization/coordinator-be"));
    task.setOwner(new Reference("Organization/counselling-be"));
    task.setDescription("Fictional-Words about her");
    Answer created = coordinator.post("/fhir/Task", task);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return created.header("Location").replaceFirst(".*(/fhir/[^/]+/[^/]+).*", "$1");
  }

  private static void assertEmptied(Task task) {
    assertThat(task.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(task.getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("no-longer-available");
    assertThat(task.getFor().getReference()).isNull();
    assertThat(task.getFocus().getReference()).isNull();
    assertThat(task.hasDescription() || task.hasNote() || task.hasInput() || task.hasCode())
        .isFalse();
  }

  @Test
  void whatACoordinatorHasAskedAboutAnErasedReferralEndsEmptyForBothWhoHoldIt() {
    Case story = coordinated();
    FhirClient coordinator = FhirClient.of(port, "coordinator-be");
    FhirClient counselling = FhirClient.of(port, "counselling-be");
    String path = askCounselling(coordinator, story);
    Task before = coordinator.get(path).as(Task.class);
    assertThat(before.getDescription()).contains("Fictional-Words");
    Task asked =
        seenBy("counselling-be", "coordinator-be", path.substring(path.lastIndexOf('/') + 1));
    UUID person = personOf(story);
    UUID internal = newestTaskOf(person, "coordinator-be");

    assertThat(erase(story.hospital(), story.id("Patient")).status()).isEqualTo(200);

    assertEmptied(counselling.get("/fhir/Task/" + asked.getIdPart()).as(Task.class));
    assertThat(counselling.get("/fhir/" + asked.getFor().getReference()).status()).isEqualTo(404);
    Answer own = coordinator.get(path);
    assertEmptied(own.as(Task.class));
    assertThat(own.header("ETag")).isNotEqualTo("W/\"" + before.getMeta().getVersionId() + "\"");
    assertThat(own.body()).doesNotContain("Fictional-Words");
    Answer history = coordinator.get(path + "/_history");
    assertThat(history.as(Bundle.class).getTotal()).isEqualTo(1);
    assertThat(history.entries(Task.class)).hasSize(1).allSatisfy(AskedByOthersTest::assertEmptied);
    assertThat(coordinator.get(path + "/_history/1").status()).isEqualTo(404);
    assertThat(names().tablesNaming(internal)).doesNotContainKeys("vault.element");
    assertThat(names().tablesNaming(person)).doesNotContainKeys("vault.element", "vault.data_key");
    assertThat(reviewsOf(coordinator, before.getFor().getReferenceElement().getIdPart()))
        .as("as any custodian that keeps something, it is asked to review it")
        .hasSize(1);
    assertThat(counselling.get("/fhir/Task?_count=200").body()).doesNotContain("review-kept-data");
  }

  @Test
  void whatACoordinatorHasAskedAboutAnotherReferralGoesOn() {
    Case other = coordinated();
    FhirClient coordinator = FhirClient.of(port, "coordinator-be");
    String path = askCounselling(coordinator, other);
    Case story = coordinated();

    assertThat(erase(story.hospital(), story.id("Patient")).status()).isEqualTo(200);

    Task asked = coordinator.get(path).as(Task.class);
    assertThat(asked.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(asked.getDescription()).contains("Fictional-Words");
    assertThat(other.task().getStatus()).isEqualTo(TaskStatus.REQUESTED);
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
}
