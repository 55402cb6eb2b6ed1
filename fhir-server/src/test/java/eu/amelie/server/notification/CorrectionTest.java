/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.notification.Topic;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is told that it was corrected who a person is: those to whom it is released, and those who
 * were shown it once.
 */
@ExchangeServer
class CorrectionTest {
  private static final String CLASSES = "http://hl7.org/fhir/resource-types";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private IdDoor door;

  private static void correct(Case story, Consumer<Patient> change) {
    Answer read = story.hospital().get("/fhir/Patient/" + story.id("Patient"));
    Patient patient = read.as(Patient.class);
    change.accept(patient);
    Answer corrected = story.hospital().put(patient, read.header("ETag"));
    assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
  }

  private static void rename(Case story, String family) {
    correct(story, patient -> patient.getNameFirstRep().setFamily(family));
  }

  /** What a party is asked to review about a person, by its own id of her. */
  private static List<Task> reviewsOf(FhirClient party, String person) {
    return party.all("/fhir/Task?status=requested&_count=200", Task.class).stream()
        .filter(task -> "review-kept-data".equals(task.getCode().getCodingFirstRep().getCode()))
        .filter(task -> ("Patient/" + person).equals(task.getFor().getReference()))
        .toList();
  }

  private static String readBy(Case story) {
    String person = story.person();
    Patient shown = story.service().get("/fhir/Patient/" + person).as(Patient.class);
    assertThat(shown.getNameFirstRep().getFamily()).isEqualTo("Voorbeeldpersoon");
    return person;
  }

  @Test
  void whoHasLostWhatItWasShownIsAskedToReviewWhatItKeeps() {
    Case ended = Case.submit(port).accepted();
    Case withdrawn = Case.submit(port).accepted();
    String personOfEnded = readBy(ended);
    String personOfWithdrawn = readBy(withdrawn);
    rename(ended, "Voorbeeldnaam");
    assertThat(reviewsOf(ended.service(), personOfEnded)).as("told by its Task").isEmpty();
    assertThat(ended.move(TaskStatus.CANCELLED, "moved").status()).isEqualTo(200);
    assertThat(withdrawn.withdraw().status()).isEqualTo(200);

    rename(ended, "Erfundenova");
    rename(withdrawn, "Erfundenova");

    List<Task> reviews = reviewsOf(ended.service(), personOfEnded);
    assertThat(reviews).hasSize(1);
    assertThat(reviewsOf(withdrawn.service(), personOfWithdrawn)).hasSize(1);
    String id = reviews.get(0).getIdElement().getIdPart();
    assertThat(ended.service().get("/fhir/Task/" + id).body())
        .doesNotContain("hospital-be", "Erfundenova", "Voorbeeld");
    assertThat(ended.service().get("/fhir/Patient/" + personOfEnded).status()).isEqualTo(404);

    rename(ended, "Erfundenska");
    assertThat(reviewsOf(ended.service(), personOfEnded))
        .as("one that is not done stands for all")
        .hasSize(1);
  }

  @Test
  void whoNeverSawWhatWasCorrectedIsToldNothing() {
    Case unread = Case.submit(port).accepted();
    String unreadPerson = unread.person();
    Case read = Case.submit(port).accepted();
    String readPerson = readBy(read);
    for (Case story : List.of(unread, read)) {
      assertThat(story.move(TaskStatus.CANCELLED, "moved").status()).isEqualTo(200);
    }

    rename(unread, "Erfundenova");
    // A street was never shown, and a language is not who she is.
    correct(
        read,
        patient -> {
          patient.getAddressFirstRep().setCity("Verzonnendorp");
          patient.getCommunicationFirstRep().setPreferred(false);
        });

    assertThat(reviewsOf(unread.service(), unreadPerson)).isEmpty();
    assertThat(reviewsOf(read.service(), readPerson)).isEmpty();
    assertThat(reviewsOf(read.hospital(), read.id("Patient"))).as("its own").isEmpty();
  }

  /**
   * As if the case had come a day ago, and somebody asks for what has changed since an hour ago.
   */
  private static List<Patient> polled(FhirClient party, String person) {
    return party
        .get(
            "/fhir/Patient?_id="
                + person
                + "&_lastUpdated=ge"
                + Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS))
        .entries(Patient.class);
  }

  private static void reachedBy(Case story, String rule) {
    correct(
        story,
        patient ->
            patient.getExtension().stream()
                .filter(extension -> extension.getUrl().endsWith("/sc-safe-contact"))
                .forEach(extension -> setRule(extension, rule)));
  }

  private static void setRule(Extension extension, String code) {
    if (extension.getValue() instanceof CodeableConcept rule) {
      rule.getCodingFirstRep().setCode(code).setDisplay(null);
    }
    extension.getExtension().forEach(part -> setRule(part, code));
  }

  /** The rule stands in the record, and decides about what lies in the vault. */
  @Test
  void whoHasContactDetailsIsAskedToReviewThemWhenSheIsNotToBeContactedAnyMore() {
    Case shown = Case.submit(port).accepted();
    Case unread = Case.submit(port).accepted();
    String person = readBy(shown);
    String other = unread.person();
    assertThat(shown.service().get("/fhir/Patient/" + person).as(Patient.class).hasTelecom())
        .isTrue();

    reachedBy(shown, "do-not-contact");
    reachedBy(unread, "do-not-contact");

    assertThat(shown.service().get("/fhir/Patient/" + person).as(Patient.class).hasTelecom())
        .isFalse();
    assertThat(reviewsOf(shown.service(), person)).hasSize(1);
    assertThat(reviewsOf(unread.service(), other)).as("has nothing to review").isEmpty();
    assertThat(reviewsOf(shown.hospital(), shown.id("Patient"))).as("has said so").isEmpty();
  }

  private void aDayAgo(Case story) {
    jdbc.sql(
            """
            update exchange.released_item r set since = since - interval '1 day'
              from exchange.case_item c
             where c.id = r.item
               and c.person = (select i.person from exchange.case_task t
                                 join exchange.case_item i on i.id = t.id
                                where t.reference = :reference)
            """)
        .param("reference", story.reference())
        .update();
  }

  @Test
  void whoPollsFindsACorrectionOfWhatIsReleasedToItAndNoOther() {
    Case knowing = Case.submit(port).accepted();
    Case waiting = Case.submit(port);
    String known = knowing.person();
    String unknown = waiting.person();
    aDayAgo(knowing);
    aDayAgo(waiting);
    assertThat(polled(knowing.service(), known)).isEmpty();

    correct(knowing, patient -> patient.getCommunicationFirstRep().setPreferred(false));
    assertThat(polled(knowing.service(), known)).as("is not who she is").isEmpty();
    rename(knowing, "Erfundenova");
    rename(waiting, "Erfundenova");

    assertThat(polled(knowing.service(), known))
        .extracting(patient -> patient.getNameFirstRep().getFamily())
        .containsExactly("Erfundenova");
    assertThat(polled(waiting.service(), unknown)).as("knows no name").isEmpty();
    assertThat(waiting.service().get("/fhir/Patient/" + unknown).status()).isEqualTo(200);
  }

  @Test
  void aCoordinatorWhoKnowsHerFindsTheReferralAndOneWhoDoesNotDoesNot() {
    Case knowing = Case.submit(port, CorrectionTest::knownToTheCoordinator).accepted();
    Case unknowing =
        Case.submit(
                port,
                bundle -> {
                  Coordination.permit(
                      bundle, Coordination.CASE, "coordinator-be", "sc-coordination");
                  return bundle;
                })
            .accepted();
    for (Case story : List.of(knowing, unknowing)) {
      aDayAgo(story);
      rename(story, "Erfundenova");
      String referral =
          Coordination.seenBy(door, "coordinator-be", "hospital-be", story.id("ServiceRequest"));
      FhirClient coordinator = FhirClient.of(port, "coordinator-be");
      assertThat(coordinator.get("/fhir/ServiceRequest/" + referral).status()).isEqualTo(200);
      assertThat(
              coordinator
                  .get(
                      "/fhir/ServiceRequest?_id="
                          + referral
                          + "&_lastUpdated=ge"
                          + Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS))
                  .entries(ServiceRequest.class))
          .hasSize(story.equals(knowing) ? 1 : 0);
    }
  }

  /** The shelter's Consent lets the hospital know who that is. */
  private static Consent naming(String person, String party) {
    Consent consent = Referrals.one(Referrals.shipped(), Consent.class);
    consent.setPatient(new Reference("Patient/" + person));
    consent.setOrganization(List.of(new Reference("Organization/shelter-be")));
    consent
        .getExtension()
        .get(0)
        .getExtension()
        .forEach(
            part -> {
              if (part.getUrl().equals("capturedBy")) {
                part.setValue(new Reference("Organization/shelter-be"));
              }
            });
    for (var permit : consent.getProvision().getProvision()) {
      permit.getActorFirstRep().setReference(new Reference("Organization/" + party));
      permit.setPurpose(
          List.of(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "TREAT", null)));
      permit.setClass_(List.of(new Coding(CLASSES, "RelatedPerson", null)));
    }
    return consent;
  }

  @Test
  void aReferrerWhomAConsentNamesIsToldOfWhatTheServiceCorrectsAndBeforeThatItIsNot() {
    try (Subscriber hospital = Subscriber.of(port, "hospital-be", Topic.TASK_CHANGED);
        Subscriber coordinator = Subscriber.of(port, "coordinator-be", Topic.TASK_CHANGED)) {
      Case story = Case.submit(port, CorrectionTest::knownToTheCoordinator).accepted();
      String person = story.person();
      RelatedPerson aunt = new RelatedPerson();
      aunt.setPatient(new Reference("Patient/" + person));
      aunt.addName().setFamily("Voorbeeldtante");
      Answer created = story.service().post("/fhir/RelatedPerson", aunt);
      assertThat(created.status()).as(created.body()).isEqualTo(201);
      String path = "/fhir/RelatedPerson/" + new IdType(created.header("Location")).getIdPart();
      rename(story.service(), path, "Voorbeeldnicht");
      Answer permitted = story.service().post("/fhir/Consent", naming(person, "hospital-be"));
      assertThat(permitted.status()).as(permitted.body()).isEqualTo(201);
      rename(story.service(), path, "Voorbeeldoma");

      hospital.awaitEventsOf(story.id("Task"), 2);
      assertThat(lettersTo(hospital, story)).as("accepted; corrected once").isEqualTo(2);
      assertThat(lettersTo(coordinator, story))
          .as("accepted; it knows the hospital's Patient, and nothing of the service's")
          .isEqualTo(1);
    }
  }

  private static Bundle knownToTheCoordinator(Bundle bundle) {
    var root = Referrals.one(bundle, Consent.class).getProvision();
    for (var permit : List.copyOf(root.getProvision())) {
      var other = permit.copy();
      other.setPurpose(
          List.of(
              new Coding(
                  "https://fhir.example.org/supportive-care/CodeSystem/sc-purpose",
                  "sc-coordination",
                  null)));
      other.getActorFirstRep().setReference(new Reference("Organization/coordinator-be"));
      root.addProvision(other);
    }
    return bundle;
  }

  private static void rename(FhirClient party, String path, String family) {
    Answer read = party.get(path);
    RelatedPerson relative = read.as(RelatedPerson.class);
    relative.getNameFirstRep().setFamily(family);
    Answer corrected = party.put(relative, read.header("ETag"));
    assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
  }

  private long lettersTo(Subscriber subscriber, Case story) {
    return jdbc.sql(
            """
            select count(*) from exchange.notification n join exchange.case_task t on t.id = n.task
             where n.subscription = :id::uuid and t.reference = :reference
            """)
        .param("id", subscriber.read().getIdElement().getIdPart())
        .param("reference", story.reference())
        .query(Long.class)
        .single();
  }
}
