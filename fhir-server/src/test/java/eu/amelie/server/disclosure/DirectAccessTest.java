/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Section A of the list of disclosure channels: direct access to what is hidden. */
@ExchangeServer
class DirectAccessTest {
  private static final String ABSENT = "5c0fffff-0000-4000-8000-000000000009";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private Case story;
  private FhirClient service;
  private String person;

  /** A case that the service has seen, and that is hidden from it now. */
  @BeforeEach
  void hide() {
    story = Case.submit(port).accepted();
    service = story.service();
    person = story.person();
    assertThat(service.get("/fhir/Patient/" + person).status()).isEqualTo(200);
    story.withdraw();
  }

  private void assertLikeAbsent(String method, String path, String... headers) {
    assertIdLikeAbsent(person, method, path, headers);
  }

  private void assertIdLikeAbsent(String id, String method, String path, String... headers) {
    Answer hidden = service.send(method, path.formatted(id), null, null, headers);
    Answer absent = service.send(method, path.formatted(ABSENT), null, null, headers);
    assertThat(hidden.status()).as(path).isEqualTo(absent.status());
    assertThat(hidden.body()).as(path).isEqualTo(absent.body());
    assertThat(hidden.header("ETag")).isNull();
    assertThat(hidden.header("Last-Modified")).isNull();
    assertThat(hidden.status()).as(path).isIn(404, 403);
  }

  @Test
  void a1AReadOfWhatIsHiddenIsLikeOneOfWhatIsAbsent() {
    assertLikeAbsent("GET", "/fhir/Patient/%s");
    assertThat(service.get("/fhir/Patient/" + person).status()).isEqualTo(404);
  }

  @Test
  void a2VersionsAndHistoryOfWhatIsHiddenAreNotThere() {
    assertLikeAbsent("GET", "/fhir/Patient/%s/_history");
    assertLikeAbsent("GET", "/fhir/Patient/%s/_history/1");
    for (String path : List.of("/fhir/_history", "/fhir/Patient/_history")) {
      assertThat(service.get(path).error()).as(path).isEqualTo("not-in-contract");
    }
    String own = "/fhir/Patient/" + story.id("Patient") + "/_history";
    assertThat(story.hospital().get(own).status()).isEqualTo(200);
  }

  @Test
  void a2AVisibleItemHasNoHistoryForAnybodyButItsCustodian() {
    Case other = Case.submit(port);
    String path = "/fhir/Patient/" + other.person() + "/_history";
    assertThat(other.service().get(path).status()).isEqualTo(404);
    assertThat(other.service().get(path + "/1").status()).isEqualTo(404);
  }

  @Test
  void a3NobodyDeletesAndWhatIsErasedIsAsIfItHadNeverBeen() {
    Case other = Case.submit(port).accepted();
    String seen = other.person();
    String path = "/fhir/Patient/" + other.id("Patient");
    assertThat(other.hospital().send("DELETE", path, null, null).error())
        .isEqualTo("not-in-contract");
    assertThat(other.service().get("/fhir/Patient/" + seen).status()).isEqualTo(200);
    Parameters why = new Parameters();
    why.addParameter("reason", new CodeType("person-request"));
    assertThat(other.hospital().post(path + "/$erase", why).status()).isEqualTo(200);

    for (String below : List.of("", "/_history", "/_history/1")) {
      assertIdLikeAbsent(seen, "GET", "/fhir/Patient/%s" + below);
      Answer gone = other.hospital().get(path + below);
      assertThat(gone.status()).as(below).isEqualTo(404);
      assertThat(gone.header("ETag")).isNull();
    }
    assertIdLikeAbsent(seen, "HEAD", "/fhir/Patient/%s");
  }

  @Test
  void a4ConditionsOnWhatIsHiddenAreNotAnswered() {
    assertLikeAbsent("HEAD", "/fhir/Patient/%s");
    assertLikeAbsent("GET", "/fhir/Patient/%s", "If-None-Match", "*");
    assertLikeAbsent("GET", "/fhir/Patient/%s", "If-None-Match", "W/\"1\"");
    assertLikeAbsent(
        "GET", "/fhir/Patient/%s", "If-Modified-Since", "Wed, 01 Jan 2020 00:00:00 GMT");
    String own = "/fhir/Patient/" + story.id("Patient");
    assertThat(story.hospital().get(own, "If-None-Match", "W/\"1\"").status()).isEqualTo(304);
  }

  @Test
  void a5AndA6OperationsThatAreNotOfTheContractAreTheSameForEveryId() {
    for (String operation :
        List.of("$meta", "$diff", "$expunge", "$reindex", "$validate?mode=delete", "$export")) {
      assertLikeAbsent("GET", "/fhir/Patient/%s/" + operation);
    }
    assertLikeAbsent("GET", "/fhir/Patient/%s/$everything");
  }

  @Test
  void a7ThereIsNoBinary() {
    assertThat(service.get("/fhir/Binary/" + ABSENT).error()).isEqualTo("not-in-contract");
  }

  @Test
  void a8AnInternalIdOrAnothersIsLikeARandomOne() {
    String internal =
        jdbc.sql("select id::text from exchange.case_item where type = 'Patient' limit 1")
            .query(String.class)
            .single();
    String absent = service.get("/fhir/Patient/" + ABSENT).body();
    for (String id :
        List.of(
            internal,
            story.id("Patient"),
            "1",
            "not-a-uuid",
            ABSENT.toUpperCase(java.util.Locale.ROOT))) {
      Answer answer = service.get("/fhir/Patient/" + id);
      assertThat(answer.status()).as(id).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(absent);
    }
  }

  @Test
  void a8AnIdOfAnotherTypeIsLikeARandomOne() {
    Case other = Case.submit(port);
    assertThat(other.service().get("/fhir/ServiceRequest/" + other.person()).status())
        .isEqualTo(404);
    assertThat(
            other
                .service()
                .get(
                    "/fhir/Observation?patient="
                        + other.task().getFocus().getReferenceElement().getIdPart())
                .as(Bundle.class)
                .getTotal())
        .isZero();
  }

  @Test
  void a9OfAConsentARecipientReadsOnlyWhatNamesIt() {
    Case other =
        Case.submit(
            port,
            bundle -> {
              var consent =
                  eu.amelie.server.testing.Referrals.one(
                      bundle, org.hl7.fhir.r4.model.Consent.class);
              var permit = consent.getProvision().getProvisionFirstRep();
              permit.addClass_(
                  new org.hl7.fhir.r4.model.Coding(
                      "http://hl7.org/fhir/resource-types", "Consent", null));
              var second = permit.copy();
              second
                  .getActorFirstRep()
                  .setReference(new org.hl7.fhir.r4.model.Reference("Organization/health-be"));
              consent.getProvision().addProvision(second);
              return bundle;
            });
    Answer everything = other.service().get("/fhir/Patient/" + other.person() + "/$everything");
    assertThat(everything.entries(org.hl7.fhir.r4.model.Consent.class)).hasSize(1);
    assertThat(everything.body()).doesNotContain("health-be");
  }
}
