/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.rights;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.interceptors.access.Caller;
import eu.amelie.interceptors.access.Purpose;
import eu.amelie.interceptors.access.Role;
import eu.amelie.interceptors.rights.FileCode;
import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person gets of what is kept about her, and who else gets nothing by that way. */
@ExchangeServer
@TestInstance(Lifecycle.PER_CLASS)
class OwnRightsTest {
  private static final String NOBODYS = "5c0fffff-0000-4000-8000-000000000009";
  private static final String SHELTERS_WORDS = "She asked for a room to the garden. (Invented.)";
  private static final String TASK_WORDS = "Ask at the invented back door.";
  private static final String HOSPITALS_WORDS = "She speaks of a bakery that does not exist.";
  private static final Map<String, String> TITLES =
      Map.of(
          "en", "What is noted about you",
          "fr", "Ce qui est noté sur vous",
          "nl", "Wat over u genoteerd is",
          "de", "Was über Sie notiert ist",
          "it", "Che cosa è annotato su di Lei",
          "el", "Τι σημειώνεται για εσάς");

  @LocalServerPort private int port;
  @Autowired private IdDoor door;
  @Autowired private JdbcClient jdbc;

  private Case story;
  private String sheltersPerson;
  private String shelterName;

  @BeforeAll
  void twoKeepers() {
    story = Case.submit(port).accepted();
    sheltersPerson = story.person();
    assertThat(story.service().get("/fhir/Patient/" + sheltersPerson).status()).isEqualTo(200);
    Answer noted = story.service().post("/fhir/Observation", noted(sheltersPerson));
    assertThat(noted.status()).as(noted.body()).isEqualTo(201);
    shelterName =
        story.hospital().get("/fhir/Organization/shelter-be").as(Organization.class).getName();
  }

  private static Observation noted(String person) {
    Observation sign = Referrals.one(Referrals.shipped(), Observation.class);
    sign.setSubject(new Reference("Patient/" + person));
    sign.setEncounter(null);
    sign.setPerformer(List.of(new Reference("Organization/shelter-be")));
    sign.setNote(List.of(new Annotation().setText(SHELTERS_WORDS)));
    return sign;
  }

  private String own(String operation) {
    return "/fhir/Patient/" + story.id("Patient") + "/$" + operation;
  }

  private String shelters(String operation) {
    return "/fhir/Patient/" + sheltersPerson + "/$" + operation;
  }

  private static Answer data(FhirClient client, String path) {
    return client.get(path, "Accept", "application/fhir+json");
  }

  @Test
  void theHospitalHandsOutAllThatItSubmittedWhateverLabelsItBears() {
    Answer answer = data(story.hospital(), own("my-data"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Bundle document = answer.as(Bundle.class);
    assertThat(document.getType()).isEqualTo(BundleType.DOCUMENT);
    assertThat(document.getEntryFirstRep().getResource()).isInstanceOf(Composition.class);
    assertThat(((Composition) document.getEntryFirstRep().getResource()).getAuthorFirstRep())
        .returns(null, Reference::getReference)
        .satisfies(author -> assertThat(author.getDisplay()).isNotBlank());
    List<String> types =
        document.getEntry().stream().map(entry -> entry.getResource().fhirType()).toList();
    for (Bundle.BundleEntryComponent entry : Referrals.shipped().getEntry()) {
      assertThat(types).contains(entry.getResource().fhirType());
    }
    long signs =
        Referrals.shipped().getEntry().stream()
            .filter(entry -> entry.getResource() instanceof Observation)
            .count();
    assertThat(answer.entries(Observation.class)).hasSize((int) signs);
    assertThat(answer.entries(Patient.class).get(0).getNameFirstRep().getFamily())
        .isEqualTo("Voorbeeldpersoon");
    assertThat(answer.body()).contains(HOSPITALS_WORDS).doesNotContain(SHELTERS_WORDS);
  }

  @Test
  void theShelterHandsOutItsOwnPartAndNothingOfTheHospitals() {
    Answer answer = data(story.service(), shelters("my-data"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains(SHELTERS_WORDS)
        .doesNotContain(HOSPITALS_WORDS, "Voorbeeldpersoon", "hospital-be");
    assertThat(answer.entries(Resource.class))
        .extracting(Resource::fhirType)
        .containsExactly("Composition", "Observation");
  }

  @Test
  void whatAServiceHasAddedToTheHospitalsTaskIsHersThroughThatServiceAlone() {
    Case other = Case.submit(port, OwnRightsTest::withWordsOnTheTask).accepted();
    String person = other.person();
    String path = "/fhir/Patient/" + person + "/$my-data";
    Answer before = data(other.service(), path);
    Task task = other.task();
    task.addNote(new Annotation().setText(SHELTERS_WORDS));
    String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
    assertThat(other.service().put(task, etag).status()).isEqualTo(200);

    Answer answer = data(other.service(), path);
    Answer hospitals = data(other.hospital(), "/fhir/Patient/" + other.id("Patient") + "/$my-data");

    assertThat(before.status()).as("nothing of its own yet").isEqualTo(404);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.entries(Task.class)).hasSize(1);
    Task part = answer.entries(Task.class).get(0);
    assertThat(part.getNote()).extracting(Annotation::getText).containsExactly(SHELTERS_WORDS);
    assertThat(part.hasRequester() || part.hasFocus() || part.hasDescription()).isFalse();
    assertThat(answer.body())
        .doesNotContain(HOSPITALS_WORDS, TASK_WORDS, "Voorbeeldpersoon", "hospital-be");
    assertThat(hospitals.body()).contains(TASK_WORDS).doesNotContain(SHELTERS_WORDS);
    assertThat(other.service().get(path + "?language=en").body()).contains(SHELTERS_WORDS);
    String key = FileCode.random(new SecureRandom()).key().text();
    assertThat(other.service().post(path, SealedFiles.sealTo(key)).status()).isEqualTo(200);
  }

  private static Bundle withWordsOnTheTask(Bundle bundle) {
    Referrals.one(bundle, Task.class).setDescription(TASK_WORDS);
    return bundle;
  }

  @Test
  void aResultAloneIsHersTooAlsoWhenTheServiceIsDone() {
    Case other = Case.submit(port).accepted();
    String path = "/fhir/Patient/" + other.person() + "/$my-data";
    assertThat(other.move(TaskStatus.INPROGRESS).status()).isEqualTo(200);
    assertThat(data(other.service(), path).status()).isEqualTo(404);
    assertThat(other.move(TaskStatus.COMPLETED).status()).isEqualTo(200);

    Answer answer = data(other.service(), path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.entries(Task.class).get(0).getOutput()).hasSize(1);
    assertThat(other.service().get(path.replace("my-data", "disclosures")).status()).isEqualTo(200);
    assertThat(data(FhirClient.of(port, "counselling-be"), path).status()).isEqualTo(404);
  }

  @Test
  void thePageIsInEachLanguageNeutralAndNamesNobodyWhereItIsNotSafe() throws IOException {
    for (Map.Entry<String, String> language : TITLES.entrySet()) {
      for (String operation : List.of("my-data", "disclosures")) {
        Answer page = story.hospital().get(own(operation) + "?language=" + language.getKey());
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.header("Content-Language")).isEqualTo(language.getKey());
        assertThat(page.body())
            .contains("lang=\"" + language.getKey() + "\"")
            .doesNotContain(story.id("Patient"), " th:", shelterName, "shelter-be");
        String plain = page.body().toLowerCase(Locale.ROOT);
        for (String word : List.of("traffick", "victim", "exploit", "slaver", "menschenhandel")) {
          assertThat(plain).doesNotContain(word);
        }
      }
      Answer page = story.hospital().get(own("my-data") + "?language=" + language.getKey());
      assertThat(page.body())
          .contains("<h1>" + language.getValue() + "</h1>", "Voorbeeldpersoon", HOSPITALS_WORDS);
      Answer document = data(story.hospital(), own("my-data") + "?language=" + language.getKey());
      assertThat(document.entries(Composition.class).get(0).getTitle())
          .isEqualTo(language.getValue());
    }
  }

  @Test
  void thePdfIsTaggedAndInHerLanguage() throws Exception {
    for (String operation : List.of("my-data", "disclosures")) {
      byte[] bytes =
          java.net.http.HttpClient.newHttpClient()
              .send(
                  java.net.http.HttpRequest.newBuilder(
                          java.net.URI.create(
                              "http://localhost:" + port + own(operation) + "?language=el"))
                      .header("Authorization", new Http(port).bearer("hospital-be"))
                      .header("Accept", "application/pdf")
                      .build(),
                  java.net.http.HttpResponse.BodyHandlers.ofByteArray())
              .body();
      try (PDDocument pdf = Loader.loadPDF(bytes)) {
        assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("el");
        assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      }
    }
  }

  @Test
  void withoutALanguageAskedForItIsTheOneThatSheReads() {
    Answer page = story.hospital().get(own("my-data"));

    // Romanian first, of which there are no words, then English.
    assertThat(page.header("Content-Language")).isEqualTo("en");
    assertThat(story.hospital().get(own("my-data") + "?language=ro").error())
        .isEqualTo("profile-violation");
  }

  @Test
  void whoSawItIsToldByDayAndPurposeAndByNameWherePaperIsSafe() {
    String silent = story.hospital().get(own("disclosures")).body();
    String named = story.hospital().get(own("disclosures") + "?paperSafe=true").body();
    Answer document = data(story.hospital(), own("disclosures"));

    assertThat(silent)
        .contains("Others whom you agreed to", "your name")
        .doesNotContain(shelterName);
    assertThat(named).contains(shelterName, "to support you");
    AuditEvent event =
        document.entries(AuditEvent.class).stream()
            .filter(one -> one.getAgentFirstRep().getWho().getReference().endsWith("shelter-be"))
            .findFirst()
            .orElseThrow();
    assertThat(event.getEntity())
        .anySatisfy(
            seen -> {
              assertThat(seen.getWhat().getReference()).isEqualTo("Patient/" + story.id("Patient"));
              assertThat(seen.getSecurityLabel()).extracting("code").contains("IDS", "DEMO");
            });
    assertThat(event.getRecordedElement().getValueAsString()).endsWith("T00:00:00Z");
  }

  /** Somebody whom the hospital has never named looked in an emergency. */
  private void unnamedAccess(Case other, String organisation) {
    UUID person = door.inward(hospital(), other.id("Patient"));
    jdbc.sql(
            """
            insert into exchange.audit_event
              (request_id, organisation, client, role, purposes, method, interaction, status,
               outcome, items)
            values ('unnamed', :organisation, :organisation, 'support', 'BTG', 'read',
                    'read Patient', 200, 'permit', :items)
            """)
        .param("organisation", organisation)
        .param("items", "Patient/" + person + "[IDS][break-glass]")
        .update();
  }

  private static Caller hospital() {
    return new Caller(
        "hospital-be",
        "hospital-be",
        Role.REFERRER,
        "BE",
        Set.of(Purpose.of("TREAT")),
        Set.of(),
        false);
  }

  @Test
  void whomTheHospitalHasNotNamedItDoesNotLearnOf() {
    Case other = Case.submit(port).accepted();
    String path = "/fhir/Patient/" + other.id("Patient") + "/$disclosures?paperSafe=true";
    String before;
    String after;
    LocalDate day;
    do {
      // What was seen is told by its day.
      day = LocalDate.now(ZoneOffset.UTC);
      data(other.hospital(), path);
      before = other.hospital().get(path).body();
      unnamedAccess(other, "counselling-be");
      after = other.hospital().get(path).body();
    } while (!day.equals(LocalDate.now(ZoneOffset.UTC)));

    assertThat(after).isEqualTo(before);
    assertThat(data(other.hospital(), path).body()).doesNotContain("counselling-be");
    assertThat(SealedFiles.opened(other).get("disclosures.json")).contains("counselling-be");
  }

  @Test
  void everythingLeavesSealedOnlyAndOpensToAllThatAnybodyNoted() {
    Map<String, String> files = SealedFiles.opened(story);

    assertThat(files)
        .containsOnlyKeys("my-data.html", "my-data.json", "disclosures.html", "disclosures.json");
    assertThat(files.get("my-data.html"))
        .contains(HOSPITALS_WORDS, SHELTERS_WORDS, "Voorbeeldpersoon", shelterName);
    assertThat(files.get("my-data.json"))
        .contains(HOSPITALS_WORDS, SHELTERS_WORDS)
        .doesNotContain(story.id("Patient"), sheltersPerson);
    assertThat(files.get("disclosures.html")).contains(shelterName, "to support you");
    assertThat(((Bundle) Referrals.read(files.get("my-data.json"))).getType())
        .isEqualTo(BundleType.DOCUMENT);
  }

  @Test
  void theSealedFileIsAsLongWhereNobodyElseHasAPart() {
    Case alone = Case.submit(port);

    assertThat(SealedFiles.length(alone)).isEqualTo(SealedFiles.length(story));
  }

  @Test
  void aKeyServesOnceAndWhatIsNoneIsRefused() {
    String key = FileCode.random(new SecureRandom()).key().text();

    assertThat(story.hospital().post(own("my-data"), SealedFiles.sealTo(key)).status())
        .isEqualTo(200);
    assertThat(story.hospital().post(own("my-data"), SealedFiles.sealTo(key)).error())
        .isEqualTo("profile-violation");
    for (String none : List.of("x", "A".repeat(43))) {
      assertThat(story.hospital().post(own("my-data"), SealedFiles.sealTo(none)).error())
          .isEqualTo("profile-violation");
    }
    assertThat(story.hospital().get(own("my-data") + "?sealTo=" + key).error())
        .isEqualTo("not-in-contract");
  }

  @Test
  void whoKeepsNothingIsAnsweredAsIfNobodyWereThere() {
    Case other = Case.submit(port).accepted();
    String seen = other.person();
    String key = FileCode.random(new SecureRandom()).key().text();
    for (String operation : List.of("my-data", "disclosures")) {
      String absent = other.service().get("/fhir/Patient/" + NOBODYS + "/$" + operation).body();
      assertThat(absent).contains("not-found");
      // Seen, but nothing of it its own; the hospital's id; what is no person.
      String task = other.task().getIdElement().getIdPart();
      for (String id : List.of(seen, other.id("Patient"), task)) {
        Answer answer = other.service().get("/fhir/Patient/" + id + "/$" + operation);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().replace(id, NOBODYS)).isEqualTo(absent);
        Answer sealed =
            other.service().post("/fhir/Patient/" + id + "/$" + operation, SealedFiles.sealTo(key));
        assertThat(sealed.status()).isEqualTo(404);
        assertThat(sealed.body().replace(id, NOBODYS)).isEqualTo(absent);
      }
      for (String stranger : List.of("hospital-gr", "coordinator-be")) {
        assertThat(
                FhirClient.of(port, stranger)
                    .get("/fhir/Patient/" + other.id("Patient") + "/$" + operation)
                    .status())
            .as(stranger)
            .isEqualTo(404);
      }
      for (String role : List.of("statistics-eu", "auditor-be")) {
        assertThat(
                FhirClient.of(port, role)
                    .get("/fhir/Patient/" + other.id("Patient") + "/$" + operation)
                    .error())
            .as(role)
            .isEqualTo("not-in-contract");
      }
    }
    // The key was not used up by what was refused.
    assertThat(
            other
                .hospital()
                .post("/fhir/Patient/" + other.id("Patient") + "/$my-data", SealedFiles.sealTo(key))
                .status())
        .isEqualTo(200);
  }

  @Test
  void whoMayReadAPartOnlyHandsOutNothing() {
    Http http = new Http(port);
    String token =
        Http.json(http.token("hospital-be", "sandbox", "&scope=system/Patient.r"))
            .path("access_token")
            .asText();

    for (String operation : List.of("my-data", "disclosures")) {
      assertThat(FhirClient.withBearer(port, "Bearer " + token).get(own(operation)).error())
          .isEqualTo("insufficient-scope");
    }
  }

  @Test
  void everyCallIsOnRecordAndASealedFileAsSuch() {
    for (String operation : List.of("my-data", "disclosures")) {
      String request = "rights-" + UUID.randomUUID();
      story.hospital().get(own(operation), "X-Request-Id", request);
      assertThat(recorded(request)).startsWith("operation Patient " + operation);
    }
    String request = "rights-" + UUID.randomUUID();
    story
        .hospital()
        .post(
            own("my-data"),
            SealedFiles.sealTo(FileCode.random(new SecureRandom()).key().text()),
            "X-Request-Id",
            request);
    assertThat(recorded(request)).contains("sealed Patient/");
  }

  private String recorded(String request) {
    return jdbc.sql(
            """
            select interaction || ' ' || coalesce(items, '') from exchange.audit_event
             where request_id = :request and outcome = 'permit'
            """)
        .param("request", request)
        .query(String.class)
        .single();
  }
}
