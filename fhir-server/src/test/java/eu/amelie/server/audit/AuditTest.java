/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One record for each request, refusals included, and none of it names anybody. */
@ExchangeServer
class AuditTest {
  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private List<Map<String, Object>> records(String requestId) {
    return jdbc.sql("select * from exchange.audit_event where request_id = :id")
        .param("id", requestId)
        .query()
        .listOfRows();
  }

  private static String id() {
    return "test-" + UUID.randomUUID();
  }

  @Test
  void aReadIsOnRecordWithWhatItShowed() {
    Case story = Case.submit(port).accepted();
    String request = id();
    story.service().get("/fhir/Patient/" + story.person(), "X-Request-Id", request);

    assertThat(records(request)).hasSize(1);
    Map<String, Object> record = records(request).get(0);
    assertThat(record)
        .containsEntry("organisation", "shelter-be")
        .containsEntry("purposes", "sc-support")
        .containsEntry("interaction", "read Patient")
        .containsEntry("status", 200)
        .containsEntry("outcome", "permit");
    assertThat(record.get("items").toString()).contains("Patient/").contains("[IDS,DEMO]");
  }

  @Test
  void aRefusalIsOnRecordAndAWriteThatFailedIsOneToo() {
    String hidden = id();
    FhirClient.of(port, "shelter-be")
        .get("/fhir/Patient/5c0fffff-0000-4000-8000-000000000009", "X-Request-Id", hidden);
    assertThat(records(hidden)).hasSize(1);
    assertThat(records(hidden).get(0)).containsEntry("outcome", "not-found");

    String refused = id();
    Bundle bundle = Referrals.fresh();
    bundle.getEntry().removeIf(entry -> entry.getResource() instanceof Consent);
    FhirClient.of(port, "hospital-be").post("/fhir", bundle, "X-Request-Id", refused);
    assertThat(records(refused)).hasSize(1);
    assertThat(records(refused).get(0)).containsEntry("outcome", "consent-insufficient");
  }

  @Test
  void disclosureD4WhatAWriteShowsInItsAnswerIsOnRecordLikeARead() {
    Case story = Case.submit(port);
    org.hl7.fhir.r4.model.Task task = story.task();
    task.setStatus(org.hl7.fhir.r4.model.Task.TaskStatus.ACCEPTED);
    String etag = "W/\"" + task.getMeta().getVersionId() + "\"";
    String shown = id();
    story
        .service()
        .send(
            "PUT",
            "/fhir/Task/" + task.getIdElement().getIdPart(),
            FhirClient.json(task),
            "application/fhir+json",
            "If-Match",
            etag,
            "X-Request-Id",
            shown);

    assertThat((String) records(shown).get(0).get("items"))
        .contains("wrote Task/")
        .containsPattern("(?m)^Task/[^\n]*\\[");
  }

  @Test
  void acallWithoutATokenIsOnRecord() {
    String request = id();
    assertThat(new Http(port).get("/fhir/Task", "X-Request-Id", request).statusCode())
        .isEqualTo(401);
    assertThat(records(request)).hasSize(1);
    assertThat(records(request).get(0)).containsEntry("outcome", "unauthenticated");
  }

  @Test
  void recordsCannotBeChanged() {
    assertThatThrownBy(
            () -> jdbc.sql("update exchange.audit_event set outcome = 'permit'").update())
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> jdbc.sql("delete from exchange.audit_event").update())
        .hasMessageContaining("append-only");
  }

  @Test
  void disclosureD4AnAuditorReadsWhoSawWhatAndNothingOfWhatItSays() {
    Case story = Case.submit(port).accepted();
    story.service().get("/fhir/Patient/" + story.person());
    FhirClient auditor = FhirClient.of(port, "auditor-be");
    Answer events = auditor.get("/fhir/AuditEvent?_count=50");

    assertThat(events.status()).as(events.body()).isEqualTo(200);
    assertThat(events.entries(AuditEvent.class))
        .anySatisfy(
            event ->
                assertThat(event.getAgentFirstRep().getWho().getReference())
                    .isEqualTo("Organization/shelter-be"));
    assertThat(events.body())
        .doesNotContain("Voorbeeldpersoon")
        .contains("Identity shown: IDS, DEMO");
    assertThat(auditor.get("/fhir/Patient/" + story.person()).error()).isEqualTo("not-in-contract");
    assertThat(story.service().get("/fhir/AuditEvent").error()).isEqualTo("not-in-contract");
  }
}
