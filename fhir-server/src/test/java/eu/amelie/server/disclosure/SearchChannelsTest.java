/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Http;
import eu.amelie.server.testing.Referrals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Section B of the list of disclosure channels: search as an oracle. */
@ExchangeServer
class SearchChannelsTest {
  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Task?_has:Observation:focus:code=x",
        "Task?patient.name=x",
        "Task?subject:Patient.name=x",
        "Task?_filter=status%20eq%20requested",
        "Task?_content=x",
        "Task?_text=x",
        "Task?_list=x",
        "Task?_query=x",
        "Task?status:not=requested",
        "Task?status:missing=true",
        "Task?_security=x",
        "Task?_tag=x",
        "Task?_profile=x",
        "Task?_source=x",
        "Task?_sort=status",
        "Task?_revinclude=Observation:subject",
        "Task?_include=*",
        "Task?_include:iterate=Task:focus",
        "Task?identifier=x",
        "Patient?identifier=x",
        "Patient?name=x",
        "Patient?birthdate=1994",
        "Observation?code=x",
        "Observation?_lastUpdated:missing=true"
      })
  void b1ToB7WhatTheContractDoesNotListIsRefusedBeforeAnythingIsLookedUp(String query) {
    Answer answer = FhirClient.of(port, "shelter-be").get("/fhir/" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("not-in-contract");
  }

  @Test
  void b3TwoIdsThatLeadNowhereAskNothingTwiceAndFindNothing() {
    Case story = Case.submit(port).accepted();
    String nowhere = "&patient=Patient/" + UUID.randomUUID();
    String query = "/fhir/Observation?patient=" + story.person();
    assertThat(story.service().get(query).entries(Observation.class)).isNotEmpty();
    for (String twice : List.of(nowhere + nowhere.replace("Patient/", ""), nowhere + elsewhere())) {
      Answer answer = story.service().get(query + twice);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.entries(Observation.class)).isEmpty();
    }
  }

  /** Another case, of which the service knows nothing. */
  private String elsewhere() {
    return "&patient=Patient/" + Case.submit(port).id("Patient");
  }

  @Test
  void b5TheHospitalFindsItsOwnPersonByIdentifierAndNobodyElseDoes() {
    String number = "FICTION-" + UUID.randomUUID();
    Case story =
        Case.submit(
            port,
            bundle -> {
              Referrals.one(bundle, Patient.class).getIdentifierFirstRep().setValue(number);
              return bundle;
            });
    String query = "/fhir/Patient?identifier=https://hospital-be.example.org/patients|" + number;
    List<String> found =
        story.hospital().get(query.replace("|", "%7C")).entries(Patient.class).stream()
            .map(person -> person.getIdElement().getIdPart())
            .toList();
    assertThat(found).containsExactly(story.id("Patient"));
    assertThat(
            FhirClient.of(port, "hospital-gr")
                .get(query.replace("|", "%7C"))
                .as(Bundle.class)
                .getTotal())
        .isZero();
    assertThat(
            story
                .hospital()
                .get("/fhir/Patient?identifier=urn:other%7C" + number)
                .as(Bundle.class)
                .getTotal())
        .isZero();
  }

  @Test
  void b5ATaskIsFoundByWhatItIsCalledOnTheTelephoneByWhoAskedAndNobodyElse() {
    Case story = Case.submit(port);
    for (String query :
        List.of(
            story.reference(),
            "https://fhir.example.org/supportive-care/NamingSystem/sc-task-reference%7C"
                + story.reference())) {
      String path = "/fhir/Task?identifier=" + query;
      assertThat(story.hospital().get(path).entries(Task.class))
          .extracting(task -> task.getIdElement().getIdPart())
          .containsExactly(story.id("Task"));
      assertThat(FhirClient.of(port, "hospital-gr").get(path).as(Bundle.class).getTotal()).isZero();
    }
    String elsewhere = "/fhir/Task?identifier=urn:other%7C" + story.reference();
    assertThat(story.hospital().get(elsewhere).as(Bundle.class).getTotal()).isZero();
  }

  @Test
  void b8MaskingComesBeforeWhateverShapesTheAnswer() {
    Case story = Case.submit(port);
    for (String shape :
        List.of("_elements=name,telecom", "_summary=text", "_summary=data", "_summary=true")) {
      Answer answer = story.service().get("/fhir/Patient/" + story.person() + "?" + shape);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain("Voorbeeldpersoon", "555 01 17");
    }
    Answer own = story.hospital().get("/fhir/Patient/" + story.id("Patient") + "?_elements=name");
    assertThat(own.body()).contains("Voorbeeldpersoon").doesNotContain("birthDate", "1994-03");
  }

  @Test
  void b9AndB10CountsAreExactAndPagesFullOverWhatIsPermitted() {
    Case story = Case.submit(port);
    Case.submit(port);
    String query = "Observation?patient=" + story.person();
    int all = story.service().get("/fhir/" + query).as(Bundle.class).getTotal();
    assertThat(all).isGreaterThan(2);

    for (String counting : List.of("&_summary=count", "&_count=0", "&_count=1&_total=accurate")) {
      assertThat(story.service().get("/fhir/" + query + counting).as(Bundle.class).getTotal())
          .as(counting)
          .isEqualTo(all);
    }
    assertThat(
            story
                .service()
                .search("Observation", "patient=" + story.person() + "&_summary=count")
                .as(Bundle.class)
                .getTotal())
        .isEqualTo(all);
    assertThat(pages(story, query + "&_count=2")).isEqualTo(all);
  }

  private int pages(Case story, String query) {
    int rows = 0;
    Answer page = story.service().get("/fhir/" + query);
    while (true) {
      Bundle bundle = page.as(Bundle.class);
      rows += bundle.getEntry().size();
      assertThat(rows).as("rows so far").isLessThan(100);
      if (bundle.getLink("next") == null) {
        return rows;
      }
      assertThat(bundle.getEntry()).hasSize(2);
      page = story.service().get(bundle.getLink("next").getUrl());
      assertThat(page.status()).isEqualTo(200);
    }
  }

  private static Bundle firstPage(Case story) {
    return story
        .service()
        .get("/fhir/Observation?patient=" + story.person() + "&_count=1")
        .as(Bundle.class);
  }

  @Test
  void b11APageLinkIsItsOwnersAloneAndShowsNothingAfterWithdrawal() {
    Case story = Case.submit(port);
    String next = firstPage(story).getLink("next").getUrl();
    assertThat(story.service().get(next).entries(Observation.class)).hasSize(1);
    assertThat(FhirClient.of(port, "counselling-be").get(next).status()).isEqualTo(404);
    assertThat(next).doesNotContain(story.person());

    story.withdraw();
    assertThat(story.service().get(next).entries(Observation.class)).isEmpty();
  }

  @Test
  void b13TheAddressOfAFurtherPageIsThatOfTheSamePage() {
    Case story = Case.submit(port);
    Answer second = story.service().get(firstPage(story).getLink("next").getUrl());
    String self = second.as(Bundle.class).getLink("self").getUrl();

    assertThat(self).doesNotContain(story.person());
    assertThat(second.entries(Observation.class)).hasSize(1);
    assertThat(story.service().get(self).entries(Observation.class))
        .extracting(Observation::getId)
        .containsExactly(second.entries(Observation.class).get(0).getId());
  }

  @Test
  void b12TheSameQueryOfAnotherCallerSecondsLaterSharesNothing() {
    Case story = Case.submit(port);
    String query = "/fhir/Task?status=requested&_count=200";
    List<String> one = new ArrayList<>(ids(story.service().get(query)));
    List<String> other = ids(FhirClient.of(port, "shelter-gr").get(query));
    assertThat(one).isNotEmpty();
    assertThat(Collections.disjoint(one, other)).isTrue();
  }

  private static List<String> ids(Answer answer) {
    return answer.entries(Task.class).stream()
        .map(task -> task.getIdElement().getIdPart())
        .toList();
  }

  @Test
  void b13LinksRepeatTheCallersOwnParametersAndNoCodeOfAPost() {
    Case story = Case.submit(port);
    Answer posted =
        story.service().search("Observation", "patient=" + story.person() + "&code=dr-pay");
    assertThat(posted.status()).as(posted.body()).isEqualTo(200);
    assertThat(posted.as(Bundle.class).getLink("self").getUrl()).endsWith("/fhir/Observation");
    assertThat(posted.as(Bundle.class).hasId()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Organization",
        "Location",
        "HealthcareService",
        "Endpoint",
        "OrganizationAffiliation",
        "Task",
        "Observation"
      })
  void b14ASearchByTimeAloneFindsItsOwnTypeAlone(String type) {
    Case.submit(port);
    for (String counting : List.of("", "&_summary=count")) {
      Bundle all =
          FhirClient.of(port, "shelter-be")
              .get("/fhir/" + type + "?_lastUpdated=ge2020&_count=200&_total=accurate" + counting)
              .as(Bundle.class);
      assertThat(all.getEntry())
          .allSatisfy(entry -> assertThat(entry.getResource().fhirType()).isEqualTo(type));
      assertThat(all.getTotal())
          .isEqualTo(
              FhirClient.of(port, "shelter-be")
                  .get("/fhir/" + type + "?_summary=count")
                  .as(Bundle.class)
                  .getTotal());
    }
    assertThat(
            FhirClient.of(port, "shelter-be")
                .get("/fhir/" + type + "?_lastUpdated=ge2090")
                .as(Bundle.class)
                .getTotal())
        .isZero();
  }

  @Test
  void datesOfEveryPrecisionAreSearched() {
    Case story = Case.submit(port);
    String query = "/fhir/Observation?patient=" + story.id("Patient") + "&_summary=count&date=";
    int all = story.hospital().get(query + "ge2000-01-01").as(Bundle.class).getTotal();
    assertThat(all).isPositive();
    for (String date :
        List.of("ge2025", "ge2025-11", "2025", "le2025", "le2025-11", "ge2025-11-18")) {
      assertThat(story.hospital().get(query + date).as(Bundle.class).getTotal())
          .as(date)
          .isEqualTo(all);
    }
    assertThat(story.hospital().get(query + "ge2026").as(Bundle.class).getTotal()).isZero();
    assertThat(story.hospital().get(query + "ap2025").error()).isEqualTo("not-in-contract");
  }

  @Test
  void c12AHiddenChangeMovesNothingInOrderOrTime() {
    Case story = Case.submit(port);
    String person = story.person();
    List<String> paths =
        List.of(
            "/fhir/Patient/" + person + "/$everything",
            "/fhir/Observation?patient=" + person + "&_sort=_lastUpdated&_count=200",
            "/fhir/Observation?patient=" + person + "&_lastUpdated=ge2020&_summary=count");
    List<String> before = paths.stream().map(path -> story.service().get(path).body()).toList();
    Observation changed =
        story
            .hospital()
            .get("/fhir/Observation?patient=" + story.id("Patient") + "&_count=200")
            .entries(Observation.class)
            .get(0);
    changed.addNote().setText("A fictional note that nobody else may see.");
    assertThat(story.hospital().put(changed, "W/\"1\"").status()).isEqualTo(200);

    assertThat(paths.stream().map(path -> story.service().get(path).body()).toList())
        .isEqualTo(before);
  }

  @Test
  void b14SystemAndCompartmentSearchesAreNotInTheContract() {
    Case story = Case.submit(port);
    for (String path :
        List.of(
            "/fhir/",
            "/fhir/Patient/" + story.person() + "/Observation",
            "/fhir/Patient/" + story.person() + "/*")) {
      assertThat(story.service().get(path).error()).as(path).isEqualTo("not-in-contract");
    }
  }

  @Test
  void b15AndB16OtherOperationsAreNotInTheContract() {
    FhirClient service = FhirClient.of(port, "shelter-be");
    for (String operation :
        List.of(
            "$graphql?query=x",
            "Observation/$lastn",
            "Observation/$stats",
            "Patient/$match",
            "$get-resource-counts",
            "$export",
            "$mdm-query-links")) {
      assertThat(service.get("/fhir/" + operation).error())
          .as(operation)
          .isEqualTo("not-in-contract");
    }
  }

  @Test
  void aScopeTooNarrowForTheCallIsRefused() {
    Http http = new Http(port);
    String token =
        Http.json(http.token("shelter-be", "sandbox", "&scope=system/Task.r"))
            .path("access_token")
            .asText();
    FhirClient narrow = FhirClient.withBearer(port, "Bearer " + token);
    assertThat(narrow.get("/fhir/Patient/5c0fffff-0000-4000-8000-000000000009").error())
        .isEqualTo("insufficient-scope");
    assertThat(narrow.get("/fhir/Task").error()).isEqualTo("insufficient-scope");
    assertThat(narrow.get("/fhir/Task/5c0fffff-0000-4000-8000-000000000009").status())
        .isEqualTo(404);
  }
}
