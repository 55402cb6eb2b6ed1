/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The integrator's tools: an empty sandbox, and a clock to look past the end of a Consent. */
@ExchangeServer
class SandboxToolsTest {
  @LocalServerPort private int port;

  @AfterEach
  void freeClock() {
    assertThat(tool("DELETE", "/sandbox/clock", null).status()).isEqualTo(204);
  }

  private Answer tool(String method, String path, String body) {
    return FhirClient.of(port, "integrator").send(method, path, body, "application/json");
  }

  @Test
  void resetEmptiesTheCasesAndKeepsTheDirectory() {
    Case story = Case.submit(port);
    assertThat(tool("POST", "/sandbox/reset", null).status()).isEqualTo(204);

    assertThat(story.hospital().get("/fhir/Patient/" + story.id("Patient")).status())
        .isEqualTo(404);
    assertThat(story.service().get("/fhir/Task").as(Bundle.class).getTotal()).isZero();
    assertThat(story.service().get("/fhir/Organization/hospital-be").status()).isEqualTo(200);
    Case.submit(port).accepted();
  }

  @Test
  void resetMakesTheDirectoryWhatItCameWith() {
    FhirClient shelter = FhirClient.of(port, "shelter-be");
    String path = "/fhir/HealthcareService/shelter-be-service";
    HealthcareService shipped = shelter.get(path).as(HealthcareService.class);
    HealthcareService closed = shipped.copy();
    closed.setActive(false).setName("Closed for the test");
    assertThat(shelter.put(closed, "W/\"" + closed.getMeta().getVersionId() + "\"").status())
        .isEqualTo(200);
    HealthcareService added = shipped.copy();
    added.setId((String) null);
    Answer created = shelter.post("/fhir/HealthcareService", added);
    assertThat(created.status()).as(created.body()).isEqualTo(201);

    assertThat(tool("POST", "/sandbox/reset", null).status()).isEqualTo(204);

    HealthcareService restored = shelter.get(path).as(HealthcareService.class);
    assertThat(restored.getActive()).isTrue();
    assertThat(restored.getName()).isEqualTo(shipped.getName());
    String other = created.as(HealthcareService.class).getIdElement().getIdPart();
    assertThat(shelter.get("/fhir/HealthcareService/" + other).status()).isEqualTo(404);
    assertThat(
            shelter
                .get("/fhir/HealthcareService?organization=shelter-be")
                .entries(HealthcareService.class))
        .hasSize(1);
    Case.submit(port).accepted();
  }

  @Test
  void othersHaveNoTools() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    Answer answer = hospital.send("POST", "/sandbox/reset", null, null);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("not-in-contract");
  }

  @Test
  void whenTheConsentHasRunOutTheCaseIsGoneAndTheTaskIsOver() {
    Case story = Case.submit(port).accepted();
    String person = story.person();
    assertThat(tool("POST", "/sandbox/clock", "{\"instant\": \"2091-01-01T00:00:00Z\"}").status())
        .isEqualTo(204);

    assertThat(story.service().get("/fhir/Patient/" + person).status()).isEqualTo(404);
    assertThat(
            story.service().get("/fhir/Observation?patient=" + person).as(Bundle.class).getTotal())
        .isZero();
    assertThat(story.task().getStatus()).isEqualTo(TaskStatus.CANCELLED);
  }

  @Test
  void anUnreadableInstantIsMalformed() {
    for (String body : new String[] {"{}", "{\"instant\": \"tomorrow\"}", "[", ""}) {
      assertThat(tool("POST", "/sandbox/clock", body).status()).as(body).isEqualTo(400);
    }
  }
}
