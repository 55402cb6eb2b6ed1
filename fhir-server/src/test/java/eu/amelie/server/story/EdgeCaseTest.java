/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What does not happen in the ordinary course of a referral, and has to go well all the same. The
 * anonymous person is in {@link ReferralStoryTest}, minors and their guardians are in {@code
 * MinorRuleTest}, the wrong addressee is in {@code MessageTest}, what is refused and sent elsewhere
 * in {@code ServiceDirectoryTest}, sub-referrals in {@link SubReferralTest}.
 */
@ExchangeServer
class EdgeCaseTest {
  private static final String CLOSED = "shelter-it";

  @LocalServerPort private int port;
  @Autowired private RecordStore records;
  @Autowired private PlatformTransactionManager transactions;

  @Test
  void twoVisitsOfOnePersonAreTwoPersonsUntilSomebodyWhoKnowsSaysOtherwise() {
    Case first = Case.submit(port).accepted();
    Case second = Case.submit(port).accepted();

    assertThat(second.id("Patient")).isNotEqualTo(first.id("Patient"));
    assertThat(second.person()).isNotEqualTo(first.person());
    String tasks = "/fhir/Task?patient=" + first.person();
    assertThat(first.service().get(tasks).entries(Task.class)).hasSize(1);
    Answer person = first.service().get("/fhir/Patient/" + first.person());
    assertThat(person.as(Patient.class).hasLink()).isFalse();
    assertThat(person.body()).doesNotContain(second.person());
    first.withdraw();
    assertThat(second.service().get("/fhir/Patient/" + second.person()).status()).isEqualTo(200);
  }

  @Test
  void anInterpreterIsFoundBeforeAnybodyKnowsForWhom() {
    Case story = Case.submit(port);
    Answer answer = story.service().get("/fhir/Patient/" + story.person());
    Patient person = answer.as(Patient.class);

    assertThat(
            person
                .getExtensionByUrl(
                    "https://fhir.example.org/supportive-care/StructureDefinition/sc-interpreter")
                .getExtensionByUrl("language")
                .getValue()
                .toString())
        .isNotBlank();
    assertThat(person.getCommunication())
        .extracting(spoken -> spoken.getLanguage().getCodingFirstRep().getCode())
        .containsExactly("ro", "en");
    assertThat(person.hasName() || person.hasTelecom() || person.hasIdentifier()).isFalse();
    assertThat(answer.body()).doesNotContain("Voorbeeldpersoon", "555 01 17");
  }

  @Test
  void anOrganisationThatHasClosedIsSentNobodyAndIsNotFound() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    setActive(false);
    try {
      Answer refused = hospital.post("/fhir", referralTo(CLOSED));

      assertThat(refused.status()).as(refused.body()).isEqualTo(422);
      assertThat(refused.error()).isEqualTo("profile-violation");
      assertThat(refused.body()).contains(".owner", "takes no referrals");
      assertThat(matches(hospital)).doesNotContain(CLOSED + "-service").isNotEmpty();
    } finally {
      setActive(true);
    }
    assertThat(hospital.post("/fhir", referralTo(CLOSED)).status()).isEqualTo(200);
    assertThat(matches(hospital)).contains(CLOSED + "-service");
  }

  @Test
  void anOrganisationWhoseOnlyServiceHasClosedIsSentNobodyAndOneThatHasNoneIsAskedAsItself() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    FhirClient house = FhirClient.of(port, CLOSED);
    String path = "/fhir/HealthcareService/" + CLOSED + "-service";
    HealthcareService entry = house.get(path).as(HealthcareService.class);
    assertThat(house.put(entry.copy().setActive(false), house.get(path).header("ETag")).status())
        .isEqualTo(200);
    try {
      Answer refused = hospital.post("/fhir", referralTo(CLOSED));

      assertThat(refused.status()).as(refused.body()).isEqualTo(422);
      assertThat(refused.error()).isEqualTo("profile-violation");
      assertThat(refused.body()).contains(".owner", "takes no referrals");
    } finally {
      assertThat(house.put(entry, house.get(path).header("ETag")).status()).isEqualTo(200);
    }
    assertThat(hospital.post("/fhir", referralTo(CLOSED)).status()).isEqualTo(200);
    Bundle coordinated = referralTo("coordinator-be");
    Referrals.one(coordinated, Consent.class)
        .getProvision()
        .getProvision()
        .forEach(permit -> permit.getPurposeFirstRep().setCode("sc-coordination"));
    Answer asked = hospital.post("/fhir", coordinated);
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
  }

  private void setActive(boolean active) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              Organization entry =
                  ((Organization) records.entry("Organization", CLOSED)).copy().setActive(active);
              records.replaceEntry(entry);
            });
  }

  private static Bundle referralTo(String organisation) {
    Bundle bundle = Referrals.fresh();
    Reference owner = new Reference("Organization/" + organisation);
    Referrals.one(bundle, Task.class).setOwner(owner);
    Referrals.one(bundle, Consent.class)
        .getProvision()
        .getProvision()
        .forEach(permit -> permit.getActorFirstRep().setReference(owner));
    return bundle;
  }

  private static List<String> matches(FhirClient hospital) {
    Parameters need = new Parameters();
    need.addParameter("ageBand", new org.hl7.fhir.r4.model.CodeType("adult-presumed"));
    return hospital
        .post("/fhir/HealthcareService/$match", need)
        .as(Parameters.class)
        .getParameter()
        .stream()
        .flatMap(match -> match.getPart().stream())
        .filter(part -> part.hasResource())
        .map(part -> part.getResource())
        .map(Resource::getIdElement)
        .map(id -> id.getIdPart())
        .toList();
  }
}
