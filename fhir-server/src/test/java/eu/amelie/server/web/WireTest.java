/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What stands on the wire around an answer: headers, formats, preferences, discovery. */
@ExchangeServer
class WireTest {
  @LocalServerPort private int port;

  @Test
  void discoveryNeedsNoTokenAndNamesTheProductNeutrally() {
    var response = new Http(port).get("/fhir/metadata");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("Supportive Care Exchange")
        .doesNotContainIgnoringCase("traffick")
        .doesNotContainIgnoringCase("hapi")
        .doesNotContainIgnoringCase("amelie");
    var smart = new Http(port).get("/fhir/.well-known/smart-configuration");
    assertThat(smart.statusCode()).isEqualTo(200);
    assertThat(Http.json(smart).path("token_endpoint").asText()).endsWith("/oauth2/token");
  }

  @Test
  void eachRoleIsServedItsOwnContract() {
    CapabilityStatement shelter =
        FhirClient.of(port, "shelter-be").get("/fhir/metadata").as(CapabilityStatement.class);
    CapabilityStatement statistics =
        FhirClient.of(port, "statistics-eu").get("/fhir/metadata").as(CapabilityStatement.class);
    assertThat(shelter.getSoftware().getName()).isEqualTo("Supportive Care Exchange");
    assertThat(types(shelter)).contains("Task", "Patient");
    assertThat(types(statistics)).doesNotContain("Task", "Patient");
  }

  private static List<String> types(CapabilityStatement statement) {
    return statement.getRestFirstRep().getResource().stream()
        .map(CapabilityStatement.CapabilityStatementRestResourceComponent::getType)
        .toList();
  }

  @Test
  void disclosureD5EveryAnswerIsNotToBeStored() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    for (String path : List.of("/fhir/metadata", "/fhir/Task", "/fhir/Task/none", "/fhir/Basic")) {
      Answer answer = service.get(path);
      assertThat(answer.header("Cache-Control")).as(path).contains("no-store");
      assertThat(answer.header("Vary")).contains("Authorization");
    }
    assertThat(new Http(port).get("/fhir/Task").headers().firstValue("Cache-Control").orElse(""))
        .contains("no-store");
  }

  @Test
  void theRequestIdIsEchoedWhereItIsFitAndElseMade() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    assertThat(service.get("/fhir/Task", "X-Request-Id", "abc-1").header("X-Request-Id"))
        .isEqualTo("abc-1");
    assertThat(service.get("/fhir/Task", "X-Request-Id", "a b<c>").header("X-Request-Id"))
        .hasSize(36);
    assertThat(service.get("/fhir/Task").header("X-Request-Id")).hasSize(36);
  }

  @Test
  void xmlIsAcceptedAndProduced() {
    Case story = Case.submit(port);
    Answer xml =
        story.service().get("/fhir/Patient/" + story.person(), "Accept", "application/fhir+xml");
    assertThat(xml.header("Content-Type")).startsWith("application/fhir+xml");
    assertThat(xml.body()).startsWith("<Patient xmlns=\"http://hl7.org/fhir\">");
    Patient person = new Patient();
    person
        .getMeta()
        .addSecurity("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", null);
    person.addName().setFamily("Plainlyfictional");
    String body =
        ca.uhn.fhir.context.FhirContext.forR4Cached().newXmlParser().encodeResourceToString(person);
    Answer created = story.hospital().post("/fhir/Patient", body, "application/fhir+xml");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("Location")).contains("/fhir/Patient/").endsWith("/_history/1");
    assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
  }

  @Test
  void preferIsHonouredOnSingleWrites() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    Patient person = new Patient();
    person
        .getMeta()
        .addSecurity("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", null);

    assertThat(hospital.post("/fhir/Patient", person, "Prefer", "return=minimal").body()).isEmpty();
    assertThat(
            hospital
                .post("/fhir/Patient", person, "Prefer", "return=OperationOutcome")
                .as(OperationOutcome.class)
                .getIssue())
        .hasSize(1);
    assertThat(
            hospital
                .post("/fhir/Patient", person, "Prefer", "return=representation")
                .as(Patient.class)
                .getIdElement()
                .getIdPart())
        .hasSize(36);
  }

  @Test
  void hardening8CountsAreClampedOrMalformed() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    assertThat(service.get("/fhir/Task?_count=1000000000").status()).isEqualTo(200);
    assertThat(service.get("/fhir/Task?_count=-1").status()).isEqualTo(400);
    assertThat(service.get("/fhir/Task?_count=abc").status()).isEqualTo(400);
  }

  @Test
  void hardening9LongAddressesAreRefused() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    assertThat(service.get("/fhir/Task?_id=" + "a".repeat(10_000)).status()).isIn(400, 414);
    assertThat(service.get("/fhir/Task?_id=" + "a,".repeat(600) + "a").status()).isIn(200, 400);
  }

  @Test
  void hardening11OverridesAndOtherMethodsAreRefused() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    assertThat(service.get("/fhir/Task", "X-HTTP-Method-Override", "DELETE").status())
        .isEqualTo(400);
    assertThat(service.send("PURGE", "/fhir/Task", null, null).status()).isIn(400, 405);
    assertThat(service.get("/fhir/Task/..%2f..%2factuator").status()).isEqualTo(400);
    assertThat(service.get("/fhir/Task;x=1").status()).isEqualTo(400);
    assertThat(service.get("/fhir/Task/%00").status()).isEqualTo(400);
  }

  @Test
  void hardening14AForeignOriginGetsNoPermission() {
    Answer answer =
        FhirClient.of(port, "shelter-be")
            .get("/fhir/Task", "Origin", "https://elsewhere.example.org");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void hardening15ConformanceAndAuditAreNotWritten() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    for (String type :
        List.of(
            "SearchParameter",
            "StructureDefinition",
            "CodeSystem",
            "CapabilityStatement",
            "AuditEvent")) {
      Answer answer =
          hospital.post(
              "/fhir/" + type, "{\"resourceType\":\"" + type + "\"}", "application/fhir+json");
      assertThat(answer.error()).as(type).isEqualTo("not-in-contract");
    }
  }

  @Test
  void everyoneReadsTheDirectoryAndTerminology() {
    for (String party : List.of("statistics-eu", "auditor-be", "coordinator-be")) {
      FhirClient client = FhirClient.of(port, party);
      assertThat(client.get("/fhir/Organization").status()).as(party).isEqualTo(200);
      assertThat(client.get("/fhir/CodeSystem/sc-error").status()).as(party).isEqualTo(200);
    }
  }

  @Test
  void theDirectoryIsReadBySearchAndById() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    assertThat(service.get("/fhir/Organization/hospital-be").status()).isEqualTo(200);
    assertThat(service.get("/fhir/Organization/nobody").status()).isEqualTo(404);
    assertThat(service.get("/fhir/HealthcareService/shelter-be-service").status()).isEqualTo(200);
    Answer greek = service.get("/fhir/HealthcareService?country=GR");
    assertThat(greek.status()).as(greek.body()).isEqualTo(200);
    assertThat(greek.body()).contains("shelter-gr-service").doesNotContain("shelter-it-service");
    assertThat(service.get("/fhir/HealthcareService?organization=Organization/shelter-it").body())
        .contains("shelter-it-service")
        .doesNotContain("shelter-gr-service");
  }

  @Test
  void profilesAndTerminologyAreReadById() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    for (String path :
        List.of("StructureDefinition/sc-patient", "CodeSystem/sc-error", "ValueSet/sc-form")) {
      assertThat(service.get("/fhir/" + path).status()).as(path).isEqualTo(200);
    }
    assertThat(service.get("/fhir/CodeSystem/none").status()).isEqualTo(404);
  }

  @Test
  void theBusinessStatusIsSearchedAsTheCallerSeesIt() {
    Case story = Case.submit(port).accepted();
    Task task = story.task();
    task.setStatus(Task.TaskStatus.INPROGRESS);
    task.setBusinessStatus(
        new org.hl7.fhir.r4.model.CodeableConcept(
            new org.hl7.fhir.r4.model.Coding(
                "https://fhir.example.org/supportive-care/CodeSystem/sc-business-status",
                "first-contact-made",
                null)));
    assertThat(story.service().put(task, "W/\"" + task.getMeta().getVersionId() + "\"").status())
        .isEqualTo(200);
    String id = story.id("Task");

    String own = task.getIdElement().getIdPart();
    assertThat(
            story
                .service()
                .get("/fhir/Task?business-status=first-contact-made&_id=" + own)
                .entries(Task.class))
        .hasSize(1);
    assertThat(
            story.hospital().get("/fhir/Task?business-status=first-contact-made&_count=200").body())
        .doesNotContain(id);
    assertThat(story.hospital().get("/fhir/Task?business-status=accepted&_id=" + id).body())
        .contains(id);
  }
}
