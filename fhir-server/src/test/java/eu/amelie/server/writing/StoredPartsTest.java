/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.writing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * After each kind of write: the record without identity in every version, the identity of every
 * version still to be had by its custodian, and nothing of it anywhere else in the database.
 */
@ExchangeServer
class StoredPartsTest {
  private static final String BEFORE = "Voorbeeldpersoon";
  private static final String AFTER = "Andersgenaamd";

  /** The ways in which a Patient can be changed. */
  enum Way {
    PUT,
    PATCH,
    TRANSACTION,
    TAGS_ONLY
  }

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private Case story;
  private String path;

  @BeforeEach
  void submit() {
    story = Case.submit(port);
    path = "/fhir/Patient/" + story.id("Patient");
  }

  @Test
  void aCreationKeepsIdentityOutOfTheRecord() {
    assertThat(person(path).getNameFirstRep().getFamily()).isEqualTo(BEFORE);
    assertClearOf(BEFORE, "FICTION-000417", "Verzonnenstraat", "555 01 17", "1994-03");
  }

  @ParameterizedTest
  @EnumSource
  void aChangeMakesANewVersionAndLeavesTheOldOneWhole(Way way) {
    Answer answer = change(way);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    String now = way == Way.TAGS_ONLY ? BEFORE : AFTER;

    assertThat(person(path).getNameFirstRep().getFamily()).isEqualTo(now);
    assertThat(person(path).getTelecom()).isNotEmpty();
    assertThat(person(path + "/_history/1").getNameFirstRep().getFamily()).isEqualTo(BEFORE);
    assertThat(person(path + "/_history/2").getNameFirstRep().getFamily()).isEqualTo(now);
    assertThat(story.hospital().get(path + "/_history").entries(Patient.class))
        .extracting(version -> version.getNameFirstRep().getFamily())
        .containsExactly(now, BEFORE);
    assertThat(story.service().get("/fhir/Patient/" + story.person()).body())
        .doesNotContain(now, BEFORE);
    assertClearOf(BEFORE, AFTER, "FICTION-000417", "Verzonnenstraat");
  }

  private Answer change(Way way) {
    Patient person = person(path);
    String etag = "W/\"" + person.getMeta().getVersionId() + "\"";
    if (way == Way.PATCH) {
      return story
          .hospital()
          .patch(
              path,
              "[{\"op\":\"replace\",\"path\":\"/name/0/family\",\"value\":\"" + AFTER + "\"}]",
              etag);
    }
    if (way == Way.TAGS_ONLY) {
      person.getMeta().addTag("urn:example", "anything", BEFORE);
      return story.hospital().put(person, etag);
    }
    person.getNameFirstRep().setFamily(AFTER);
    return way == Way.PUT ? story.hospital().put(person, etag) : inTransaction(person, etag);
  }

  private Answer inTransaction(Resource resource, String etag) {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart())
        .setIfMatch(etag);
    return story.hospital().post("/fhir", bundle);
  }

  @Test
  void disclosureC3ClientLabelsAndTagsAreNotStored() {
    Patient person = person(path);
    String etag = "W/\"" + person.getMeta().getVersionId() + "\"";
    person.getMeta().addTag("urn:example", "anything", null);
    person.getMeta().addProfile("https://elsewhere.example.org/profile");
    person.getMeta().setSource("https://elsewhere.example.org/source");
    story.hospital().put(person, etag);

    Patient stored = person(path);
    assertThat(stored.getMeta().hasTag()).isFalse();
    assertThat(stored.getMeta().hasProfile()).isFalse();
    assertThat(stored.getMeta().hasSource()).isFalse();
    assertThat(stored.getMeta().getSecurity()).extracting("code").containsExactly("HTEST");
  }

  /** It puts the entries together, and is gone with the Bundle. */
  @Test
  void e6WhatABundleSaysOfItsEntriesStandsNowhere() {
    Bundle bundle = Referrals.fresh();
    String number = "FICTION-" + UUID.randomUUID();
    ((Patient) bundle.getEntryFirstRep().getResource()).getIdentifierFirstRep().setValue(number);
    bundle
        .getEntryFirstRep()
        .getRequest()
        .setIfNoneExist("identifier=https://hospital-be.example.org/patients|" + number);
    String shipped = bundle.getEntryFirstRep().getFullUrl();
    String own = UUID.randomUUID().toString();
    String json = FhirClient.json(bundle).replace(shipped, "urn:uuid:" + own);

    Answer answer = story.hospital().post("/fhir", json, "application/fhir+json");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertClearOf(own, number);
  }

  @Test
  void aNoteOfAnObservationIsItsCustodiansAlone() {
    Observation noted =
        story
            .hospital()
            .get("/fhir/Observation?patient=" + story.id("Patient") + "&_count=100")
            .entries(Observation.class)
            .stream()
            .filter(Observation::hasNote)
            .findFirst()
            .orElseThrow();
    assertClearOf(noted.getNoteFirstRep().getText());
  }

  private Patient person(String address) {
    Answer answer = story.hospital().get(address);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(Patient.class);
  }

  /** Looks through every column that holds text or bytes, in every table. */
  private void assertClearOf(String... needles) {
    for (String needle : needles) {
      assertThat(tablesWith(needle)).as(needle).isEmpty();
    }
  }

  private List<String> tablesWith(String needle) {
    return jdbc
        .sql(
            """
            select table_schema || '.' || table_name from information_schema.tables
             where table_schema in ('public', 'exchange') and table_type = 'BASE TABLE'
            """)
        .query(String.class)
        .list()
        .stream()
        .filter(table -> holds(table, needle))
        .toList();
  }

  /** What is as short as a month counts where it begins a word: in the midst it is of an id. */
  private boolean holds(String table, String needle) {
    int dot = table.indexOf('.');
    String quoted = "%s.\"%s\"".formatted(table.substring(0, dot), table.substring(dot + 1));
    return jdbc.sql(
            """
            select exists (select from %s t where position(:needle in t::text) > 0
                           and (length(:needle) > 7 or t::text ~ ('\\m' || :needle)))
            """
                .formatted(quoted))
        .param("needle", needle)
        .query(Boolean.class)
        .single();
  }
}
