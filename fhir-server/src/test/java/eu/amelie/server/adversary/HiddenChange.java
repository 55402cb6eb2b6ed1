/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.adversary;

import static eu.amelie.server.adversary.Scene.COORDINATOR;
import static eu.amelie.server.adversary.Scene.HOSPITAL;
import static eu.amelie.server.adversary.Scene.NO_CASE;
import static eu.amelie.server.adversary.Scene.OTHER_HOSPITAL;
import static eu.amelie.server.adversary.Scene.SECOND_SERVICE;
import static eu.amelie.server.adversary.Scene.SERVICE;
import static eu.amelie.server.adversary.Scene.STATISTICS;

import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * Something that happens in one world and not in the other.
 *
 * @param adds types of the items that it adds, in their order
 * @param observers those whom it does not concern: to them both worlds are one
 * @param visible whether it is the opposite, a change that each observer has to notice
 */
record HiddenChange(
    String name,
    List<String> adds,
    List<String> observers,
    boolean visible,
    Consumer<Scene> happens) {

  /** All that the exchange promises to hide, kind by kind. */
  static List<HiddenChange> all() {
    return List.of(
        hidden(
            "another hospital refers somebody to another service",
            List.of("Patient", "Consent", "Encounter", "Condition", "Observation"),
            List.of(SERVICE, SERVICE, NO_CASE, COORDINATOR, HOSPITAL, SECOND_SERVICE, STATISTICS),
            scene -> Scene.submitElsewhere(scene.port())),
        hidden(
            "the hospital adds to a visible person what no Consent releases",
            List.of("Observation", "Condition"),
            List.of(SERVICE, SERVICE, SERVICE, NO_CASE, COORDINATOR, OTHER_HOSPITAL, STATISTICS),
            HiddenChange::addUnreleased),
        hidden(
            "visible items say in words what they point to, and that is hidden",
            List.of("Condition"),
            List.of(SERVICE, SERVICE, SERVICE, NO_CASE, COORDINATOR, OTHER_HOSPITAL, STATISTICS),
            HiddenChange::tellOfUnreleased),
        hidden(
            "another service is asked about the same person, and takes it on",
            List.of("Task"),
            List.of(SERVICE, SERVICE, SERVICE, NO_CASE, OTHER_HOSPITAL, STATISTICS),
            HiddenChange::askSecondService),
        hidden(
            "another service adds what it found itself",
            List.of("Observation"),
            List.of(SERVICE, SERVICE, NO_CASE, COORDINATOR, HOSPITAL, HOSPITAL, OTHER_HOSPITAL),
            HiddenChange::addBySecondService),
        hidden(
            "the hospital edits identity and notes of visible items",
            List.of(),
            List.of(
                SERVICE, SERVICE, SERVICE, SECOND_SERVICE, NO_CASE, COORDINATOR, OTHER_HOSPITAL),
            HiddenChange::editIdentity),
        hidden(
            "the service writes into its own Task what its requester does not see",
            List.of(),
            List.of(HOSPITAL, HOSPITAL, HOSPITAL, COORDINATOR, NO_CASE, SECOND_SERVICE),
            HiddenChange::workOnTask),
        hidden(
            "a Consent of the same person permits and denies to others",
            List.of("Consent"),
            List.of(SERVICE, SERVICE, SERVICE, COORDINATOR, NO_CASE, OTHER_HOSPITAL, STATISTICS),
            HiddenChange::consentToOthers),
        hidden(
            "the person takes back what was permitted to another service",
            List.of(),
            List.of(SERVICE, SERVICE, SERVICE, NO_CASE, OTHER_HOSPITAL, STATISTICS),
            HiddenChange::withdrawFromSecondService));
  }

  /** What its observers are meant to see: a comparison that finds nothing here sees nothing. */
  static List<HiddenChange> allVisible() {
    return List.of(
        visible(
            "the hospital refers somebody to the service",
            List.of(SERVICE, HOSPITAL, COORDINATOR),
            scene -> Scene.submit(scene.port())),
        visible(
            "the hospital adds to a visible person what the Consent releases",
            List.of(SERVICE, HOSPITAL),
            scene ->
                Scene.ok(
                    scene
                        .hospital()
                        .post("/fhir/Observation", scene.sign("dr-pay", scene.id("Patient"))))),
        visible(
            "the hospital edits what the service sees of the person",
            List.of(SERVICE, HOSPITAL),
            HiddenChange::editGender),
        visible(
            "the service takes its Task a step further",
            List.of(SERVICE, HOSPITAL, COORDINATOR),
            scene -> scene.move(SERVICE, scene.task(), TaskStatus.ONHOLD)),
        visible(
            "the person takes back what was permitted to the service",
            List.of(SERVICE, HOSPITAL),
            scene -> withdraw(scene, SERVICE)));
  }

  private static HiddenChange hidden(
      String name, List<String> adds, List<String> observers, Consumer<Scene> happens) {
    return new HiddenChange(name, adds, observers, false, happens);
  }

  private static HiddenChange visible(
      String name, List<String> observers, Consumer<Scene> happens) {
    return new HiddenChange(name, List.of(), observers, true, happens);
  }

  static void addUnreleased(Scene scene) {
    String person = scene.id("Patient");
    Scene.ok(scene.hospital().post("/fhir/Observation", scene.sign(Scene.HIDDEN_SIGN, person)));
    Scene.ok(scene.hospital().post("/fhir/Condition", scene.condition(person)));
  }

  static void tellOfUnreleased(Scene scene) {
    Condition hidden =
        Scene.ok(scene.hospital().post("/fhir/Condition", scene.condition(scene.id("Patient"))))
            .as(Condition.class);
    Reference named =
        new Reference("Condition/" + hidden.getIdElement().getIdPart())
            .setDisplay("A fictional word for it")
            .setIdentifier(new Identifier().setSystem("urn:example:words").setValue("word"));
    ServiceRequest request =
        scene
            .hospital()
            .get("/fhir/ServiceRequest/" + scene.id("ServiceRequest"))
            .as(ServiceRequest.class);
    request.addReasonReference(named);
    Scene.ok(scene.hospital().put(request, Scene.etag(request)));
    Encounter visit =
        scene.hospital().get("/fhir/Encounter/" + scene.id("Encounter")).as(Encounter.class);
    visit.addDiagnosis().setCondition(named.copy()).setRank(7);
    Scene.ok(scene.hospital().put(visit, Scene.etag(visit)));
  }

  static void askSecondService(Scene scene) {
    String asked = scene.askAlso(SECOND_SERVICE);
    scene.move(SECOND_SERVICE, scene.taskOf(SECOND_SERVICE, asked), TaskStatus.ACCEPTED);
  }

  /** Only once that service works the case. */
  static void addBySecondService(Scene scene) {
    String person =
        scene.client(SECOND_SERVICE).all("/fhir/Task?_count=200", Task.class).stream()
            .filter(task -> task.getStatus() == TaskStatus.ACCEPTED && task.getFor().hasReference())
            .map(task -> task.getFor().getReferenceElement().getIdPart())
            .reduce((first, last) -> last)
            .orElseThrow();
    Scene.ok(scene.client(SECOND_SERVICE).post("/fhir/Observation", scene.sign("dr-pay", person)));
  }

  static void editIdentity(Scene scene) {
    String path = "/fhir/Patient/" + scene.id("Patient");
    Patient person = scene.hospital().get(path).as(Patient.class);
    person.getNameFirstRep().setFamily("Andersgenaamd");
    person.getTelecomFirstRep().setValue("+32 2 555 01 99");
    Scene.ok(scene.hospital().put(person, Scene.etag(person)));
    Observation sign =
        scene
            .hospital()
            .get("/fhir/Observation/" + scene.ids("Observation").get(1))
            .as(Observation.class);
    sign.addNote().setText("A fictional note that nobody else may see.");
    Scene.ok(scene.hospital().put(sign, Scene.etag(sign)));
  }

  static void workOnTask(Scene scene) {
    Task task = scene.task();
    task.addNote().setText("A fictional note of the service.");
    task.setExecutionPeriod(
        new Period().setStartElement(new org.hl7.fhir.r4.model.DateTimeType("2025-11-19")));
    task.setBusinessStatus(
        new CodeableConcept(
            new Coding(
                "https://fhir.example.org/supportive-care/CodeSystem/sc-business-status",
                "accepted",
                null)));
    Scene.ok(scene.client(SERVICE).put(task, Scene.etag(task)));
  }

  static void consentToOthers(Scene scene) {
    Consent consent =
        scene.hospital().get("/fhir/Consent/" + scene.id("Consent")).as(Consent.class);
    consent.setId((String) null);
    consent.setMeta(null);
    consent.getProvision().getProvision().clear();
    consent
        .getProvision()
        .addProvision(Scene.permit("health-be", "sc-support", "Patient", "Observation"));
    var deny = Scene.permit("counselling-be", "sc-support", "Condition");
    deny.setType(Consent.ConsentProvisionType.DENY);
    consent.getProvision().addProvision(deny);
    Scene.ok(scene.hospital().post("/fhir/Consent", consent));
  }

  static void withdrawFromSecondService(Scene scene) {
    withdraw(scene, SECOND_SERVICE);
  }

  private static void withdraw(Scene scene, String party) {
    Parameters whom = new Parameters();
    whom.addParameter().setName("actor").setValue(new Reference("Organization/" + party));
    Scene.ok(scene.hospital().post("/fhir/Consent/" + scene.id("Consent") + "/$withdraw", whom));
  }

  private static void editGender(Scene scene) {
    String path = "/fhir/Patient/" + scene.id("Patient");
    Patient person = scene.hospital().get(path).as(Patient.class);
    person.setActive(!person.getActive());
    Scene.ok(scene.hospital().put(person, Scene.etag(person)));
  }

  @Override
  public String toString() {
    return name;
  }
}
