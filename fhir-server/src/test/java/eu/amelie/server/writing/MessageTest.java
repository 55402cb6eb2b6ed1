/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Questions and corrections between the two who hold a Task. */
@ExchangeServer
class MessageTest {
  private static final String QUESTION = "Is an interpreter for a fictional language needed?";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private static Communication message(String task, String text) {
    Communication message = new Communication().setStatus(CommunicationStatus.COMPLETED);
    message.addPartOf(new Reference("Task/" + task));
    message.addPayload().setContent(new StringType(text));
    return message;
  }

  private static String servicesTask(Case story) {
    return story.task().getIdElement().getIdPart();
  }

  private static Answer asked(Case story) {
    Answer answer =
        story.service().post("/fhir/Communication", message(servicesTask(story), QUESTION));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private static List<Communication> seen(FhirClient party, String task) {
    Answer answer = party.get("/fhir/Communication?part-of=Task/" + task);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.entries(Communication.class);
  }

  @Test
  void aServiceAsksBeforeItAcceptsAndTheHospitalReadsAndAnswers() {
    Case story = Case.submit(port);
    asked(story);

    List<Communication> questions = seen(story.hospital(), story.id("Task"));
    assertThat(questions).hasSize(1);
    Communication question = questions.get(0);
    assertThat(question.getPayloadFirstRep().getContentStringType().getValue()).isEqualTo(QUESTION);
    assertThat(question.getSender().getReference()).isEqualTo("Organization/shelter-be");
    assertThat(question.getRecipientFirstRep().getReference())
        .isEqualTo("Organization/hospital-be");
    assertThat(question.getPartOfFirstRep().getReference()).isEqualTo("Task/" + story.id("Task"));

    story.hospital().post("/fhir/Communication", message(story.id("Task"), "No, it is not."));
    assertThat(seen(story.service(), servicesTask(story)))
        .extracting(m -> m.getPayloadFirstRep().getContentStringType().getValue())
        .containsExactlyInAnyOrder(QUESTION, "No, it is not.");
  }

  @Test
  void nobodyElseReadsOrWritesOne() {
    Case story = Case.submit(port);
    String id = asked(story).as(Communication.class).getIdElement().getIdPart();

    for (String other : List.of("counselling-be", "hospital-gr", "coordinator-be")) {
      FhirClient party = FhirClient.of(port, other);
      assertThat(party.get("/fhir/Communication/" + id).error()).as(other).isEqualTo("not-found");
      assertThat(seen(party, servicesTask(story))).as(other).isEmpty();
      assertThat(
              party
                  .post("/fhir/Communication", message(servicesTask(story), "Who are you?"))
                  .error())
          .as(other)
          .isEqualTo("not-found");
    }
  }

  @Test
  void theWordsLieInTheVault() {
    Case story = Case.submit(port);
    asked(story);

    Long inClear =
        jdbc.sql("select count(*) from hfj_res_ver where res_text_vc like :words")
            .param("words", "%fictional language%")
            .query(Long.class)
            .single();
    assertThat(inClear).isZero();
  }

  @Test
  void whoseTaskHasEndedKeepsItsOwnWordsAlone() {
    Case story = Case.submit(port);
    asked(story);
    story.hospital().post("/fhir/Communication", message(story.id("Task"), "An answer."));
    story.withdraw();

    assertThat(seen(story.service(), servicesTask(story)))
        .extracting(m -> m.getPayloadFirstRep().getContentStringType().getValue())
        .containsExactly(QUESTION);
    assertThat(seen(story.hospital(), story.id("Task"))).hasSize(2);
    assertThat(
            story
                .service()
                .post("/fhir/Communication", message(servicesTask(story), "Still there?"))
                .error())
        .isEqualTo("transition-not-allowed");
  }

  @Test
  void aMessageIsTextFromOnePartyToTheOther() {
    Case story = Case.submit(port);
    String task = story.id("Task");
    Communication pretended =
        message(task, "x").setSender(new Reference("Organization/shelter-be"));
    Communication elsewhere = message(task, "x");
    elsewhere.addRecipient(new Reference("Organization/counselling-be"));
    Communication attached = message(task, "x");
    attached.addPayload().setContent(new Attachment().setTitle("x"));
    Communication loose = message(task, "x");
    loose.setPartOf(null);
    Communication early = message(task, "x").setStatus(CommunicationStatus.PREPARATION);

    for (Communication wrong : List.of(pretended, elsewhere, attached, loose, early)) {
      Answer answer = story.hospital().post("/fhir/Communication", wrong);
      assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    }
    assertThat(seen(story.hospital(), task)).isEmpty();
  }

  @Test
  void aMessageIsNoPermission() {
    Case story = Case.submit(port).accepted();
    story.hospital().post("/fhir/Communication", message(story.id("Task"), "An answer."));
    String person = story.person();
    story.withdraw();

    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
  }

  @Test
  void aWrongAddresseeIsRecalledAndLosesIdentityAtOnce() {
    Case story = Case.submit(port).accepted();
    String person = story.person();
    assertThat(story.service().get("/fhir/Patient/" + person).body()).contains("\"name\"");
    Task task = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
    task.setStatus(TaskStatus.CANCELLED);
    task.setStatusReason(
        new CodeableConcept(
            new Coding(
                "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason",
                "entered-in-error",
                null)));
    assertThat(story.hospital().put(task, etag).status()).isEqualTo(200);

    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(story.task().getFor().hasReference()).isFalse();
  }

  @Test
  void anAppointmentOfTheOwnerIsNotTheRequestersToSee() {
    Case story = Case.submit(port).accepted();
    propose(story);

    assertThat(proposals(story)).isEmpty();
  }

  @Test
  void anAppointmentOfTheOwnerIsTheRequestersToSeeWithAPermitOfTheOwners() {
    Case story = Case.submit(port).accepted();
    propose(story);
    Consent consent = Referrals.one(Referrals.shipped(), Consent.class);
    consent.setPatient(new Reference("Patient/" + story.person()));
    consent.setOrganization(List.of(new Reference("Organization/shelter-be")));
    consent
        .getProvision()
        .getProvision()
        .forEach(
            permit -> {
              permit.getActorFirstRep().setReference(new Reference("Organization/hospital-be"));
              permit.setPurpose(
                  List.of(
                      new Coding(
                          "http://terminology.hl7.org/CodeSystem/v3-ActReason", "TREAT", null)));
            });
    Answer permitted = story.service().post("/fhir/Consent", consent);

    assertThat(permitted.status()).as(permitted.body()).isEqualTo(201);
    assertThat(proposals(story)).hasSize(1);
    Parameters nobody = new Parameters();
    String id = permitted.as(Consent.class).getIdElement().getIdPart();
    assertThat(story.service().post("/fhir/Consent/" + id + "/$withdraw", nobody).status())
        .isEqualTo(200);
    assertThat(proposals(story)).isEmpty();
  }

  private static List<Appointment> proposals(Case story) {
    return story
        .hospital()
        .get("/fhir/Appointment?patient=" + story.id("Patient"))
        .entries(Appointment.class)
        .stream()
        .filter(shown -> shown.getStatus() == AppointmentStatus.PROPOSED)
        .toList();
  }

  private static void propose(Case story) {
    Appointment appointment = new Appointment().setStatus(AppointmentStatus.PROPOSED);
    appointment
        .addParticipant()
        .setActor(new Reference("Patient/" + story.person()))
        .setStatus(ParticipationStatus.NEEDSACTION);
    Answer proposed = story.service().post("/fhir/Appointment", appointment);

    assertThat(proposed.status()).as(proposed.body()).isEqualTo(201);
  }

  @Test
  void whomItWouldNotReachAnyMoreNobodyWritesTo() {
    Case story = Case.submit(port).accepted();
    story.move(TaskStatus.INPROGRESS);
    story.move(TaskStatus.COMPLETED);
    Communication thanks = message(story.id("Task"), "Thank you.");
    assertThat(story.hospital().post("/fhir/Communication", thanks).status()).isEqualTo(201);

    Communication late = message(story.id("Task"), "One more question.");
    UUID task =
        jdbc.sql(
                """
                select id from exchange.case_task where status = 'completed'
                 order by ended desc limit 1
                """)
            .query(UUID.class)
            .single();
    endedLater(task, -40);
    try {
      assertThat(story.hospital().post("/fhir/Communication", late).error())
          .isEqualTo("transition-not-allowed");
    } finally {
      endedLater(task, 40);
    }
  }

  private void endedLater(UUID task, int days) {
    jdbc.sql(
            "update exchange.case_task set ended = ended + make_interval(days => :days) where id = :id")
        .param("days", days)
        .param("id", task)
        .update();
  }
}
