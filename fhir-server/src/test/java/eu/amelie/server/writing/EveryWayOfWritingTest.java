/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The rules of a Task hold by whichever way it is written: each fault by each way. */
@ExchangeServer
class EveryWayOfWritingTest {
  private static final String STALE = "W/\"0000\"";

  private enum Way {
    PUT,
    PATCH,
    TRANSACTION,
    BATCH,
    PATCH_IN_TRANSACTION,
    PATCH_IN_BATCH
  }

  /** What is asked of a Task, as a whole resource and as a patch of it. */
  private record Wish(UnaryOperator<Task> whole, String patch) {}

  private record Fault(
      String name, Wish wish, UnaryOperator<String> tag, int status, String error) {}

  private record Outcome(int status, String error) {}

  @LocalServerPort private int port;

  private static Wish to(TaskStatus status) {
    return new Wish(
        task -> task.setStatus(status),
        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"%s\"}]".formatted(status.toCode()));
  }

  private static Wish toAnotherOwner() {
    return new Wish(
        task ->
            task.setStatus(TaskStatus.ACCEPTED).setOwner(new Reference("Organization/shelter-gr")),
        """
        [{"op":"replace","path":"/status","value":"accepted"},
         {"op":"replace","path":"/owner/reference","value":"Organization/shelter-gr"}]""");
  }

  private static Wish onHold() {
    Coding reason =
        new Coding(
            "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason",
            "interpreter",
            null);
    return new Wish(
        task -> task.setStatus(TaskStatus.ONHOLD).setStatusReason(new CodeableConcept(reason)),
        """
        [{"op":"replace","path":"/status","value":"on-hold"},
         {"op":"add","path":"/statusReason","value":{"coding":[{"code":"interpreter","system":\
        "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason"}]}}]""");
  }

  private static List<Fault> faults() {
    return List.of(
        new Fault(
            "forbidden step",
            to(TaskStatus.COMPLETED),
            UnaryOperator.identity(),
            422,
            "transition-not-allowed"),
        new Fault(
            "no reason", to(TaskStatus.REJECTED), UnaryOperator.identity(), 422, "reason-required"),
        new Fault(
            "changed owner",
            toAnotherOwner(),
            UnaryOperator.identity(),
            422,
            "transition-not-allowed"),
        new Fault("no If-Match", to(TaskStatus.ACCEPTED), current -> null, 428, "version-required"),
        new Fault("stale", to(TaskStatus.ACCEPTED), current -> STALE, 412, "version-conflict"));
  }

  private static String etag(Task task) {
    return "W/\"" + task.getMeta().getVersionId() + "\"";
  }

  private static Outcome write(FhirClient client, Way way, Task task, Wish wish, String tag) {
    return switch (way) {
      case PUT -> outcome(client.put(wish.whole().apply(task.copy()), tag));
      case PATCH -> outcome(patch(client, task, wish, tag));
      case TRANSACTION ->
          outcome(client.post("/fhir", bundle(BundleType.TRANSACTION, task, wish, tag)));
      case BATCH -> first(client.post("/fhir", bundle(BundleType.BATCH, task, wish, tag)));
      case PATCH_IN_TRANSACTION ->
          outcome(client.post("/fhir", patching(BundleType.TRANSACTION, task, wish.patch(), tag)));
      case PATCH_IN_BATCH ->
          first(client.post("/fhir", patching(BundleType.BATCH, task, wish.patch(), tag)));
    };
  }

  private static Answer patch(FhirClient client, Task task, Wish wish, String tag) {
    String path = "/fhir/Task/" + task.getIdElement().getIdPart();
    String type = "application/json-patch+json";
    return tag == null
        ? client.send("PATCH", path, wish.patch(), type)
        : client.send("PATCH", path, wish.patch(), type, "If-Match", tag);
  }

  private static Bundle bundle(BundleType type, Task task, Wish wish, String tag) {
    Bundle bundle = new Bundle().setType(type);
    BundleEntryRequestComponent request =
        bundle.addEntry().setResource(wish.whole().apply(task.copy())).getRequest();
    request.setMethod(HTTPVerb.PUT).setUrl("Task/" + task.getIdElement().getIdPart());
    request.setIfMatch(tag);
    return bundle;
  }

  private static Bundle patching(BundleType type, Task task, String patch, String tag) {
    Bundle bundle = new Bundle().setType(type);
    BundleEntryRequestComponent request =
        bundle
            .addEntry()
            .setResource(
                new Binary()
                    .setContentType("application/json-patch+json")
                    .setData(patch.getBytes(StandardCharsets.UTF_8)))
            .getRequest();
    request.setMethod(HTTPVerb.PATCH).setUrl("Task/" + task.getIdElement().getIdPart());
    request.setIfMatch(tag);
    return bundle;
  }

  private static Outcome outcome(Answer answer) {
    return new Outcome(answer.status(), answer.error());
  }

  /** What the first entry of a batch was answered, which is answered itself. */
  private static Outcome first(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    BundleEntryResponseComponent entry = answer.as(Bundle.class).getEntryFirstRep().getResponse();
    return new Outcome(
        Integer.parseInt(entry.getStatus().substring(0, 3)),
        entry.getOutcome() instanceof OperationOutcome refusal
            ? refusal.getIssueFirstRep().getDetails().getCodingFirstRep().getCode()
            : null);
  }

  @Test
  void everyFaultIsRefusedByEveryWayInTheSameWordsAndChangesNothing() {
    Case story = Case.submit(port);
    Task task = story.task();
    String before = FhirClient.json(task);

    for (Fault fault : faults()) {
      for (Way way : Way.values()) {
        Outcome refused =
            write(story.service(), way, task, fault.wish(), fault.tag().apply(etag(task)));

        assertThat(refused)
            .as(fault.name() + " by " + way)
            .isEqualTo(new Outcome(fault.status(), fault.error()));
      }
    }
    assertThat(FhirClient.json(story.task())).isEqualTo(before);
  }

  @Test
  void whatTheTableAllowsIsTakenByEveryWay() {
    Case story = Case.submit(port);

    assertThat(step(story, Way.PUT, to(TaskStatus.RECEIVED))).isEqualTo(200);
    assertThat(step(story, Way.PATCH, to(TaskStatus.ACCEPTED))).isEqualTo(200);
    assertThat(step(story, Way.TRANSACTION, to(TaskStatus.INPROGRESS))).isEqualTo(200);
    assertThat(step(story, Way.BATCH, onHold())).isEqualTo(200);

    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ONHOLD);
    assertThat(step(story, Way.PATCH_IN_TRANSACTION, to(TaskStatus.INPROGRESS))).isEqualTo(200);
    assertThat(story.task().hasStatusReason()).as("what was said of the hold").isFalse();
    assertThat(step(story, Way.PATCH_IN_BATCH, onHold())).as("the same again").isEqualTo(200);
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ONHOLD);
  }

  @Test
  void whatIsNoJsonPatchIsRefusedInABundleAsByItself() {
    Case story = Case.submit(port);
    Task task = story.task();
    Bundle whole = patching(BundleType.TRANSACTION, task, "[]", etag(task));
    whole.getEntryFirstRep().setResource(task.copy().setStatus(TaskStatus.ACCEPTED));
    Bundle other = patching(BundleType.TRANSACTION, task, "[]", etag(task));
    ((Binary) other.getEntryFirstRep().getResource()).setContentType("application/fhir+json");
    Bundle broken = patching(BundleType.TRANSACTION, task, "{}", etag(task));
    Bundle nowhere =
        patching(
            BundleType.TRANSACTION,
            task,
            "[{\"op\":\"remove\",\"path\":\"/nowhere\"}]",
            etag(task));
    Bundle foreign =
        patching(BundleType.TRANSACTION, task, to(TaskStatus.ACCEPTED).patch(), etag(task));

    for (Bundle bundle : List.of(whole, other, broken)) {
      assertThat(outcome(story.service().post("/fhir", bundle)))
          .isEqualTo(new Outcome(400, "malformed"));
    }
    assertThat(outcome(story.service().post("/fhir", nowhere)))
        .isEqualTo(new Outcome(422, "profile-violation"));
    assertThat(outcome(FhirClient.of(port, "shelter-gr").post("/fhir", foreign)))
        .isEqualTo(new Outcome(404, "not-found"));
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.REQUESTED);
  }

  private static int step(Case story, Way way, Wish wish) {
    Task task = story.task();
    return write(story.service(), way, task, wish, etag(task)).status();
  }
}
