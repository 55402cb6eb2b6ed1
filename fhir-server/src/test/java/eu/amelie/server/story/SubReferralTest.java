/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A service that works a case asks another one to help as well: on its own Consent, with what it
 * submitted itself. Neither the hospital above nor the service below learns of the other.
 */
@ExchangeServer
class SubReferralTest {
  private static final String BUSINESS_STATUS =
      "https://fhir.example.org/supportive-care/CodeSystem/sc-business-status";

  @LocalServerPort private int port;
  private Case story;
  private FhirClient third;

  @BeforeEach
  void aCaseThatTheShelterWorks() {
    story = Case.submit(port).accepted();
    third = FhirClient.of(port, SubReferral.THIRD);
  }

  /** The shelter's ids of what it has submitted. */
  private Bundle referredOn() {
    Answer answer = story.service().post("/fhir", SubReferral.bundle(story));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(Bundle.class);
  }

  private Task sheltersTask(Bundle submitted) {
    return story.service().get("/fhir/Task/" + Referrals.id(submitted, "Task")).as(Task.class);
  }

  private Task thirdsTask(Bundle submitted) {
    return SubReferral.task(third, story, submitted);
  }

  private Task accepted(Bundle submitted) {
    Answer answer = SubReferral.move(third, thirdsTask(submitted), TaskStatus.ACCEPTED);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(Task.class);
  }

  @Test
  void theThirdPartySeesWhatTheShelterSubmittedAndNothingOfTheHospitals() {
    Bundle submitted = referredOn();
    Task task = accepted(submitted);

    assertThat(task.getRequester().getReference()).isEqualTo("Organization/shelter-be");
    String request = task.getFocus().getReference();
    assertThat(third.get("/fhir/" + request).as(ServiceRequest.class).hasCode()).isTrue();
    assertThat(task.getFor().hasReference()).as("the hospital's Patient").isFalse();
    assertThat(
            third
                .get("/fhir/Observation?_count=200&_sort=-_lastUpdated")
                .entries(Observation.class))
        .as("the one that the shelter submitted, and none of the hospital's")
        .filteredOn(observation -> !observation.getSubject().hasReference())
        .isNotEmpty();
    for (String type : List.of("Patient", "Consent", "Encounter", "Condition")) {
      String hospitals = "/fhir/" + type + "/" + story.id(type);
      assertThat(third.get(hospitals).status()).as(type).isEqualTo(404);
    }
    assertThat(third.get("/fhir/" + request).body()).doesNotContain("hospital-be");
  }

  @Test
  void aTaskThatAServiceGivesItselfIsRefusedAndOneOfTheHospitalsIsANeedToKnow() {
    String person = "/fhir/Patient/" + story.person();
    Bundle own = SubReferral.bundle(story);
    Referrals.one(own, Task.class).setOwner(new Reference("Organization/shelter-be"));
    Answer submitted = story.service().post("/fhir", own);
    assertThat(submitted.status()).as(submitted.body()).isEqualTo(422);
    assertThat(submitted.error()).isEqualTo("consent-insufficient");
    assertThat(story.service().get(person).status()).isEqualTo(200);

    assertThat(story.move(TaskStatus.CANCELLED, "moved").status()).isEqualTo(200);

    assertThat(story.service().get(person).status()).isEqualTo(404);
    Task again = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    again.setId((String) null);
    again.setStatus(TaskStatus.REQUESTED);
    again.setStatusReason(null);
    again.setBusinessStatus(null);
    Answer asked = story.hospital().post("/fhir/Task", again);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    assertThat(story.service().get(person).status()).isEqualTo(200);
  }

  @Test
  void theHospitalsItemsNeedItsOwnPermitForTheThirdParty() {
    Answer permitted =
        story
            .hospital()
            .post(
                "/fhir/Consent",
                SubReferral.consent(
                    "hospital-be", "Patient/" + story.id("Patient"), SubReferral.THIRD));
    assertThat(permitted.status()).as(permitted.body()).isEqualTo(201);
    assertThat(third.get("/fhir/Patient/" + story.id("Patient")).status()).isEqualTo(404);
    Bundle submitted = referredOn();
    Task asked = thirdsTask(submitted);

    Answer person = third.get("/fhir/" + asked.getFor().getReference());
    assertThat(person.status()).isEqualTo(200);
    assertThat(person.as(Patient.class).hasName()).as("before it has accepted").isFalse();
    accepted(submitted);
    assertThat(third.get("/fhir/" + asked.getFor().getReference()).as(Patient.class).hasName())
        .isTrue();
  }

  @Test
  void theHospitalsPermitIsNoGroundToReferOn() {
    int before = tasksOfTheThird();
    story
        .hospital()
        .post(
            "/fhir/Consent",
            SubReferral.consent(
                "hospital-be", "Patient/" + story.id("Patient"), SubReferral.THIRD));

    Answer without = story.service().post("/fhir", SubReferral.bundle(story, null));
    Answer toAnother =
        story
            .service()
            .post(
                "/fhir",
                SubReferral.bundle(
                    story,
                    SubReferral.consent("shelter-be", "Patient/" + story.person(), "health-be")));

    for (Answer refused : List.of(without, toAnother)) {
      assertThat(refused.status()).as(refused.body()).isEqualTo(422);
      assertThat(refused.error()).isEqualTo("consent-insufficient");
    }
    assertThat(tasksOfTheThird()).isEqualTo(before);
  }

  private int tasksOfTheThird() {
    return third.get("/fhir/Task?_summary=count").as(Bundle.class).getTotal();
  }

  @Test
  void beforeItHasAcceptedAServiceRefersNobodyOnAndAStrangerNever() {
    Case asked = Case.submit(port);
    Bundle early = SubReferral.bundle(asked);
    Bundle strange = SubReferral.bundle(story);
    strange
        .getEntry()
        .forEach(
            entry -> {
              if (entry.getResource() instanceof Task task) {
                task.setRequester(null);
              }
              if (entry.getResource() instanceof ServiceRequest request) {
                request.setRequester(null);
              }
            });

    assertThat(asked.service().post("/fhir", early).error()).isEqualTo("not-in-contract");
    assertThat(FhirClient.of(port, "health-be").post("/fhir", strange).status()).isEqualTo(404);
  }

  @Test
  void upstreamTheShelterSeesTheStatusAlone() {
    Bundle submitted = referredOn();
    Task task = accepted(submitted);
    task.addNote(new Annotation().setText("A fictional remark of the third party."));
    task.setBusinessStatus(
        new CodeableConcept(new Coding(BUSINESS_STATUS, "first-contact-made", null)));
    assertThat(SubReferral.move(third, task, TaskStatus.INPROGRESS).status()).isEqualTo(200);

    Task seen = sheltersTask(submitted);
    assertThat(seen.getStatus()).isEqualTo(TaskStatus.INPROGRESS);
    assertThat(seen.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("accepted");
    assertThat(seen.hasNote()).isFalse();
    assertThat(seen.hasOutput()).isFalse();
  }

  @Test
  void upstreamTheHospitalSeesNothingAtAll() {
    String before = hospitalsView();
    Bundle submitted = referredOn();
    Task task = accepted(submitted);

    assertThat(hospitalsView()).as("not even that something has changed").isEqualTo(before);
    for (String type : List.of("Task", "ServiceRequest", "Consent", "Observation")) {
      String shelters = "/fhir/" + type + "/" + Referrals.id(submitted, type);
      assertThat(story.hospital().get(shelters).status()).as(type).isEqualTo(404);
    }
    assertThat(story.hospital().get("/fhir/Task/" + task.getIdElement().getIdPart()).status())
        .isEqualTo(404);
    assertThat(
            story
                .hospital()
                .post(
                    "/fhir/Consent/" + Referrals.id(submitted, "Consent") + "/$withdraw",
                    new Parameters())
                .status())
        .isEqualTo(404);
  }

  /** Everything that the hospital is shown about the person, and its Task. */
  private String hospitalsView() {
    Bundle everything =
        story
            .hospital()
            .get("/fhir/Patient/" + story.id("Patient") + "/$everything?_count=200")
            .as(Bundle.class);
    assertThat(everything.getEntry()).hasSizeGreaterThan(5);
    everything.setId((String) null);
    everything.setMeta(null);
    everything.setLink(null);
    everything.setTimestamp(null);
    return FhirClient.json(everything)
        + story.hospital().get("/fhir/Task/" + story.id("Task")).body();
  }

  @Test
  void thatItReferredOnStaysWithTheShelter() {
    Task own = story.task();
    own.setBusinessStatus(new CodeableConcept(new Coding(BUSINESS_STATUS, "sub-referred", null)));
    assertThat(SubReferral.move(story.service(), own, TaskStatus.ACCEPTED).status()).isEqualTo(200);

    assertThat(
            story
                .hospital()
                .get("/fhir/Task/" + story.id("Task"))
                .as(Task.class)
                .getBusinessStatus()
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("accepted");
  }

  @Test
  void downstreamNothingIsSeenOfTheReferralThatCameFirst() {
    Bundle submitted = referredOn();
    accepted(submitted);

    for (String id : List.of(story.id("Task"), story.task().getIdElement().getIdPart())) {
      assertThat(third.get("/fhir/Task/" + id).status()).isEqualTo(404);
    }
    assertThat(third.get("/fhir/Task?_count=200").body())
        .contains("searchset")
        .doesNotContain(story.reference());
    assertThat(third.get("/fhir/Communication?part-of=Task/" + story.id("Task")).body())
        .contains("\"total\":0");
  }

  @Test
  void whatIsTakenBackFromTheShelterEndsTheThirdPartysWorkWhateverTheHospitalPermits() {
    story
        .hospital()
        .post(
            "/fhir/Consent",
            SubReferral.consent(
                "hospital-be", "Patient/" + story.id("Patient"), SubReferral.THIRD));
    Bundle submitted = referredOn();
    String person = accepted(submitted).getFor().getReference();
    assertThat(third.get("/fhir/" + person).status()).isEqualTo(200);

    Answer withdrawn =
        story
            .service()
            .post(
                "/fhir/Consent/" + Referrals.id(submitted, "Consent") + "/$withdraw",
                new Parameters());

    assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
    Task ended = thirdsTask(submitted);
    assertThat(ended.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(ended.getFocus().hasReference()).isFalse();
    assertThat(third.get("/fhir/" + person).status()).isEqualTo(404);
    assertThat(story.task().getStatus())
        .as("the shelter's own work")
        .isEqualTo(TaskStatus.ACCEPTED);
  }

  @Test
  void whatIsTakenBackFromTheHospitalLeavesWhatThePersonGaveTheShelter() {
    Bundle submitted = referredOn();
    Task task = accepted(submitted);
    Bundle further = SubReferral.bundle(story);

    assertThat(story.withdraw().status()).isEqualTo(200);

    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(thirdsTask(submitted).getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(third.get("/fhir/" + task.getFocus().getReference()).status()).isEqualTo(200);
    Consent own =
        story
            .service()
            .get("/fhir/Consent/" + Referrals.id(submitted, "Consent"))
            .as(Consent.class);
    assertThat(own.getStatus()).isEqualTo(Consent.ConsentState.ACTIVE);
    assertThat(story.service().post("/fhir", further).status())
        .as("whoever has lost the person refers nobody on")
        .isEqualTo(404);
  }
}
