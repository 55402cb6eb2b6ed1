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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The main job from end to end: who sees what, at each step of a referral. */
@ExchangeServer
class ReferralStoryTest {
  private static final List<String> OTHERS =
      List.of("counselling-be", "shelter-gr", "coordinator-be");
  private static final List<String> NAMES =
      List.of("Voorbeeldpersoon", "Fictiva", "FICTION-000417");
  private static final List<String> CONTACTS = List.of("555 01 17", "mail.example");

  /** The number as a value of its own: others have these digits in them, and ids do at times. */
  private static final List<String> PLACES = List.of("Verzonnenstraat", "Fictiestad", "\"9999\"");

  @LocalServerPort private int port;

  @Test
  void beforeAcceptanceTheServiceSeesThePermittedCaseWithoutIdentity() {
    Case story = Case.submit(port);
    Answer found =
        story
            .service()
            .get("/fhir/Task?status=requested&_include=Task:patient&_include=Task:focus");

    assertThat(found.entries(Task.class)).isNotEmpty();
    assertThat(found.entries(ServiceRequest.class)).isNotEmpty();
    assertNothingOf(found.body(), NAMES, CONTACTS, PLACES);
    Answer person = story.service().get("/fhir/Patient/" + story.person());
    assertThat(person.status()).isEqualTo(200);
    assertThat(person.as(Patient.class).getBirthDateElement().getValueAsString()).hasSize(4);
    assertThat(person.as(Patient.class).getMeta().getSecurity())
        .extracting("code")
        .containsExactly("PSEUDED");
    assertNothingOf(person.body(), NAMES, CONTACTS, PLACES);
    Answer signs = story.service().get("/fhir/Observation?patient=" + story.person());
    assertThat(signs.entries(Observation.class))
        .hasSameSizeAs(observations(Referrals.shipped()))
        .noneMatch(Observation::hasNote);
  }

  @Test
  void afterAcceptanceItLearnsTheIdentityThatThePersonAllowedAndNoMore() {
    Case story = Case.submit(port).accepted();
    Answer person = story.service().get("/fhir/Patient/" + story.person());

    assertThat(person.body()).contains("Voorbeeldpersoon", "FICTION-000417", "555 01 17");
    assertThat(person.as(Patient.class).getBirthDateElement().getValueAsString())
        .isEqualTo("1994-03-17");
    assertNothingOf(person.body(), PLACES);
    Answer everything = story.service().get("/fhir/Patient/" + story.person() + "/$everything");
    assertThat(everything.entries(Observation.class)).isNotEmpty().noneMatch(Observation::hasNote);
  }

  @Test
  void nobodyElseSeesAnythingAtAnyStep() {
    Case story = Case.submit(port);
    nothingFor(story, OTHERS);
    story.accepted();
    nothingFor(story, OTHERS);
    story.move(TaskStatus.INPROGRESS);
    assertThat(story.move(TaskStatus.COMPLETED).status()).isEqualTo(200);
    nothingFor(story, OTHERS);
    assertThat(story.withdraw().status()).isEqualTo(200);
    nothingFor(story, OTHERS);
  }

  private void nothingFor(Case story, List<String> parties) {
    for (String party : parties) {
      FhirClient other = FhirClient.of(port, party);
      assertThat(other.get("/fhir/Task?_count=200").body())
          .as(party)
          .contains("searchset")
          .doesNotContain(story.reference());
      for (String id : List.of(story.id("Task"), story.task().getIdElement().getIdPart())) {
        assertThat(other.get("/fhir/Task/" + id).status()).as(party).isEqualTo(404);
      }
      assertThat(other.get("/fhir/Patient/" + story.id("Patient")).status()).isEqualTo(404);
    }
  }

  @Test
  void statisticsReadNoCaseAtAll() {
    FhirClient statistics = FhirClient.of(port, "statistics-eu");
    for (String path :
        List.of("/fhir/Task", "/fhir/Patient/5c0fffff-0000-4000-8000-000000000009")) {
      Answer answer = statistics.get(path);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.error()).isEqualTo("not-in-contract");
    }
  }

  @Test
  void theHospitalFollowsItsTaskAndReadsItsOwnRecordWhole() {
    Case story = Case.submit(port).accepted();
    Task followed = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    assertThat(followed.getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(followed.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("accepted");

    story.move(TaskStatus.INPROGRESS);
    story.move(TaskStatus.COMPLETED);
    Answer completed = story.hospital().get("/fhir/Task/" + story.id("Task"));
    assertThat(completed.as(Task.class).getStatus()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(completed.as(Task.class).hasOutput()).isFalse();

    Patient own = story.hospital().get("/fhir/Patient/" + story.id("Patient")).as(Patient.class);
    Patient sent = Referrals.one(Referrals.shipped(), Patient.class);
    own.setId((String) null);
    own.setMeta(sent.getMeta());
    assertThat(FhirClient.json(own)).isEqualTo(FhirClient.json(sent));
  }

  @Test
  void whatWasWithdrawnIsNotGrantedAgainByAnUpdate() {
    for (boolean partly : new boolean[] {true, false}) {
      Case story = Case.submit(port).accepted();
      String path = "/fhir/Consent/" + story.id("Consent");
      Consent given = story.hospital().get(path).as(Consent.class);
      Parameters whom = new Parameters();
      if (partly) {
        whom.addParameter().setName("actor").setValue(new Reference("Organization/shelter-be"));
      }
      assertThat(story.hospital().post(path + "/$withdraw", whom).status()).isEqualTo(200);
      assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);

      Answer again = story.hospital().put(given, story.hospital().get(path).header("ETag"));
      assertThat(again.status()).as(again.body()).isEqualTo(422);
      assertThat(again.error()).isEqualTo("transition-not-allowed");
    }
  }

  @Test
  void aServiceMayWithdrawForThePersonAndSayItTwice() {
    Case story =
        Case.submit(
            port,
            bundle -> {
              Referrals.one(bundle, Consent.class)
                  .getProvision()
                  .getProvisionFirstRep()
                  .addClass_(
                      new org.hl7.fhir.r4.model.Coding(
                          "http://hl7.org/fhir/resource-types", "Consent", null));
              return bundle;
            });
    String consent =
        story
            .service()
            .get("/fhir/Consent?patient=" + story.person())
            .entries(Consent.class)
            .get(0)
            .getIdElement()
            .getIdPart();
    for (int i = 0; i < 2; i++) {
      Answer answer =
          story.service().post("/fhir/Consent/" + consent + "/$withdraw", new Parameters());
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void aDeclinedServiceKeepsItsTaskAndNothingElse() {
    Case story = Case.submit(port);
    String person = story.person();
    assertThat(story.move(TaskStatus.REJECTED, "no-capacity").status()).isEqualTo(200);

    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.REJECTED);
    assertThat(story.task().getFocus().hasReference()).isFalse();
  }

  @Test
  void anAnonymousPersonIsReferredLikeAnyOther() {
    Case story =
        Case.submit(
                port,
                bundle -> {
                  Patient person = Referrals.one(bundle, Patient.class);
                  person.setName(null);
                  person.setIdentifier(null);
                  person.setTelecom(null);
                  person.setAddress(null);
                  person.setBirthDate(null);
                  return bundle;
                })
            .accepted();

    Answer person = story.service().get("/fhir/Patient/" + story.person());
    assertThat(person.status()).isEqualTo(200);
    assertThat(person.as(Patient.class).hasName()).isFalse();
  }

  @Test
  void twoServicesOnOneCaseShareNoIdAndNoVersion() {
    Case story = Case.submit(port, bundle -> Referrals.alsoPermitting(bundle, "counselling-be"));
    Task second = Referrals.one(Referrals.shipped(), Task.class);
    second.setFor(new Reference("Patient/" + story.id("Patient")));
    second.setFocus(new Reference("ServiceRequest/" + story.id("ServiceRequest")));
    second.setEncounter(null);
    second.setIdentifier(null);
    second.setOwner(new Reference("Organization/counselling-be"));
    Answer asked = story.hospital().post("/fhir/Task", second);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);

    FhirClient counselling = FhirClient.of(port, "counselling-be");
    Task theirs = Tasks.find(counselling, Tasks.reference(asked.as(Task.class)));
    assertThat(theirs.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    assertThat(story.service().get("/fhir/Task?patient=" + story.person()).entries(Task.class))
        .hasSize(1);
    String person = theirs.getFor().getReferenceElement().getIdPart();
    Answer one = story.service().get("/fhir/Patient/" + story.person() + "/$everything");
    Answer other = counselling.get("/fhir/Patient/" + person + "/$everything");

    assertThat(other.entries(Observation.class)).isNotEmpty();
    Set<String> shared = new TreeSet<>(ids(one.body()));
    shared.retainAll(ids(other.body()));
    assertThat(shared).isEmpty();
    Set<String> versions = versions(one);
    versions.retainAll(versions(other));
    assertThat(versions).isEmpty();
    assertThat(counselling.get("/fhir/Patient/" + story.person()).status()).isEqualTo(404);
    theirs.setStatus(TaskStatus.REJECTED);
    theirs.setStatusReason(
        story
            .task()
            .getStatusReason()
            .addCoding(
                new org.hl7.fhir.r4.model.Coding(
                    "https://fhir.example.org/supportive-care/CodeSystem/sc-status-reason",
                    "no-capacity",
                    null)));
    assertThat(counselling.put(theirs, "W/\"" + theirs.getMeta().getVersionId() + "\"").status())
        .isEqualTo(200);
  }

  private static Set<String> ids(String body) {
    Set<String> ids = new TreeSet<>();
    Matcher matcher = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").matcher(body);
    while (matcher.find()) {
      ids.add(matcher.group());
    }
    return ids;
  }

  private static Set<String> versions(Answer answer) {
    return answer.entries(Resource.class).stream()
        .map(resource -> resource.getMeta().getVersionId())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Observation> observations(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .toList();
  }

  @SafeVarargs
  private static void assertNothingOf(String body, List<String>... needles) {
    for (List<String> some : needles) {
      some.forEach(needle -> assertThat(body).doesNotContain(needle));
    }
  }
}
