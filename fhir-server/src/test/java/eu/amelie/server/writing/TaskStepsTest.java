/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static eu.amelie.server.testing.Patience.served;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each step leaves a Provenance for the two who hold the Task; of steps at once one is taken. */
@ExchangeServer
class TaskStepsTest {
  private static final String REASON =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason";

  @LocalServerPort private int port;

  private static Task hospitalsTask(Case story) {
    return story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
  }

  private static List<Provenance> steps(FhirClient party, Task task) {
    List<Provenance> steps = new ArrayList<>();
    for (Reference step : task.getRelevantHistory()) {
      Answer answer = party.get("/fhir/" + step.getReference());
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      steps.add(answer.as(Provenance.class));
    }
    return steps;
  }

  private static List<String> activities(List<Provenance> steps) {
    return steps.stream().map(s -> s.getActivity().getCodingFirstRep().getCode()).toList();
  }

  private static List<String> agents(List<Provenance> steps) {
    return steps.stream()
        .map(s -> s.getAgentFirstRep().getWho())
        .map(who -> who.hasReference() ? who.getReference() : who.getDisplay())
        .toList();
  }

  private static String etag(Task task) {
    return "W/\"" + task.getMeta().getVersionId() + "\"";
  }

  @Test
  void everyStepIsOnRecordForBothPartiesInIdsOfTheirOwn() {
    Case story = Case.submit(port);
    assertThat(story.task().getRelevantHistory()).as("no step yet").isEmpty();
    story.move(TaskStatus.RECEIVED);
    story.move(TaskStatus.ACCEPTED);
    story.move(TaskStatus.ONHOLD, "interpreter");
    story.withdraw();

    List<Provenance> services = steps(story.service(), story.task());
    List<Provenance> hospitals = steps(story.hospital(), hospitalsTask(story));

    List<String> expected = List.of("received", "accepted", "on-hold", "cancelled");
    assertThat(activities(services)).isEqualTo(expected);
    assertThat(activities(hospitals)).isEqualTo(expected);
    String service = "Organization/shelter-be";
    List<String> who = List.of(service, service, service, "Supportive Care Exchange");
    assertThat(agents(services)).isEqualTo(who);
    assertThat(agents(hospitals)).isEqualTo(who);
    assertThat(services.get(2).getReasonFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("interpreter");
    assertThat(hospitals.get(0).getTargetFirstRep().getReference())
        .isEqualTo("Task/" + story.id("Task"));
    assertThat(services)
        .extracting(step -> step.getIdElement().getIdPart())
        .doesNotContainAnyElementsOf(
            hospitals.stream().map(step -> step.getIdElement().getIdPart()).toList());
  }

  @Test
  void nobodyElseSeesAStepAndNobodyWritesOne() {
    Case story = Case.submit(port).accepted();
    Provenance hospitals = steps(story.hospital(), hospitalsTask(story)).get(0);
    Provenance services = steps(story.service(), story.task()).get(0);

    for (String other : List.of("counselling-be", "hospital-gr", "shelter-be")) {
      FhirClient party = FhirClient.of(port, other);
      String path = "/fhir/Provenance/" + hospitals.getIdElement().getIdPart();
      assertThat(party.get(path).status()).as(other).isEqualTo(404);
      assertThat(party.put(hospitals, "W/\"1\"").status()).as(other).isEqualTo(404);
    }
    assertThat(story.hospital().put(hospitals, "W/\"1\"").status()).isEqualTo(404);
    assertThat(story.service().put(services, "W/\"1\"").status()).isEqualTo(404);
    assertThat(
            story
                .service()
                .get("/fhir/Provenance/" + services.getIdElement().getIdPart() + "/_history")
                .status())
        .isEqualTo(404);
  }

  @Test
  void aChangeThatIsNoStepLeavesNoTraceForTheRequester() {
    Case story = Case.submit(port).accepted();
    Task before = hospitalsTask(story);
    Task task = story.task();
    String etag = etag(task);
    task.addNote(new Annotation().setText("A fictional note of the service."));
    Answer noted = story.service().put(task, etag);

    assertThat(noted.status()).as(noted.body()).isEqualTo(200);
    assertThat(hospitalsTask(story).getRelevantHistory())
        .hasSameSizeAs(before.getRelevantHistory());
  }

  @Test
  void whatTheExchangeAddsIsNotStoredWhenItIsSentBack() {
    Case story = Case.submit(port).accepted();

    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    assertThat(story.task().getRelevantHistory()).hasSize(2);
  }

  @Test
  void aServiceThatDeclinedKeepsItsTaskAndItsSteps() {
    Case story = Case.submit(port);
    story.move(TaskStatus.REJECTED, "no-capacity");

    assertThat(activities(steps(story.service(), story.task()))).containsExactly("rejected");
    assertThat(
            steps(story.hospital(), hospitalsTask(story))
                .get(0)
                .getReasonFirstRep()
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("no-capacity");
  }

  @Test
  void ofTwentyAcceptsAtOnceExactlyOneWins() throws Exception {
    Case story = Case.submit(port);
    Task task = story.task();
    String etag = etag(task);
    task.setStatus(TaskStatus.ACCEPTED);

    List<Integer> statuses =
        atOnce(
            Collections.nCopies(20, () -> served(() -> story.service().put(task, etag)).status()));

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 412).hasSize(19);
    assertThat(activities(steps(story.service(), story.task()))).containsExactly("accepted");
  }

  @Test
  void anAcceptThatRacesWithAWithdrawalNeverOutlivesIt() throws Exception {
    for (int i = 0; i < 5; i++) {
      Case story = Case.submit(port);
      Task task = story.task();
      String etag = etag(task);
      String person = story.person();
      task.setStatus(TaskStatus.ACCEPTED);

      List<Integer> statuses =
          atOnce(
              List.of(
                  () -> story.service().put(task, etag).status(), () -> story.withdraw().status()));

      assertThat(statuses.get(1)).isEqualTo(200);
      assertThat(statuses.get(0)).isIn(200, 412, 422);
      assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(story.task().getBusinessStatus().getCodingFirstRep().getCode())
          .isEqualTo("consent-revoked");
      assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    }
  }

  @Test
  void anAcceptThatRacesWithACancellationIsTakenOrRefusedAndNeverBoth() throws Exception {
    Case story = Case.submit(port);
    Task accept = story.task();
    String acceptTag = etag(accept);
    accept.setStatus(TaskStatus.ACCEPTED);
    Task cancel = hospitalsTask(story);
    String cancelTag = etag(cancel);
    cancel.setStatus(TaskStatus.CANCELLED);
    cancel.setStatusReason(new CodeableConcept(new Coding(REASON, "person-withdrew", null)));

    List<Integer> statuses =
        atOnce(
            List.of(
                () -> story.service().put(accept, acceptTag).status(),
                () -> story.hospital().put(cancel, cancelTag).status()));

    assertThat(statuses).containsExactlyInAnyOrder(200, 412);
    assertThat(story.task().getStatus())
        .isEqualTo(statuses.get(0) == 200 ? TaskStatus.ACCEPTED : TaskStatus.CANCELLED);
  }

  private static List<Integer> atOnce(List<Callable<Integer>> calls)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(calls.size());
    try {
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> call : pool.invokeAll(calls)) {
        statuses.add(call.get());
      }
      return statuses;
    } finally {
      pool.shutdownNow();
    }
  }
}
