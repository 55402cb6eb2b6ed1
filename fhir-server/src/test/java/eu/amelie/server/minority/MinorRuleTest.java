/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.minority;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may consent for a person who is or may be under 18, on each path that writes. */
@ExchangeServer
class MinorRuleTest {
  @LocalServerPort private int port;

  private FhirClient hospital;
  private FhirClient service;

  @BeforeEach
  void connect() {
    hospital = FhirClient.of(port, "hospital-be");
    service = FhirClient.of(port, Minors.FOR_ALL);
  }

  @Test
  void aMinorIsReferredWithAGuardianToAServiceForAllAndNotToOneForAdults() {
    Bundle response = Minors.submitted(hospital, Minors.referral("minor", "guardian"));
    assertThat(Minors.accept(service, latest(response)).status()).isEqualTo(200);

    Bundle toAdults = Minors.referral("not-sure", "best-interest");
    Minors.address(Referrals.one(toAdults, Consent.class), Minors.FOR_ADULTS);
    Referrals.one(toAdults, Task.class)
        .setOwner(new Reference("Organization/" + Minors.FOR_ADULTS));
    Minors.assertRefused(hospital.post("/fhir", toAdults), "profile-violation", "owner");
    Minors.status(Referrals.one(toAdults, Patient.class), "adult-presumed");
    Minors.capture(Referrals.one(toAdults, Consent.class), "written");
    assertThat(hospital.post("/fhir", toAdults).status()).isEqualTo(200);
  }

  private Bundle toTheAdultsHouse(String status) {
    Bundle bundle = Minors.referral(status, "best-interest");
    Minors.address(Referrals.one(bundle, Consent.class), Minors.FOR_ADULTS);
    Referrals.one(bundle, Task.class).setOwner(new Reference("Organization/" + Minors.FOR_ADULTS));
    return bundle;
  }

  private static void keep(FhirClient house, HealthcareService entry) {
    String path = "/fhir/HealthcareService/" + entry.getIdElement().getIdPart();
    Answer kept = house.put(entry, house.get(path).header("ETag"));
    assertThat(kept.status()).as(kept.body()).isEqualTo(200);
  }

  @Test
  void anAdultsHouseThatIsClosedOrSaysNothingOfAgesIsNoPlaceForAMinorEither() {
    FhirClient house = FhirClient.of(port, Minors.FOR_ADULTS);
    HealthcareService entry =
        house
            .get("/fhir/HealthcareService/" + Minors.FOR_ADULTS + "-service")
            .as(HealthcareService.class);
    HealthcareService silent = entry.copy();
    silent.getExtension().removeIf(extension -> extension.getUrl().endsWith("/sc-served-age"));
    try {
      for (HealthcareService changed : List.of(entry.copy().setActive(false), silent)) {
        keep(house, changed);
        for (String status : List.of("minor", "not-sure")) {
          Minors.assertRefused(
              hospital.post("/fhir", toTheAdultsHouse(status)), "profile-violation", "owner");
        }
      }
      // It still is one for adults.
      Bundle adult = toTheAdultsHouse("adult");
      Minors.capture(Referrals.one(adult, Consent.class), "written");
      Minors.submitted(hospital, adult);
      silent
          .addExtension()
          .setUrl(Minors.ROOT + "StructureDefinition/sc-served-age")
          .setValue(
              new CodeableConcept(
                  new Coding(Minors.ROOT + "CodeSystem/sc-age-band", "15-17", null)));
      keep(house, silent);
      Minors.submitted(hospital, toTheAdultsHouse("minor"));
    } finally {
      keep(house, entry);
    }
  }

  @Test
  void inAReferralAnAdultsConsentIsNobodyElses() {
    for (String method : new String[] {"guardian", "best-interest", "assent-minor"}) {
      Minors.assertRefused(
          hospital.post("/fhir", Minors.referral("adult", method)),
          "profile-violation",
          "Bundle.entry[1].resource");
    }
    Minors.submitted(hospital, Minors.referral("adult", "written"));
  }

  @Test
  void aSecondTaskForAMinorIsHeldToTheSameRules() {
    Bundle response = Minors.submitted(hospital, Minors.referral("not-sure", "guardian"));
    String person = Referrals.id(response, "Patient");
    Consent both = Minors.consent(person, Minors.FOR_ADULTS, "best-interest");
    assertThat(hospital.post("/fhir/Consent", both).status()).isEqualTo(201);
    Consent young = Minors.consent(person, "counselling-be", "best-interest");
    assertThat(hospital.post("/fhir/Consent", young).status()).isEqualTo(201);

    Minors.assertRefused(
        hospital.post("/fhir/Task", Minors.task(response, Minors.FOR_ADULTS)),
        "profile-violation",
        "Task.owner");
    Answer allowed = hospital.post("/fhir/Task", Minors.task(response, "counselling-be"));
    assertThat(allowed.status()).as(allowed.body()).isEqualTo(201);
  }

  @Test
  void aConsentOfItsOwnFitsThePersonsAge() {
    String minor =
        Referrals.id(
            Minors.submitted(hospital, Minors.referral("minor-presumed", "guardian")), "Patient");
    String adult =
        Referrals.id(Minors.submitted(hospital, Minors.referral("adult", "written")), "Patient");

    for (String method : new String[] {"written", "verbal-interpreted", "assent-minor"}) {
      Minors.assertRefused(
          hospital.post("/fhir/Consent", Minors.consent(minor, Minors.FOR_ALL, method)),
          "profile-violation",
          "Consent.extension");
    }
    for (String method : new String[] {"guardian", "best-interest"}) {
      Minors.assertRefused(
          hospital.post("/fhir/Consent", Minors.consent(adult, Minors.FOR_ALL, method)),
          "profile-violation",
          "Consent.extension");
      Consent fits = Minors.consent(minor, Minors.FOR_ALL, method, "assent-minor");
      assertThat(hospital.post("/fhir/Consent", fits).status()).isEqualTo(201);
    }
    Consent own = Minors.consent(adult, Minors.FOR_ALL, "written");
    assertThat(hospital.post("/fhir/Consent", own).status()).isEqualTo(201);
  }

  @Test
  void noUpdateAndNoPatchMakesAMinorConsentAlone() {
    Bundle response = Minors.submitted(hospital, Minors.referral("not-sure", "guardian"));
    String path = "/fhir/Consent/" + Referrals.id(response, "Consent");
    Answer current = hospital.get(path);
    Consent changed = current.as(Consent.class);
    Minors.capture(changed, "written");

    Minors.assertRefused(
        hospital.put(changed, current.header("ETag")), "profile-violation", "Consent.extension");
    String patch =
        """
        [{"op": "replace", "path": "%s", "value": "written"}]
        """
            .formatted(method(current.as(Consent.class)));
    Minors.assertRefused(
        hospital.patch(path, patch, current.header("ETag")),
        "profile-violation",
        "Consent.extension");
    changed.setStatus(ConsentState.INACTIVE);
    assertThat(hospital.put(changed, current.header("ETag")).status())
        .as("an end is never held up")
        .isEqualTo(200);
  }

  private static String method(Consent consent) {
    List<Extension> parts = consent.getExtension().get(0).getExtension();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).getUrl().equals("method")) {
        return "/extension/0/extension/" + i + "/valueCodeableConcept/coding/0/code";
      }
    }
    throw new AssertionError("There is no method.");
  }

  @Test
  void whoIsFoundToBeYoungerKeepsHerHelpAndNobodyNewIsAskedOnHerWordAlone() {
    Bundle response = Minors.submitted(hospital, Minors.referral("adult", "written"));
    String person = Referrals.id(response, "Patient");
    assertThat(Minors.accept(service, latest(response)).status()).isEqualTo(200);
    correct(person, "minor");

    assertThat(latest(response).getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    assertThat(Minors.duties(hospital, person)).hasSize(1);
    Minors.assertRefused(
        hospital.post("/fhir/Task", Minors.task(response, Minors.FOR_ALL)),
        "consent-insufficient",
        "Task.owner");
    Consent anew = Minors.consent(person, Minors.FOR_ALL, "best-interest");
    assertThat(hospital.post("/fhir/Consent", anew).status()).isEqualTo(201);
    Answer asked = hospital.post("/fhir/Task", Minors.task(response, Minors.FOR_ALL));
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
  }

  private void correct(String person, String status) {
    Answer current = hospital.get("/fhir/Patient/" + person);
    Patient corrected = current.as(Patient.class);
    Minors.status(corrected, status);
    Answer answer = hospital.put(corrected, current.header("ETag"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void whoIsPresumedAnAdultFromNowOnIsAskedHerself() {
    Bundle response = Minors.submitted(hospital, Minors.referral("not-sure", "guardian"));
    String person = Referrals.id(response, "Patient");
    assertThat(Minors.accept(service, latest(response)).status()).isEqualTo(200);
    String seen = latest(response).getFor().getReference();
    correct(person, "adult-presumed");

    assertThat(service.get("/fhir/" + seen).status()).isEqualTo(404);
    Task over = latest(response);
    assertThat(over.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(over.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("expired");
    assertThat(Minors.duties(hospital, person)).hasSize(1);
  }

  @Test
  void aGuardianWhomAConsentDeniesIsNobody() {
    Bundle referral = Minors.referral("minor", "guardian");
    String guardian = "urn:uuid:" + UUID.randomUUID();
    RelatedPerson aunt = new RelatedPerson();
    aunt.setPatient(Referrals.one(referral, Consent.class).getPatient().copy());
    aunt.addName().setFamily("Voorbeeldtante");
    referral
        .addEntry()
        .setFullUrl(guardian)
        .setResource(aunt)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("RelatedPerson");
    Referrals.one(referral, Consent.class).addPerformer(new Reference(guardian));
    Bundle response = Minors.submitted(hospital, referral);
    String person = Referrals.id(response, "Patient");
    assertThat(Minors.accept(service, latest(response)).status()).isEqualTo(200);
    String seen = latest(response).getFor().getReference();

    Consent deny = Minors.consent(person, "counselling-be", "best-interest");
    deny.getProvision()
        .addProvision()
        .setType(ConsentProvisionType.DENY)
        .addActor()
        .setRole(deny.getProvision().getProvisionFirstRep().getActorFirstRep().getRole().copy())
        .setReference(new Reference("RelatedPerson/" + Referrals.id(response, "RelatedPerson")));
    Answer denied = hospital.post("/fhir/Consent", deny);
    assertThat(denied.status()).as(denied.body()).isEqualTo(201);

    assertThat(service.get("/fhir/" + seen).status()).isEqualTo(404);
    assertThat(latest(response).getStatus()).isEqualTo(TaskStatus.CANCELLED);
    Consent again = Minors.consent(person, Minors.FOR_ALL, "guardian");
    Minors.assertRefused(
        hospital.post("/fhir/Consent", again), "profile-violation", "Consent.extension");
    again.addPerformer(new Reference("RelatedPerson/" + Referrals.id(response, "RelatedPerson")));
    Minors.assertRefused(
        hospital.post("/fhir/Consent", again), "profile-violation", "Consent.extension");
  }

  /** The hospital keeps the Consent that denies; the service is shown nothing of it. */
  @Test
  void aGuardianWhomTheHospitalsConsentDeniesCannotSignForAServiceEitherAndIsNotToldWhy() {
    Bundle referral = Minors.referral("minor", "best-interest");
    String aunt = addRelative(referral, "Voorbeeldtante");
    String uncle = addRelative(referral, "Voorbeeldoom");
    assertThat(aunt).isNotEqualTo(uncle);
    Bundle response = Minors.submitted(hospital, referral);
    assertThat(Minors.accept(service, latest(response)).status()).isEqualTo(200);
    String person = latest(response).getFor().getReferenceElement().getIdPart();
    List<RelatedPerson> relatives =
        service.get("/fhir/Patient/" + person + "/$everything").entries(RelatedPerson.class);
    RelatedPerson denied = named(relatives, "aunt");
    RelatedPerson other = named(relatives, "uncle");
    Consent refused = signed(person, denied);
    Consent alone = Minors.consent(person, "counselling-be", "written");
    Answer before = service.post("/fhir/Consent", refused);
    assertThat(before.status()).as(before.body()).isEqualTo(201);

    Consent deny =
        Minors.consent(Referrals.id(response, "Patient"), "counselling-be", "best-interest");
    deny.getProvision()
        .addProvision()
        .setType(ConsentProvisionType.DENY)
        .addActor()
        .setRole(deny.getProvision().getProvisionFirstRep().getActorFirstRep().getRole().copy())
        .setReference(
            new Reference("RelatedPerson/" + Referrals.ids(response, "RelatedPerson").get(0)));
    Answer stored = hospital.post("/fhir/Consent", deny);
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);

    Answer now = service.post("/fhir/Consent", refused);
    Minors.assertRefused(now, "profile-violation", "Consent.extension");
    assertThat(now.body())
        .as("as to anybody who brings no guardian at all")
        .isEqualTo(service.post("/fhir/Consent", alone).body());
    Answer another = service.post("/fhir/Consent", signed(person, other));
    assertThat(another.status()).as(another.body()).isEqualTo(201);
    Consent interest = Minors.consent(person, "counselling-be", "best-interest");
    assertThat(service.post("/fhir/Consent", interest).status()).isEqualTo(201);
  }

  private static String addRelative(Bundle referral, String name) {
    String url = "urn:uuid:" + UUID.randomUUID();
    RelatedPerson relative = new RelatedPerson();
    relative.setPatient(Referrals.one(referral, Consent.class).getPatient().copy());
    relative.addName().setFamily(name);
    relative.addRelationship(
        new CodeableConcept(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
                name.endsWith("tante") ? "AUNT" : "UNCLE",
                null)));
    referral
        .addEntry()
        .setFullUrl(url)
        .setResource(relative)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("RelatedPerson");
    return url;
  }

  private static RelatedPerson named(List<RelatedPerson> relatives, String relationship) {
    return relatives.stream()
        .filter(
            one ->
                one.getRelationshipFirstRep()
                    .getCodingFirstRep()
                    .getCode()
                    .equalsIgnoreCase(relationship))
        .findFirst()
        .orElseThrow();
  }

  private static Consent signed(String person, RelatedPerson guardian) {
    Consent consent = Minors.consent(person, "counselling-be", "guardian");
    consent.addPerformer(new Reference("RelatedPerson/" + guardian.getIdPart()));
    return consent;
  }

  @Test
  void aGuardianTakesNothingBackWithoutARecordOfTheBestInterest() {
    Bundle response = Minors.submitted(hospital, Minors.referral("minor", "guardian"));
    String path = "/fhir/Consent/" + Referrals.id(response, "Consent") + "/$withdraw";

    Minors.assertRefused(
        hospital.post(path, how("guardian")), "profile-violation", "Parameters.parameter");
    assertThat(latest(response).getStatus()).isEqualTo(TaskStatus.REQUESTED);
    Consent record =
        Minors.consent(Referrals.id(response, "Patient"), "counselling-be", "best-interest");
    assertThat(hospital.post("/fhir/Consent", record).status()).isEqualTo(201);
    assertThat(hospital.post(path, how("guardian")).status()).isEqualTo(200);
    Task over = latest(response);
    assertThat(over.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(over.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("consent-revoked");
  }

  @Test
  void theYoungPersonTakesItBackHerselfAndNobodyDoesItForAnAdult() {
    Bundle young = Minors.submitted(hospital, Minors.referral("minor", "guardian"));
    Bundle adult = Minors.submitted(hospital, Minors.referral("adult", "written"));

    Minors.assertRefused(
        hospital.post(withdraw(adult), how("guardian")),
        "profile-violation",
        "Parameters.parameter");
    assertThat(hospital.post(withdraw(young), how("assent-minor")).status()).isEqualTo(200);
    assertThat(hospital.post(withdraw(adult), how("verbal-witnessed")).status()).isEqualTo(200);
  }

  private static String withdraw(Bundle response) {
    return "/fhir/Consent/" + Referrals.id(response, "Consent") + "/$withdraw";
  }

  private static Resource how(String method) {
    Parameters parameters = new Parameters();
    parameters.addParameter().setName("capturedHow").setValue(new CodeType(method));
    return parameters;
  }

  /** The Task of a referral as the service sees it. */
  private Task latest(Bundle response) {
    return Minors.seenBy(service, hospital, response);
  }
}
