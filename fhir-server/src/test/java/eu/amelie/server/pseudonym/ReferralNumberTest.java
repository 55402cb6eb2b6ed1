/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.IdDoor;
import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.Coordination;
import eu.amelie.server.testing.CountedVault;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.Tasks;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Disclosure E8: whoever receives a referral files and quotes it under a number of its own, and the
 * sender's identifier stays the sender's.
 */
@ExchangeServer
class ReferralNumberTest {
  private static final String SYSTEM =
      "https://fhir.example.org/supportive-care/NamingSystem/sc-referral-number";

  @LocalServerPort private int port;
  @Autowired private IdDoor door;

  private static Bundle permitOthers(Bundle bundle) {
    EveryType.permit(bundle, "counselling-be", "sc-support");
    ProvisionComponent root = Referrals.one(bundle, Consent.class).getProvision();
    ProvisionComponent permit = root.getProvisionFirstRep().copy();
    permit.getActorFirstRep().setReference(new Reference("Organization/hospital-gr"));
    permit.setPurpose(
        List.of(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "TREAT", null)));
    root.addProvision(permit);
    return bundle;
  }

  private static List<Identifier> identifiers(Resource resource) {
    return resource instanceof Task task
        ? task.getIdentifier()
        : ((ServiceRequest) resource).getIdentifier();
  }

  private static List<String> numbers(Resource resource) {
    return identifiers(resource).stream()
        .filter(identifier -> SYSTEM.equals(identifier.getSystem()))
        .map(Identifier::getValue)
        .toList();
  }

  private static String number(Resource resource) {
    assertThat(numbers(resource)).hasSize(1);
    return numbers(resource).get(0);
  }

  private static ServiceRequest referral(FhirClient client, Task task) {
    Answer answer = client.get("/fhir/" + task.getFocus().getReference());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(ServiceRequest.class);
  }

  /** The referral as another hospital sees it, which may read and is not asked to do anything. */
  private ServiceRequest seenInGreece(Case story) {
    String id = Coordination.seenBy(door, "hospital-gr", "hospital-be", story.id("ServiceRequest"));
    Answer answer = FhirClient.of(port, "hospital-gr").get("/fhir/ServiceRequest/" + id);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(ServiceRequest.class);
  }

  private static String placer(Case story) {
    return story
        .hospital()
        .get("/fhir/ServiceRequest/" + story.id("ServiceRequest"))
        .as(ServiceRequest.class)
        .getIdentifierFirstRep()
        .getValue();
  }

  @Test
  void eachRecipientHasANumberOfItsOwnThatStaysAndTheHospitalItsOwnIdentifierAlone() {
    Case story = Case.submit(port, ReferralNumberTest::permitOthers);
    Task again = story.hospital().get("/fhir/Task/" + story.id("Task")).as(Task.class);
    again.setId((String) null);
    again.setOwner(new Reference("Organization/counselling-be"));
    Answer asked = story.hospital().post("/fhir/Task", again);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    FhirClient counselling = FhirClient.of(port, "counselling-be");
    String placer = placer(story);

    ServiceRequest shelters = referral(story.service(), story.task());
    ServiceRequest counsellings =
        referral(counselling, Tasks.find(counselling, Tasks.reference(asked.as(Task.class))));
    assertThat(number(shelters)).isNotEqualTo(number(counsellings));
    assertThat(number(story.task())).isNotEqualTo(number(shelters));
    for (ServiceRequest seen : List.of(shelters, counsellings)) {
      assertThat(identifiers(seen)).hasSize(1);
      assertThat(FhirClient.json(seen)).doesNotContain(placer, "hospital-be.example.org");
      assertThat(seen.getMeta().getSecurity()).extracting(Coding::getCode).contains("PSEUDED");
    }

    story.accepted();
    assertThat(number(referral(story.service(), story.task()))).isEqualTo(number(shelters));
    for (String type : List.of("ServiceRequest", "Task")) {
      Answer own = story.hospital().get("/fhir/" + type + "/" + story.id(type));
      assertThat(own.body()).as(type).doesNotContain(SYSTEM);
    }
  }

  @Test
  void whereTheIdentifierIsReleasedItStandsBesideTheNumberAndNotBeforeAcceptance() {
    Case story =
        Case.submit(
            port,
            bundle -> {
              ProvisionComponent root = Referrals.one(bundle, Consent.class).getProvision();
              ProvisionComponent permit = root.getProvisionFirstRep().copy();
              permit.addSecurityLabel(
                  new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "IDS", null));
              root.addProvision(permit);
              return bundle;
            });
    String placer = placer(story);
    ServiceRequest before = referral(story.service(), story.task());
    assertThat(identifiers(before)).hasSize(1);

    ServiceRequest after = referral(story.accepted().service(), story.task());

    assertThat(identifiers(after)).extracting(Identifier::getValue).contains(placer).hasSize(2);
    assertThat(number(after)).isEqualTo(number(before));
  }

  @Test
  void whatARecipientGivesBackIsNotStored() {
    Case story = Case.submit(port);
    String number = number(story.task());

    story.accepted();
    Task task = story.task();
    assertThat(number(task)).isEqualTo(number);
    Answer patched =
        story
            .service()
            .patch(
                "/fhir/Task/" + task.getIdPart(),
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"in-progress\"},"
                    + "{\"op\":\"add\",\"path\":\"/identifier/-\",\"value\":{\"system\":\""
                    + SYSTEM
                    + "\",\"value\":\"MADE-UP\"}}]",
                "W/\"" + task.getMeta().getVersionId() + "\"");
    assertThat(patched.status()).as(patched.body()).isEqualTo(200);
    assertThat(number(story.task())).isEqualTo(number);

    Answer hospitals = story.hospital().get("/fhir/Task/" + story.id("Task"));
    assertThat(hospitals.body()).doesNotContain(SYSTEM, "MADE-UP");
    ServiceRequest own =
        story
            .hospital()
            .get("/fhir/ServiceRequest/" + story.id("ServiceRequest"))
            .as(ServiceRequest.class);
    own.addIdentifier().setSystem(SYSTEM).setValue("MADE-UP");
    Answer updated = story.hospital().put(own, "W/\"" + own.getMeta().getVersionId() + "\"");
    assertThat(updated.status()).as(updated.body()).isEqualTo(200);
    assertThat(updated.body()).doesNotContain("MADE-UP");
    assertThat(referral(story.service(), story.task()).getIdentifier()).hasSize(1);
  }

  private static List<ServiceRequest> find(FhirClient client, String token) {
    Answer answer = client.get("/fhir/ServiceRequest?identifier=" + token.replace("|", "%7C"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.entries(ServiceRequest.class);
  }

  @Test
  void itsRecipientFindsTheReferralByItsNumberAndNobodyElseDoes() {
    Case story = Case.submit(port, ReferralNumberTest::permitOthers);
    FhirClient greece = FhirClient.of(port, "hospital-gr");
    ServiceRequest seen = seenInGreece(story);
    String number = number(seen);

    assertThat(find(greece, SYSTEM + "|" + number))
        .extracting(ServiceRequest::getIdPart)
        .containsExactly(seen.getIdPart());
    assertThat(find(greece, number)).hasSize(1);
    assertThat(find(greece, "urn:other|" + number)).isEmpty();
    assertThat(find(greece, placer(story))).isEmpty();
    assertThat(find(greece, number(referral(story.service(), story.task())))).isEmpty();
    assertThat(find(story.hospital(), number)).isEmpty();
    assertThat(find(FhirClient.of(port, "hospital-de"), number)).isEmpty();

    assertThat(story.withdraw().status()).isEqualTo(200);
    assertThat(find(greece, SYSTEM + "|" + number)).isEmpty();
    String digits = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    String nobodys = "0" + digits.substring(0, 25);
    assertThat(find(greece, nobodys)).isEmpty();
  }

  @Test
  void whoMayNotSearchByIdentifierMayNotByNumberEither() {
    Case story = Case.submit(port);
    String number = number(story.task());

    Answer asked =
        story.service().get("/fhir/Task?identifier=" + (SYSTEM + "|" + number).replace("|", "%7C"));

    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.error()).isEqualTo("not-in-contract");
  }

  @Test
  void aNumberCostsTheVaultNothing() {
    Case story = Case.submit(port, ReferralNumberTest::permitOthers);
    FhirClient greece = FhirClient.of(port, "hospital-gr");
    Task task = story.task();
    // By number: among all it may read are its own, and these have identity.
    var theirs = number(seenInGreece(story));

    long calls =
        CountedVault.callsOf(
            () -> {
              number(referral(story.service(), task));
              Answer own = story.service().get("/fhir/Task/" + task.getIdPart());
              number(own.as(Task.class));
              assertThat(find(greece, theirs)).hasSize(1);
            });

    assertThat(calls).isZero();
    assertThat(task.getStatus()).isEqualTo(TaskStatus.REQUESTED);
  }
}
