/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.CountedStatements;
import eu.amelie.server.testing.CountedStatements.Heard;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Line B17 of the list of disclosure channels: what is hidden costs what is absent costs. Time is
 * not asserted; the statements are, one by one. An id that the caller was once given, one that
 * others have and one of nobody's are asked about in the same words and lead to the same
 * statements.
 */
@ExchangeServer
@TestInstance(Lifecycle.PER_CLASS)
class SameWorkTest {
  private static final String NOBODYS = "5c0fffff-0000-4000-8000-000000000009";

  @LocalServerPort private int port;

  private FhirClient service;
  private Case story;
  private String onceGiven;
  private String onceGivenReferral;

  @BeforeAll
  void hide() {
    story = Case.submit(port).accepted();
    service = story.service();
    onceGiven = story.person();
    onceGivenReferral = story.task().getFocus().getReferenceElement().getIdPart();
    story.withdraw();
  }

  private interface Asking {
    Answer ask(FhirClient service, String id);
  }

  private record Kind(String name, String type, Asking asking) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> everyWayToNameAnId() {
    return Stream.of(
        get("read", "Patient", "Patient/%s"),
        get("read of a referral", "ServiceRequest", "ServiceRequest/%s"),
        get("read as another type", "Patient", "Observation/%s"),
        get("vread", "Patient", "Patient/%s/_history/1"),
        get("history", "Patient", "Patient/%s/_history"),
        get("everything", "Patient", "Patient/%s/$everything"),
        get("what is kept about her", "Patient", "Patient/%s/$my-data"),
        get("who saw it", "Patient", "Patient/%s/$disclosures"),
        get("search by person", "Patient", "Observation?patient=%s"),
        get("count by person", "Patient", "Observation?patient=Patient/%s&_summary=count"),
        get("Tasks by person", "Patient", "Task?patient=%s"),
        get("Tasks by referral", "ServiceRequest", "Task?focus=%s"),
        get("search by id", "Patient", "Patient?_id=%s"),
        new Kind(
            "update",
            "Patient",
            (service, id) ->
                service.send(
                    "PUT",
                    "/fhir/Patient/" + id,
                    "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}",
                    "application/fhir+json",
                    "If-Match",
                    "W/\"1\"")),
        new Kind(
            "patch",
            "Patient",
            (service, id) ->
                service.patch(
                    "/fhir/Patient/" + id,
                    "[{\"op\":\"test\",\"path\":\"/active\",\"value\":true}]",
                    "W/\"1\"")),
        new Kind(
            "a new item about it",
            "Patient",
            (service, id) -> service.post("/fhir/Observation", about(id))),
        new Kind(
            "a new item that points to it",
            "ServiceRequest",
            (service, id) -> service.post("/fhir/Provenance", pointing("ServiceRequest/" + id))),
        new Kind(
            "withdrawal",
            "Patient",
            (service, id) ->
                service.post(
                    "/fhir/Consent/" + id + "/$withdraw", new org.hl7.fhir.r4.model.Parameters())));
  }

  private static Kind get(String name, String type, String path) {
    return new Kind(name, type, (service, id) -> service.get("/fhir/" + path.formatted(id)));
  }

  private static Observation about(String person) {
    Observation sign =
        eu.amelie.server.testing.Referrals.one(
            eu.amelie.server.testing.Referrals.shipped(), Observation.class);
    sign.setSubject(new Reference("Patient/" + person));
    sign.setEncounter(null);
    return sign;
  }

  private static Provenance pointing(String target) {
    Provenance provenance = new Provenance();
    provenance.addTarget(new Reference(target));
    provenance.setRecordedElement(new org.hl7.fhir.r4.model.InstantType("2025-11-18T10:00:00Z"));
    provenance.addAgent().setWho(new Reference("Organization/shelter-be"));
    return provenance;
  }

  private List<String> statements(Kind kind, String id) {
    return CountedStatements.during(() -> kind.asking().ask(service, id)).stream()
        .map(Heard::sql)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("everyWayToNameAnId")
  void b17WhatIsHiddenIsAsManyStatementsAsWhatIsAbsent(Kind kind) {
    statements(kind, NOBODYS);
    Work work = work(kind);
    if (!work.isAlike()) {
      // A call may have had to settle an earlier test's person whose Consent has run out meanwhile:
      // once, while what tells the hidden from the absent does so about the next person too.
      hide();
      work = work(kind);
    }

    assertThat(work.absent()).as("something is asked of the database").isNotEmpty();
    assertThat(work.hidden()).isEqualTo(work.absent());
    assertThat(work.others()).isEqualTo(work.absent());
    String hidden = hidden(kind);
    assertThat(kind.asking().ask(service, hidden).body())
        .isEqualTo(kind.asking().ask(service, NOBODYS).body().replace(NOBODYS, hidden));
  }

  /** Statements about an id of nobody's, one that the caller was once given and one of others. */
  private record Work(List<String> absent, List<String> hidden, List<String> others) {
    boolean isAlike() {
      return hidden.equals(absent) && others.equals(absent);
    }
  }

  private Work work(Kind kind) {
    return new Work(
        statements(kind, NOBODYS),
        statements(kind, hidden(kind)),
        statements(kind, story.id(kind.type())));
  }

  private String hidden(Kind kind) {
    return kind.type().equals("Patient") ? onceGiven : onceGivenReferral;
  }

  @Test
  void whatIsVisibleIsMoreWorkSoThatTheCountCanTell() {
    Case open = Case.submit(port).accepted();
    Kind read = get("read", "Patient", "Patient/%s");
    assertThat(statements(read, open.person()).size())
        .isGreaterThan(statements(read, NOBODYS).size());
  }
}
