/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.Tasks;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One person's consent from grant to end: part of it taken back, given again, run out. */
@ExchangeServer
class ConsentLifeTest {
  private static final String COUNSELLING = "Organization/counselling-be";

  private static final String NOBODYS = "5c0fffff-0000-4000-8000-000000000009";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @AfterEach
  void freeClock() {
    assertThat(clock("DELETE", null).status()).isEqualTo(204);
  }

  private Answer clock(String method, String body) {
    return FhirClient.of(port, "integrator")
        .send(method, "/sandbox/clock", body, "application/json");
  }

  @Test
  void whatIsTakenBackInPartAndGivenAgainEndsInItsTimeAndItsCustodianSeesItAll() {
    Case story = Case.submit(port, ConsentLifeTest::alsoForCounselling).accepted();
    FhirClient counselling = FhirClient.of(port, "counselling-be");
    String first = ask(story);
    assertThat(signs(counselling, first)).isNotEmpty();

    takeBackFrom(story);
    assertThat(own(counselling, first).getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(reason(own(counselling, first))).isEqualTo("consent-revoked");
    assertThat(own(counselling, first).getFor().hasReference()).isFalse();
    assertThat(story.task().getStatus()).as("the other goes on").isEqualTo(TaskStatus.ACCEPTED);
    assertThat(story.service().get("/fhir/Patient/" + story.person()).status()).isEqualTo(200);
    assertThat(story.hospital().post("/fhir/Task", task(story)).error())
        .isEqualTo("consent-insufficient");

    grantAgain(story);
    String second = ask(story);
    assertThat(own(counselling, first).getStatus())
        .as("what is over stays over")
        .isEqualTo(TaskStatus.CANCELLED);
    assertThat(signs(counselling, second)).isNotEmpty();
    custodianSeesTheHistory(story, counselling);
    runOut(story, counselling, second);
  }

  @Test
  void aServiceThatNoLongerNeedsToKnowCannotWithdrawForOthers() {
    Case story = Case.submit(port).accepted();
    String consent = "/fhir/Consent/" + story.consent();
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    assertThat(story.move(TaskStatus.COMPLETED).status()).isEqualTo(200);
    assertThat(story.service().get(consent).status()).isEqualTo(200);
    jdbc.sql(
            """
            update exchange.case_task set ended = ended - interval '31 days'
             where reference = :reference
            """)
        .param("reference", story.reference())
        .update();

    Answer late = story.service().post(consent + "/$withdraw", new Parameters());

    assertThat(late.status()).isEqualTo(404);
    assertThat(late.body())
        .isEqualTo(
            story
                .service()
                .post("/fhir/Consent/" + NOBODYS + "/$withdraw", new Parameters())
                .body());
    assertThat(
            story
                .hospital()
                .get("/fhir/Consent/" + story.id("Consent"))
                .as(Consent.class)
                .getStatus())
        .isEqualTo(ConsentState.ACTIVE);
  }

  @Test
  void aServiceThatIsAtWorkWithdrawsWhatThePersonTellsIt() {
    Case story = Case.submit(port).accepted();
    String consent = "/fhir/Consent/" + story.consent();

    assertThat(story.service().post(consent + "/$withdraw", new Parameters()).status())
        .isEqualTo(200);

    assertThat(story.service().get("/fhir/Patient/" + story.id("Patient")).status()).isEqualTo(404);
    assertThat(
            story
                .hospital()
                .get("/fhir/Consent/" + story.id("Consent"))
                .as(Consent.class)
                .getStatus())
        .isEqualTo(ConsentState.INACTIVE);
  }

  /** What it learns is that its Consent says something else, and not who was told so. */
  @Test
  void theCustodianIsToldOnceOfAWithdrawalThatEndsNoTaskOfIts() {
    Case story = Case.submit(port).accepted();
    String consent = "/fhir/Consent/" + story.consent();
    assertThat(story.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    assertThat(story.move(TaskStatus.COMPLETED).status()).isEqualTo(200);
    assertThat(toldOfAChange(story)).isEmpty();

    for (int i = 0; i < 2; i++) {
      assertThat(story.service().post(consent + "/$withdraw", new Parameters()).status())
          .isEqualTo(200);
    }

    assertThat(toldOfAChange(story))
        .singleElement()
        .returns("Organization/hospital-be", duty -> duty.getOwner().getReference())
        .returns("Organization/hospital-be", duty -> duty.getRequester().getReference())
        .matches(duty -> !FhirClient.json(duty).contains("shelter"));
  }

  @Test
  void aWithdrawalOfItsOwnOrThatEndsATaskOfItsIsNotToldTwice() {
    Case own = Case.submit(port).accepted();
    assertThat(own.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    assertThat(own.move(TaskStatus.COMPLETED).status()).isEqualTo(200);
    assertThat(own.withdraw().status()).isEqualTo(200);
    Case atWork = Case.submit(port).accepted();
    String consent = "/fhir/Consent/" + atWork.consent();
    assertThat(atWork.service().post(consent + "/$withdraw", new Parameters()).status())
        .isEqualTo(200);

    assertThat(toldOfAChange(own)).isEmpty();
    assertThat(toldOfAChange(atWork)).isEmpty();
  }

  private static List<Task> toldOfAChange(Case story) {
    return story
        .hospital()
        .get("/fhir/Task?_count=200&patient=" + story.id("Patient"))
        .entries(Task.class)
        .stream()
        .filter(task -> "consent-changed".equals(task.getCode().getCodingFirstRep().getCode()))
        .toList();
  }

  private static Bundle alsoForCounselling(Bundle bundle) {
    return Referrals.alsoPermitting(bundle, "counselling-be");
  }

  private static Task task(Case story) {
    Task task = Referrals.one(Referrals.shipped(), Task.class);
    task.setFor(new Reference("Patient/" + story.id("Patient")));
    task.setFocus(new Reference("ServiceRequest/" + story.id("ServiceRequest")));
    task.setEncounter(null);
    task.setIdentifier(null);
    task.setOwner(new Reference(COUNSELLING));
    return task;
  }

  /**
   * @return the reference of the Task for the telephone
   */
  private static String ask(Case story) {
    Answer answer = story.hospital().post("/fhir/Task", task(story));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return Tasks.reference(answer.as(Task.class));
  }

  private static Task own(FhirClient counselling, String reference) {
    return Tasks.find(counselling, reference);
  }

  private static List<Observation> signs(FhirClient counselling, String reference) {
    String person = own(counselling, reference).getFor().getReferenceElement().getIdPart();
    return counselling.get("/fhir/Observation?patient=" + person).entries(Observation.class);
  }

  private static String reason(Task task) {
    return task.getStatusReason().getCodingFirstRep().getCode();
  }

  private static void takeBackFrom(Case story) {
    Parameters whom = new Parameters();
    whom.addParameter().setName("actor").setValue(new Reference(COUNSELLING));
    String path = "/fhir/Consent/" + story.id("Consent") + "/$withdraw";
    for (int i = 0; i < 2; i++) {
      assertThat(story.hospital().post(path, whom).status()).isEqualTo(200);
    }
  }

  private static void grantAgain(Case story) {
    Consent anew = Referrals.one(Referrals.shipped(), Consent.class);
    anew.setPatient(new Reference("Patient/" + story.id("Patient")));
    anew.getProvision()
        .getProvision()
        .forEach(permit -> permit.getActorFirstRep().setReference(new Reference(COUNSELLING)));
    assertThat(story.hospital().post("/fhir/Consent", anew).status()).isEqualTo(201);
  }

  private static void custodianSeesTheHistory(Case story, FhirClient counselling) {
    String history = "/fhir/Consent/" + story.id("Consent") + "/_history";
    List<Consent> versions = story.hospital().get(history).entries(Consent.class);
    assertThat(versions).hasSize(2);
    assertThat(versions).extracting(ConsentLifeTest::namesCounselling).containsExactly(false, true);
    List<Consent> all =
        story.hospital().get("/fhir/Consent?patient=" + story.id("Patient")).entries(Consent.class);
    assertThat(all).hasSize(2).allMatch(consent -> consent.getStatus() == ConsentState.ACTIVE);
    assertThat(story.service().get(history).status()).isEqualTo(404);
    assertThat(counselling.get(history).status()).isEqualTo(404);
  }

  private static boolean namesCounselling(Consent consent) {
    return FhirClient.json(consent).contains(COUNSELLING);
  }

  private void runOut(Case story, FhirClient counselling, String second) {
    assertThat(clock("POST", "{\"instant\": \"2031-12-31T23:59:59Z\"}").status()).isEqualTo(204);
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.ACCEPTED);

    assertThat(clock("POST", "{\"instant\": \"2032-01-01T00:00:00Z\"}").status()).isEqualTo(204);
    for (Task over : List.of(story.task(), own(counselling, second))) {
      assertThat(over.getStatus()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(reason(over)).isEqualTo("expired");
      assertThat(over.getFor().hasReference()).isFalse();
    }
    Task followed = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    assertThat(reason(followed)).isEqualTo("expired");
    assertThat(followed.getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("consent-revoked");
    assertThat(
            story
                .hospital()
                .get("/fhir/Consent/" + story.id("Consent") + "/_history")
                .entries(Consent.class))
        .as("the past stays readable")
        .hasSize(2);
  }
}
