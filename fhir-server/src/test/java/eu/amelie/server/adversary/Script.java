/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import eu.amelie.server.testing.FhirClient;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/**
 * Makes up, step by step, what a caller asks about a case that it works on: reads between writes
 * that may succeed. All in the names of the story so far.
 */
final class Script {
  private static final String ROOT = "https://fhir.example.org/supportive-care/CodeSystem/";

  /** Those that end the Task are rarer: the rest of the story would be about nothing. */
  private static final List<String> STATUSES =
      List.of(
          "in-progress",
          "on-hold",
          "in-progress",
          "on-hold",
          "in-progress",
          "on-hold",
          "in-progress",
          "on-hold",
          "received",
          "accepted",
          "completed",
          "cancelled");

  private static final List<String> SIGNS =
      List.of("dr-pay", "ex-low-no-pay", "ex-excessive-hours", "sleep");
  private static final String JSON = "application/fhir+json";

  private final Random random;
  private final String caller;
  private final Story story;

  Script(Random random, String caller, Story story) {
    this.random = random;
    this.caller = caller;
    this.story = story;
  }

  Ask next() {
    return switch (random.nextInt(16)) {
      case 0, 1 -> Ask.get(caller, "/fhir/" + any());
      case 2 -> Ask.get(caller, "/fhir/Task/" + one("Task"));
      case 3 -> Ask.get(caller, "/fhir/Patient/" + one("Patient") + "/$everything?_count=200");
      case 4 -> search();
      case 5 ->
          Ask.get(caller, "/fhir/" + any() + "/_history" + (random.nextBoolean() ? "/2" : ""));
      case 6 ->
          Ask.get(caller, "/fhir/Task/" + one("Task")).with("If-None-Match", tag(one("Task")));
      case 7, 8 -> step(one("Task"), pick(STATUSES));
      case 9 -> patch(one("Task"), pick(STATUSES));
      case 10 -> note(one("Task"));
      case 11 -> Ask.of(caller, "POST", "/fhir/Observation", sign(), JSON);
      case 12 -> editSign();
      case 13 -> transaction();
      case 14 -> batch();
      default -> Ask.get(caller, "/fhir/Task?_id=" + one("Task") + "&_include=Task:focus");
    };
  }

  private Ask search() {
    String patient = "patient=" + one("Patient");
    return Ask.get(
        caller,
        "/fhir/"
            + pick(
                List.of(
                    "Observation?_count=2&_total=accurate&" + patient,
                    "Observation?_summary=count&" + patient,
                    "Task?_sort=-_lastUpdated&" + patient,
                    "Task?_summary=count&status=accepted,in-progress&" + patient,
                    "Condition?" + patient,
                    "Consent?" + patient,
                    "ServiceRequest?_include=ServiceRequest:patient&" + patient)));
  }

  /** The Task as the caller last read it, at another status. */
  private Ask step(String id, String status) {
    Told read = story.ask(Ask.get(caller, "/fhir/Task/" + id));
    if (read.status() != 200) {
      return Ask.get(caller, "/fhir/Task/" + id);
    }
    Task task = lastRead();
    task.setStatus(Task.TaskStatus.fromCode(status));
    task.setStatusReason(
        new CodeableConcept(new Coding(ROOT + "sc-status-reason", Scene.reason(status), null)));
    if (status.equals("completed")) {
      task.addOutput()
          .setType(new CodeableConcept(new Coding(ROOT + "sc-service", "emergency-shelter", null)))
          .setValue(new BooleanType(true));
    }
    return put(id, story.named(FhirClient.json(task)));
  }

  private Ask note(String id) {
    Told read = story.ask(Ask.get(caller, "/fhir/Task/" + id));
    if (read.status() != 200) {
      return Ask.get(caller, "/fhir/Task/" + id);
    }
    Task task = lastRead();
    task.addNote().setText("A fictional note, number " + random.nextInt(100));
    return put(id, story.named(FhirClient.json(task)));
  }

  private Task lastRead() {
    return ca.uhn.fhir.context.FhirContext.forR4Cached()
        .newJsonParser()
        .parseResource(Task.class, story.lastBody());
  }

  private Ask put(String id, String body) {
    return Ask.of(caller, "PUT", "/fhir/Task/" + id, body, JSON).with("If-Match", tag(id));
  }

  private Ask patch(String id, String status) {
    return Ask.of(
            caller,
            "PATCH",
            "/fhir/Task/" + id,
            "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"%s\"}]".formatted(status),
            "application/json-patch+json")
        .with("If-Match", tag(id));
  }

  private String sign() {
    Observation sign = story.scene().sign(pick(SIGNS), "x");
    sign.setSubject(new Reference("Patient/" + one("Patient")));
    return FhirClient.json(sign);
  }

  private Ask editSign() {
    String id = one("Observation");
    return Ask.of(
            caller,
            "PUT",
            "/fhir/Observation/" + id,
            sign().replaceFirst("\\{", "{\"id\":\"" + id + "\","),
            JSON)
        .with("If-Match", tag(id));
  }

  private Ask transaction() {
    String task = one("Task");
    String sign =
        "{\"resource\":%s,\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}"
            .formatted(sign());
    Ask step = step(task, pick(STATUSES));
    String change =
        step.body() == null
            ? sign
            : "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"Task/%s\",\"ifMatch\":%s}}"
                .formatted(step.body(), task, "\"" + tag(task).replace("\"", "\\\"") + "\"");
    return bundle("transaction", random.nextBoolean() ? sign : sign + "," + change);
  }

  private Ask batch() {
    String read = "{\"request\":{\"method\":\"GET\",\"url\":\"%s\"}}";
    return bundle(
        "batch",
        read.formatted(any()) + "," + read.formatted("Observation?patient=" + one("Patient")));
  }

  private Ask bundle(String type, String entries) {
    return Ask.of(
        caller,
        "POST",
        "/fhir",
        "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[%s]}".formatted(type, entries),
        JSON);
  }

  private String tag(String id) {
    return random.nextInt(8) == 0 ? "W/\"77\"" : "W/\"" + story.version(id) + "\"";
  }

  private String any() {
    String type =
        pick(List.of("Patient", "Task", "ServiceRequest", "Observation", "Consent", "Condition"));
    return type + "/" + one(type);
  }

  private String one(String type) {
    List<String> known = story.of(type);
    return known.isEmpty()
        ? "5c0fffff-0000-4000-8000-00000000000" + random.nextInt(3)
        : pick(known);
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
