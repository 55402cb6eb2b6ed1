/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.Tasks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an organisation knows of before and after something was released to it. */
@ExchangeServer
class KnownBeforeTest {
  private static final String OTHER = "counselling-be";
  private static final String SHELTER = "shelter-be";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  /** Everything that there is of a case was stored, and is released, a day earlier. */
  private void aDayAgo(Case story) {
    String persons =
        """
        (select i.person from exchange.case_task t join exchange.case_item i on i.id = t.id
          where t.reference = :reference)
        """;
    for (String statement :
        List.of(
            "update exchange.case_item set created = created - interval '1 day' where person = ",
            "update exchange.released_item r set since = since - interval '1 day'"
                + " from exchange.case_item i where i.id = r.item and i.person = ")) {
      jdbc.sql(statement + persons).param("reference", story.reference()).update();
    }
  }

  private Task asked(Case story, String organisation) {
    Task again = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    again.setId((String) null);
    again.setStatus(Task.TaskStatus.REQUESTED).setStatusReason(null).setBusinessStatus(null);
    again.setOwner(new Reference("Organization/" + organisation));
    Answer asked = story.hospital().post("/fhir/Task", again);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    return asked.as(Task.class);
  }

  private static void permit(Case story, Consent consent) {
    Answer permitted = story.hospital().post("/fhir/Consent", consent);
    assertThat(permitted.status()).as(permitted.body()).isEqualTo(201);
  }

  private static int count(FhirClient party, String query) {
    Answer answer = party.get("/fhir/" + query + "&_summary=count");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(Bundle.class).getTotal();
  }

  @Test
  void e8WhatIsReleasedLaterIsFoundByWhenThatWasAndNotByWhenItWasStored() {
    Case story = Case.submit(port).accepted();
    aDayAgo(story);
    FhirClient other = FhirClient.of(port, OTHER);
    permit(story, SubReferral.consent("hospital-be", "Patient/" + story.id("Patient"), OTHER));
    Task theirs = Tasks.find(other, Tasks.reference(asked(story, OTHER)));
    String person = theirs.getFor().getReferenceElement().getIdPart();
    Instant hourAgo = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

    for (String query : List.of("Patient?_id=", "Observation?patient=", "Condition?patient=")) {
      String since = "&_lastUpdated=ge" + hourAgo;
      String before = "&_lastUpdated=lt" + hourAgo;
      assertThat(count(other, query + person + since)).as(query).isPositive();
      assertThat(count(other, query + person + before)).as(query).isZero();
      String first = query + story.person();
      assertThat(count(story.service(), first + since)).as("has had it, " + query).isZero();
      assertThat(count(story.service(), first + before)).as(query).isPositive();
    }
  }

  @Test
  void whatIsReleasedWithMoreOfHerIdentityIsFoundByWhenThatWas() {
    Case story = Case.submit(port);
    String person = story.person();
    aDayAgo(story);
    String query =
        "Patient?_id="
            + person
            + "&_lastUpdated=ge"
            + Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
    assertThat(count(story.service(), query)).isZero();

    story.accepted();

    assertThat(count(story.service(), query)).as("her name is released now").isOne();
    aDayAgo(story);
    assertThat(story.move(Task.TaskStatus.INPROGRESS).status()).isEqualTo(200);
    assertThat(count(story.service(), query)).as("nothing else is").isZero();
  }

  @Test
  void b1WhoIsNoLongerReleasedIsNoWayToWhatIsReleasedOfHerAnew() {
    Case story = Case.submit(port).accepted();
    FhirClient shelter = story.service();
    String person = story.person();
    Answer submitted = shelter.post("/fhir", SubReferral.bundle(story));
    assertThat(submitted.status()).as(submitted.body()).isEqualTo(200);
    String ownTask = Referrals.id(submitted.as(Bundle.class), "Task");
    String ownSign = Referrals.id(submitted.as(Bundle.class), "Observation");
    assertThat(story.withdraw().status()).isEqualTo(200);
    permit(story, withoutWhoSheIs("Patient/" + story.id("Patient")));

    Task anew = Tasks.find(shelter, Tasks.reference(asked(story, SHELTER)));

    assertThat(anew.getFor().hasReference()).as("who it is about").isFalse();
    assertThat(ids(shelter, "Task?_count=200&patient=" + person, Task.class))
        .contains(ownTask)
        .doesNotContain(anew.getIdElement().getIdPart());
    assertThat(ids(shelter, "Observation?_count=200&patient=" + person, Observation.class))
        .containsExactly(ownSign);
    assertThat(
            ids(
                shelter,
                "Observation?_count=200&patient=" + person + ",Patient/" + ownTask,
                Observation.class))
        .containsExactly(ownSign);
  }

  private static <T extends Resource> List<String> ids(
      FhirClient party, String query, Class<T> type) {
    return party.all("/fhir/" + query, type).stream()
        .map(resource -> resource.getIdElement().getIdPart())
        .toList();
  }

  private static Consent withoutWhoSheIs(String patient) {
    Consent consent = SubReferral.consent("hospital-be", patient, SHELTER);
    ProvisionComponent permit = consent.getProvision().getProvisionFirstRep();
    permit.getClass_().removeIf(KnownBeforeTest::isAPerson);
    consent.getProvision().setProvision(List.of(permit));
    return consent;
  }

  private static boolean isAPerson(Coding type) {
    return List.of("Patient", "RelatedPerson").contains(type.getCode());
  }
}
