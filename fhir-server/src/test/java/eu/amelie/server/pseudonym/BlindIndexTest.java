/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static eu.amelie.server.testing.Patience.served;
import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Persons by identifier: each hospital among its own, and nothing for anybody to compare. */
@ExchangeServer
class BlindIndexTest {
  private static final String SYSTEM = "https://national.example.org/numbers";

  @LocalServerPort private int port;
  @Autowired private IdDoor door;
  @Autowired private JdbcClient jdbc;

  private FhirClient here;
  private FhirClient there;
  private String number;

  @BeforeEach
  void connect() {
    here = FhirClient.of(port, "hospital-be");
    there = FhirClient.of(port, "hospital-de");
    number = "N-" + UUID.randomUUID();
  }

  private Patient person() {
    Patient person = Referrals.one(Referrals.shipped(), Patient.class);
    person.setId((String) null);
    person.getIdentifier().clear();
    person.addIdentifier().setSystem(SYSTEM).setValue(number);
    return person;
  }

  private Answer createIfNone(FhirClient client) {
    return client.post(
        "/fhir/Patient", person(), "If-None-Exist", "identifier=" + SYSTEM + "|" + number);
  }

  private static String idIn(Answer answer) {
    return new IdType(answer.header("Location")).getIdPart();
  }

  private List<Patient> find(FhirClient client, String token) {
    return client
        .get("/fhir/Patient?identifier=" + token.replace("|", "%7C"))
        .entries(Patient.class);
  }

  @Test
  void eachHospitalFindsItsOwnAndSystemAndValueBothCount() {
    String id = idIn(here.post("/fhir/Patient", person()));

    assertThat(find(here, SYSTEM + "|" + number))
        .extracting(Patient::getIdPart)
        .containsExactly(id);
    assertThat(find(here, number)).hasSize(1);
    assertThat(find(here, "urn:other|" + number)).isEmpty();
    assertThat(find(here, SYSTEM + "|" + number + "0")).isEmpty();
    assertThat(find(there, SYSTEM + "|" + number)).isEmpty();
    assertThat(find(there, number)).isEmpty();
  }

  @Test
  void equalIdentifiersOfTwoHospitalsLookAlikeNowhere() {
    UUID heres = internal("hospital-be", createIfNone(here));
    UUID theres = internal("hospital-de", createIfNone(there));

    assertThat(tokens(heres)).hasSize(2).doesNotContainAnyElementsOf(tokens(theres));
    assertThat(tokens(theres)).hasSize(2);
    assertThat(tokens(heres).toString()).doesNotContain(number);
  }

  private UUID internal(String hospital, Answer created) {
    return door.inward(Coordination.caller(hospital), idIn(created));
  }

  private List<String> tokens(UUID item) {
    return jdbc.sql("select token::text from exchange.blind_identifier where item = :item")
        .param("item", item)
        .query(String.class)
        .list();
  }

  @Test
  void aPersonThatIsThereIsNotCreatedAgainAndAnothersCountsForNothing() {
    Answer first = createIfNone(here);
    Answer second = createIfNone(here);
    Answer elsewhere = createIfNone(there);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).as(second.body()).isEqualTo(200);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(elsewhere.status()).isEqualTo(201);
    assertThat(idIn(elsewhere)).isNotEqualTo(idIn(first));
    assertThat(find(here, SYSTEM + "|" + number)).hasSize(1);
  }

  @Test
  void whereSeveralBearTheIdentifierNoneIsChosen() {
    here.post("/fhir/Patient", person());
    here.post("/fhir/Patient", person());
    Answer answer = createIfNone(here);

    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.error()).isEqualTo("version-conflict");
    assertThat(answer.body()).doesNotContain(number);
  }

  @Test
  void whoMayNotSearchByIdentifierMayNotAskByOne() {
    createIfNone(here);
    Answer answer = createIfNone(FhirClient.of(port, "shelter-be"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("not-in-contract");
  }

  @Test
  void twentyAtOnceCreateOne() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(20);
    List<Answer> answers = new ArrayList<>();
    try {
      List<Callable<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(() -> served(() -> createIfNone(here)));
      }
      for (Future<Answer> done : pool.invokeAll(calls)) {
        answers.add(done.get());
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(19);
    Set<String> ids = answers.stream().map(BlindIndexTest::idIn).collect(Collectors.toSet());
    assertThat(ids).hasSize(1);
    assertThat(find(here, SYSTEM + "|" + number)).hasSize(1);
  }

  private Bundle referral() {
    Bundle bundle = Referrals.fresh();
    Bundle.BundleEntryComponent person = bundle.getEntryFirstRep();
    person.setResource(person());
    person.getRequest().setIfNoneExist("identifier=" + SYSTEM + "|" + number);
    return bundle;
  }

  @Test
  void aReferralOfAPersonThatIsThereIsAboutThatPerson() {
    Answer first = here.post("/fhir", referral());
    Answer second = here.post("/fhir", referral());
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(second.status()).as(second.body()).isEqualTo(200);

    Bundle one = first.as(Bundle.class);
    Bundle two = second.as(Bundle.class);
    String person = Referrals.id(one, "Patient");
    assertThat(Referrals.id(two, "Patient")).isEqualTo(person);
    assertThat(one.getEntryFirstRep().getResponse().getStatus()).startsWith("201");
    assertThat(two.getEntryFirstRep().getResponse().getStatus()).startsWith("200");
    ServiceRequest request =
        here.get("/fhir/ServiceRequest/" + Referrals.id(two, "ServiceRequest"))
            .as(ServiceRequest.class);
    assertThat(request.getSubject().getReferenceElement().getIdPart()).isEqualTo(person);
    assertThat(Referrals.id(two, "ServiceRequest"))
        .isNotEqualTo(Referrals.id(one, "ServiceRequest"));
  }

  @Test
  void disclosureC11TwoEntriesOfOneIdentityAreRefusedWhole() {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    for (int i = 0; i < 2; i++) {
      bundle
          .addEntry()
          .setFullUrl("urn:uuid:" + UUID.randomUUID())
          .setResource(person())
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl("Patient")
          .setIfNoneExist("identifier=" + SYSTEM + "|" + number);
    }
    Answer answer = here.post("/fhir", bundle);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(find(here, SYSTEM + "|" + number)).isEmpty();
  }
}
