/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * One referral with all its parties, as each of them may see of it only a part: the support service
 * the person, the referral and some signs; the coordinator the person and the referral; a second
 * service, asked later, more signs; another hospital and another service nothing.
 */
final class Scene {
  static final String HOSPITAL = "hospital-de";
  static final String SERVICE = "shelter-de";
  static final String SECOND_SERVICE = "counselling-be";
  static final String COORDINATOR = "coordinator-de";
  static final String OTHER_HOSPITAL = "hospital-it";
  static final String OTHER_SERVICE = "shelter-gr";
  static final String NO_CASE = "shelter-it";
  static final String STATISTICS = "statistics-eu";

  /** What the Consent names of the signs; all others of the same person are hidden. */
  static final List<String> RELEASED_SIGNS =
      List.of("dr-pay", "ex-low-no-pay", "cd-documents-held");

  private static final String ON_HOLD = "capacity";

  static final String HIDDEN_SIGN = "ex-excessive-hours";

  private static final String ROOT = "https://fhir.example.org/supportive-care/CodeSystem/";
  private static final String TYPES = "http://hl7.org/fhir/resource-types";

  private final int port;
  private final FhirClient hospital;
  private final Bundle response;

  private Scene(int port, FhirClient hospital, Bundle response) {
    this.port = port;
    this.hospital = hospital;
    this.response = response;
  }

  /** From the hospital to the service, with what the Consent says of the others. */
  static Scene submit(int port) {
    return submit(port, HOSPITAL, SERVICE, Scene::partly);
  }

  /** Of another hospital, to another service. */
  static Scene submitElsewhere(int port) {
    return submit(port, OTHER_HOSPITAL, OTHER_SERVICE, bundle -> bundle);
  }

  private static Scene submit(
      int port, String hospital, String service, UnaryOperator<Bundle> change) {
    String text =
        FhirClient.json(Referrals.fresh())
            .replace("hospital-be", hospital)
            .replace("shelter-be", service);
    Bundle referral = change.apply(parse(text));
    FhirClient client = FhirClient.of(port, hospital);
    return new Scene(port, client, ok(client.post("/fhir", referral)).as(Bundle.class));
  }

  private static Bundle parse(String json) {
    return ca.uhn.fhir.context.FhirContext.forR4Cached()
        .newJsonParser()
        .parseResource(Bundle.class, json);
  }

  private static Bundle partly(Bundle bundle) {
    Consent consent = Referrals.one(bundle, Consent.class);
    ProvisionComponent root = consent.getProvision();
    root.getProvision().clear();
    root.addProvision(
        permit(SERVICE, "sc-support", "Patient", "Consent", "ServiceRequest", "Task", "Encounter"));
    ProvisionComponent signs = permit(SERVICE, "sc-support", "Observation");
    RELEASED_SIGNS.forEach(
        code -> signs.addCode(new CodeableConcept(new Coding(ROOT + "sc-indicators", code, null))));
    root.addProvision(signs);
    root.addProvision(
        permit(SECOND_SERVICE, "sc-support", "Patient", "ServiceRequest", "Task", "Observation"));
    root.addProvision(permit(COORDINATOR, "sc-coordination", "Patient", "ServiceRequest", "Task"));
    return bundle;
  }

  static ProvisionComponent permit(String organisation, String purpose, String... types) {
    ProvisionComponent permit = new ProvisionComponent();
    permit.setType(ConsentProvisionType.PERMIT);
    permit
        .addActor()
        .setRole(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP", null)))
        .setReference(new Reference("Organization/" + organisation));
    permit.addPurpose(new Coding(ROOT + "sc-purpose", purpose, null));
    for (String type : types) {
      permit.addClass_(new Coding(TYPES, type, null));
    }
    return permit;
  }

  static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
    return answer;
  }

  int port() {
    return port;
  }

  FhirClient hospital() {
    return hospital;
  }

  FhirClient client(String party) {
    return FhirClient.of(port, party);
  }

  /** The hospital's id of the first resource of a type. */
  String id(String type) {
    return Referrals.id(response, type);
  }

  /** Everything submitted, as {@code Type/id} under the hospital's ids. */
  List<String> items() {
    return response.getEntry().stream()
        .map(entry -> entry.getResponse().getLocation())
        .map(location -> location.replaceFirst("^.*?([A-Za-z]+/[0-9a-f-]{36}).*$", "$1"))
        .toList();
  }

  List<String> ids(String type) {
    return Referrals.ids(response, type);
  }

  /** What both sides of a Task call it on the telephone. */
  static String reference(Task task) {
    return task.getIdentifier().stream()
        .filter(identifier -> identifier.getSystem().endsWith("/sc-task-reference"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** What the Tasks about this person are called on the telephone. */
  List<String> references() {
    return hospital.get("/fhir/Task?patient=" + id("Patient")).entries(Task.class).stream()
        .map(Scene::reference)
        .toList();
  }

  /** The Task that the hospital knows by this id, as its owner sees it now. */
  Task taskOf(String owner, String id) {
    String reference = reference(hospital.get("/fhir/Task/" + id).as(Task.class));
    return client(owner).all("/fhir/Task?_count=200", Task.class).stream()
        .filter(task -> reference(task).equals(reference))
        .findFirst()
        .orElseThrow();
  }

  Task task() {
    return taskOf(SERVICE, id("Task"));
  }

  /** The service's own id of the person; only while it sees the person. */
  String person() {
    return task().getFor().getReferenceElement().getIdPart();
  }

  Scene accepted() {
    move(SERVICE, task(), TaskStatus.ACCEPTED);
    return this;
  }

  void move(String owner, Task task, TaskStatus status) {
    task.setStatus(status);
    if (status == TaskStatus.ONHOLD) {
      task.setStatusReason(
          new CodeableConcept(new Coding(ROOT + "sc-status-reason", ON_HOLD, null)));
    }
    ok(client(owner).put(task, etag(task)));
  }

  /** A reason that a Task may have at this status. */
  static String reason(String status) {
    return status.equals("cancelled") ? "moved" : ON_HOLD;
  }

  static String etag(Resource resource) {
    return "W/\"" + resource.getMeta().getVersionId() + "\"";
  }

  /** A sign of the shipped referral, about this person. */
  Observation sign(String code, String person) {
    Observation sign =
        Referrals.shipped().getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(Observation.class::isInstance)
            .map(Observation.class::cast)
            .filter(o -> o.getCode().getCodingFirstRep().getCode().equals(code))
            .findFirst()
            .orElseThrow();
    sign.setSubject(new Reference("Patient/" + person));
    sign.setEncounter(null);
    sign.setPerformer(null);
    return sign;
  }

  Condition condition(String person) {
    Condition condition = Referrals.one(Referrals.shipped(), Condition.class);
    condition.setSubject(new Reference("Patient/" + person));
    condition.setEncounter(null);
    return condition;
  }

  /** The hospital asks another service too, about the same referral. */
  String askAlso(String service) {
    Task task = Referrals.one(Referrals.shipped(), Task.class);
    task.setFor(new Reference("Patient/" + id("Patient")));
    task.setFocus(new Reference("ServiceRequest/" + id("ServiceRequest")));
    task.setEncounter(null);
    task.setRequester(new Reference("Organization/" + HOSPITAL));
    task.setOwner(new Reference("Organization/" + service));
    return ok(hospital.post("/fhir/Task", task)).as(Task.class).getIdElement().getIdPart();
  }
}
