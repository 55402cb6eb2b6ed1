/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.answer.ErrorTexts;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import eu.amelie.terminology.Language;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of answers, line by line, as anybody with an HTTP client sees it. */
@ExchangeServer
class AnswersTest {
  private static final String JSON = "application/fhir+json";
  private static final String XML = "application/fhir+xml";
  private static final String LABEL =
      "\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActReason\","
          + "\"code\":\"HTEST\"}]}";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private FhirClient hospital;
  private FhirClient service;

  @BeforeEach
  void parties() {
    hospital = FhirClient.of(port, "hospital-be");
    service = FhirClient.of(port, "shelter-be");
  }

  private static Answer refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.error()).as(answer.body()).isEqualTo(code);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("X-Request-Id")).isNotBlank();
    String words = answer.body().toLowerCase(Locale.ROOT);
    assertThat(words)
        .doesNotContain("exception", "eu.amelie", "org.", "java", "select ", "hfj_", "\tat ");
    return answer;
  }

  @Test
  void absentHiddenForeignAndUnreadableIdsAreOneAnswer() {
    Case story = Case.submit(port).accepted();
    FhirClient other = FhirClient.of(port, "counselling-be");
    String absent =
        refused(other.get("/fhir/Patient/" + UUID.randomUUID()), 404, "not-found").body();

    for (String id : List.of(story.person(), story.id("Patient"), "none", "FICTION-000417")) {
      Answer answer = refused(other.get("/fhir/Patient/" + id), 404, "not-found");
      assertThat(answer.body()).isEqualTo(absent);
      assertThat(answer.header("ETag")).isNull();
      assertThat(answer.header("Last-Modified")).isNull();
    }
    story.withdraw();
    assertThat(
            refused(story.service().get("/fhir/Patient/" + UUID.randomUUID()), 404, "not-found")
                .body())
        .isEqualTo(absent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer x", "Bearer a.b.c", "Basic aG9zcGl0YWwtYmU6c2FuZGJveA==", "Other x"})
  void withoutAGoodTokenItIs401AndNamesTheScheme(String authorization) {
    Http http = new Http(port);
    HttpResponse<String> answer =
        authorization.isEmpty()
            ? http.get("/fhir/Task")
            : http.get("/fhir/Task", "Authorization", authorization);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(Http.json(answer).at("/issue/0/details/coding/0/code").asText())
        .isEqualTo("unauthenticated");
  }

  @Test
  void aRefusalWithoutATokenIsInTheFormatAndTheLanguageAskedFor() {
    HttpResponse<String> answer =
        new Http(port).get("/fhir/Task", "Accept", XML, "Accept-Language", "it-IT, de;q=0.5");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(XML);
    assertThat(answer.headers().firstValue("Content-Language")).hasValue("it");
    OperationOutcome outcome =
        ca.uhn.fhir.context.FhirContext.forR4Cached()
            .newXmlParser()
            .parseResource(OperationOutcome.class, answer.body());
    assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("unauthenticated");
    assertThat(words(outcome)).isEqualTo(ErrorTexts.in(Language.IT).of("unauthenticated").what());
  }

  private static String words(OperationOutcome outcome) {
    return outcome.getIssueFirstRep().getDetails().getText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          de                 | de
          en;q=0.1, el;q=0.9 | el
          tlh, fr-BE;q=0.2   | fr
          tlh                | en
          ;;;                | en
          """)
  void aRefusalSaysWhatItMeansInTheLanguageAskedFor(String asked, String tag) {
    Language language = Language.of(tag).orElseThrow();
    for (String path : List.of("/fhir/Patient/" + UUID.randomUUID(), "/fhir/Task?colour=red")) {
      Answer english = service.get(path);
      Answer answer = service.get(path, "Accept-Language", asked);

      assertThat(answer.error()).isEqualTo(english.error());
      assertThat(answer.status()).isEqualTo(english.status());
      assertThat(answer.header("Content-Language")).isEqualTo(tag);
      assertThat(answer.header("Vary")).contains("Accept-Language");
      assertThat(words(answer.as(OperationOutcome.class)))
          .isEqualTo(ErrorTexts.in(language).of(answer.error()).what());
      assertThat(answer.body().replace(ErrorTexts.in(language).of(answer.error()).what(), ""))
          .isEqualTo(english.body().replace(words(english.as(OperationOutcome.class)), ""));
    }
  }

  @Test
  void absentAndHiddenAreOneAnswerInEveryLanguage() {
    Case story = Case.submit(port).accepted();
    FhirClient other = FhirClient.of(port, "counselling-be");
    for (Language language : Language.values()) {
      String tag = language.tag();
      Answer absent = other.get("/fhir/Patient/" + UUID.randomUUID(), "Accept-Language", tag);
      Answer hidden = other.get("/fhir/Patient/" + story.person(), "Accept-Language", tag);

      assertThat(refused(hidden, 404, "not-found").body()).isEqualTo(absent.body());
      assertThat(hidden.header("Content-Language")).isEqualTo(absent.header("Content-Language"));
    }
  }

  @Test
  void aRefusedEntryOfABatchIsToldInTheLanguageAskedFor() {
    Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
    batch
        .addEntry()
        .getRequest()
        .setMethod(Bundle.HTTPVerb.GET)
        .setUrl("Patient/" + UUID.randomUUID());

    Bundle answer = service.post("/fhir", batch, "Accept-Language", "nl").as(Bundle.class);

    OperationOutcome outcome =
        (OperationOutcome) answer.getEntryFirstRep().getResponse().getOutcome();
    assertThat(words(outcome)).isEqualTo(ErrorTexts.in(Language.NL).of("not-found").what());
  }

  @Test
  void aTokenThatIsTooNarrowIsToldSoWhateverIsThere() {
    String token =
        Http.json(new Http(port).token("shelter-be", "sandbox", "&scope=system/Task.r"))
            .path("access_token")
            .asText();
    FhirClient narrow = FhirClient.withBearer(port, "Bearer " + token);
    refused(narrow.get("/fhir/Patient/" + UUID.randomUUID()), 403, "insufficient-scope");
    refused(narrow.get("/fhir/Task"), 403, "insufficient-scope");
    refused(narrow.get("/fhir/Task/" + UUID.randomUUID()), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET Task?colour=red",
        "GET Task?_revinclude=Observation:subject",
        "GET Task?_include=Task:owner",
        "GET Task?status:not=requested",
        "GET Task/_history",
        "GET Basic",
        "GET Patient/x/$meta",
        "GET $export",
        "DELETE Patient/x",
        "DELETE Task?status=requested"
      })
  void whatIsNotInTheContractIs403(String asked) {
    String[] parts = asked.split(" ");
    refused(service.send(parts[0], "/fhir/" + parts[1], null, null), 403, "not-in-contract");
  }

  @Test
  void whatDoesNotFitItsProfileIs422AndEachIssueSaysWhere() {
    Case story = Case.submit(port);
    Observation observation = new Observation();
    observation.setSubject(new Reference("Patient/" + story.id("Patient")));
    Answer answer =
        refused(hospital.post("/fhir/Observation", observation), 422, "profile-violation");
    assertThat(answer.as(OperationOutcome.class).getIssue())
        .isNotEmpty()
        .allMatch(issue -> issue.hasExpression())
        .allMatch(issue -> issue.getExpression().get(0).getValue().startsWith("Observation"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "",
        "[]",
        "null",
        "{\"resourceType\":\"Patient\"}}",
        "{\"resourceType\":\"Patient\",\"active\":true,\"active\":false}",
        "{\"resourceType\":\"Patient\",\"colour\":\"red\"}",
        "{\"resourceType\":\"Victim\"}",
        "{\"resourceType\":\"Patient\",\"active\":\"yes\"}",
        "{\"resourceType\":\"Patient\",\"birthDate\":\"1994-13-01\"}",
        "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"\\ud800\"}]}",
        "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"a\\u0000b\"}]}",
        "{\"resourceType\":\"Patient\",/* here */\"active\":true}",
        "{\"resourceType\":\"Patient\",\"extension\":[{\"url\":\"urn:x\",\"valueDecimal\":1e4000}]}"
      })
  void whatCannotBeReadAsJsonIs400(String body) {
    refused(hospital.post("/fhir/Patient", body, JSON), 400, "malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Patient",
        "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/>",
        "<Patient xmlns=\"http://hl7.org/fhir\"><colour value=\"red\"/></Patient>",
        "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\" value=\"false\"/></Patient>",
        "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"yes\"/></Patient>",
        "<!DOCTYPE Patient [<!ENTITY x \"y\">]><Patient xmlns=\"http://hl7.org/fhir\"/>",
        "<Patient xmlns=\"urn:other\"/>"
      })
  void whatCannotBeReadAsXmlIs400(String body) {
    refused(hospital.post("/fhir/Patient", body, XML), 400, "malformed");
  }

  @Test
  void aPartyThatNoConsentPermitsIs422() {
    Bundle bundle = Referrals.fresh();
    Referrals.one(bundle, Task.class).setOwner(new Reference("Organization/health-be"));
    refused(hospital.post("/fhir", bundle), 422, "consent-insufficient");
  }

  @Test
  void anUpdateNamesTheVersionItChanges() {
    Case story = Case.submit(port);
    Patient person = hospital.get("/fhir/Patient/" + story.id("Patient")).as(Patient.class);
    refused(hospital.put(person, null), 428, "version-required");
    refused(hospital.put(person, "W/\"999\""), 412, "version-conflict");
    String patch = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"accepted\"}]";
    String task = "/fhir/Task/" + story.task().getIdElement().getIdPart();
    refused(story.service().patch(task, patch, "W/\"other\""), 412, "version-conflict");
    Patient absent = new Patient();
    absent.setId(UUID.randomUUID().toString());
    refused(hospital.put(absent, null), 404, "not-found");
  }

  @Test
  void aKeyThatWasUsedForOtherContentIs409AndForTheSameIs200() {
    Bundle bundle = Referrals.fresh();
    Answer first = hospital.post("/fhir", bundle);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(Referrals.ids(hospital.post("/fhir", bundle).as(Bundle.class), "Task"))
        .isEqualTo(Referrals.ids(first.as(Bundle.class), "Task"));
    Referrals.one(bundle, ServiceRequest.class).addNote().setText("Plainly other.");
    refused(hospital.post("/fhir", bundle), 409, "duplicate-conflict");
  }

  @Test
  void tooLargeTooDeepAndTooManyAre413() {
    String head = "{\"resourceType\":\"Patient\"," + LABEL + ",";
    String large = head + "\"name\":[{\"family\":\"" + "x".repeat(9 << 20) + "\"}]}";
    refused(hospital.post("/fhir/Patient", large, JSON), 413, "limit-exceeded");
    String larger = head + "\"name\":[{\"family\":\"" + "x".repeat(20 << 20) + "\"}]}";
    refused(hospital.post("/fhir/Patient", larger, JSON), 413, "limit-exceeded");
    String deep =
        head
            + "\"extension\":[{\"url\":\"urn:x\",".repeat(60)
            + "\"id\":\"a\""
            + "}]".repeat(60)
            + "}";
    refused(hospital.post("/fhir/Patient", deep, JSON), 413, "limit-exceeded");
    String entry =
        "{\"resource\":{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}";
    String many =
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
            + (entry + ",").repeat(200)
            + entry
            + "]}";
    refused(hospital.post("/fhir", many, JSON), 413, "limit-exceeded");
  }

  @Test
  void aSearchByPostIsAFormOrHasNoBody() {
    for (String body : List.of("{\"patient\": \"nobody\"}", "patient=nobody", "no form")) {
      refused(service.post("/fhir/Task/_search", body, JSON), 400, "malformed");
    }
    assertThat(service.post("/fhir/Task/_search", "", JSON).status()).isEqualTo(200);
    assertThat(service.search("Task", "status=requested").status()).isEqualTo(200);
  }

  @Test
  void aPageLinkIsItsCallersOwn() {
    Case.submit(port);
    Case.submit(port);
    Bundle page = service.get("/fhir/Task?_count=1").as(Bundle.class);
    String next = page.getLink("next").getUrl();
    assertThat(service.get(next).status()).isEqualTo(200);
    String absent = refused(service.get("/fhir?_page=none"), 404, "not-found").body();
    for (String other : List.of("counselling-be", "hospital-be", "integrator")) {
      Answer answer = refused(FhirClient.of(port, other).get(next), 404, "not-found");
      assertThat(answer.body()).isEqualTo(absent);
    }
  }

  @Test
  void theRequestIdStandsInTheAuditTrail() {
    String id = "answers-" + UUID.randomUUID();
    Answer answer = service.get("/fhir/Patient/none", "X-Request-Id", id);
    assertThat(answer.header("X-Request-Id")).isEqualTo(id);
    assertThat(
            jdbc.sql("select outcome from exchange.audit_event where request_id = :id")
                .param("id", id)
                .query(String.class)
                .list())
        .containsExactly("not-found");
  }

  @Test
  void textOfManyLinesComesThroughInXmlAndInJson() {
    Case story = Case.submit(port);
    String text = "One line.\nAnother, after\ta tab.\n\n  And an indented one: <&\"'>";
    Observation observation = Referrals.one(Referrals.shipped(), Observation.class);
    observation.setSubject(new Reference("Patient/" + story.id("Patient")));
    observation.setEncounter(null);
    observation.getNote().clear();
    observation.addNote().setText(text);
    var xml = ca.uhn.fhir.context.FhirContext.forR4Cached().newXmlParser();

    Answer created =
        hospital.post(
            "/fhir/Observation", xml.encodeResourceToString(observation), XML, "Accept", XML);

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    Observation inXml = xml.parseResource(Observation.class, created.body());
    assertThat(inXml.getNoteFirstRep().getText()).isEqualTo(text);
    String address = "/fhir/Observation/" + inXml.getIdElement().getIdPart();
    for (String pretty : List.of("", "?_pretty=true")) {
      assertThat(
              xml.parseResource(
                      Observation.class, hospital.get(address + pretty, "Accept", XML).body())
                  .getNoteFirstRep()
                  .getText())
          .isEqualTo(text);
      assertThat(hospital.get(address + pretty).as(Observation.class).getNoteFirstRep().getText())
          .isEqualTo(text);
    }
  }
}
