/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.testing.Case;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import eu.amelie.server.testing.Referrals;
import eu.amelie.server.testing.StoredRows;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.OrganizationAffiliation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Services keep their own entries; whoever refers finds one that can help. */
@ExchangeServer
class ServiceDirectoryTest {
  private static final String OWN = "/fhir/HealthcareService/counselling-be-service";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private PlatformTransactionManager transactions;

  private static Parameters parameters(String... pairs) {
    Parameters parameters = new Parameters();
    for (int i = 0; i < pairs.length; i += 2) {
      parameters.addParameter().setName(pairs[i]).setValue(new CodeType(pairs[i + 1]));
    }
    return parameters;
  }

  private static List<String> services(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(Parameters.class).getParameter().stream()
        .map(match -> part(match, "service").getResource().getIdElement().getIdPart())
        .toList();
  }

  private static ParametersParameterComponent part(
      ParametersParameterComponent match, String name) {
    return match.getPart().stream().filter(p -> p.getName().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> codes(ParametersParameterComponent match, String name) {
    return match.getPart().stream()
        .filter(p -> p.getName().equals(name))
        .map(ParametersParameterComponent::getValue)
        .map(value -> ((Coding) value).getCode())
        .toList();
  }

  @Test
  void aServiceChangesItsOwnEntryInTheOrderOfRefusals() {
    FhirClient service = FhirClient.of(port, "counselling-be");
    Answer read = service.get(OWN);
    String etag = read.header("ETag");
    HealthcareService entry = read.as(HealthcareService.class);
    entry.setComment("Open on weekdays.");

    assertThat(service.put(entry, null).error()).isEqualTo("version-required");
    assertThat(service.put(entry, "W/\"999\"").error()).isEqualTo("version-conflict");
    Answer changed = service.put(entry, etag);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(etag);
    assertThat(service.put(entry, etag).status()).as("used up").isEqualTo(412);
    assertThat(service.get(OWN).as(HealthcareService.class).getComment())
        .isEqualTo("Open on weekdays.");

    Answer patched =
        service.patch(OWN, "[{\"op\":\"remove\",\"path\":\"/comment\"}]", changed.header("ETag"));
    assertThat(patched.status()).as(patched.body()).isEqualTo(200);
    assertThat(patched.as(HealthcareService.class).hasComment()).isFalse();
  }

  @Test
  void nobodyChangesAnothersEntry() {
    FhirClient other = FhirClient.of(port, "shelter-gr");
    Answer read = other.get(OWN);
    HealthcareService entry = read.as(HealthcareService.class);
    entry.setName("Taken over");

    assertThat(other.put(entry, read.header("ETag")).error()).isEqualTo("not-found");
    assertThat(other.put(entry, null).error()).isEqualTo("not-found");
    assertThat(other.post(OWN + "/$capacity", parameters("capacity", "no-capacity")).error())
        .isEqualTo("not-found");
    assertThat(FhirClient.of(port, "hospital-be").put(entry, read.header("ETag")).error())
        .isEqualTo("not-in-contract");
    assertThat(other.get(OWN).as(HealthcareService.class).getName()).isNotEqualTo("Taken over");
  }

  @Test
  void anEntryStaysWithItsOrganisationAndItsPlaces() {
    FhirClient service = FhirClient.of(port, "counselling-be");
    Answer read = service.get(OWN);
    HealthcareService given = read.as(HealthcareService.class);
    given.setProvidedBy(new Reference("Organization/shelter-be"));
    HealthcareService moved = read.as(HealthcareService.class);
    moved.getLocation().get(0).setReference("Location/shelter-be-place");
    HealthcareService nowhere = read.as(HealthcareService.class);
    nowhere.addCoverageArea(new Reference("Location/no-such-place"));
    HealthcareService unfit = read.as(HealthcareService.class);
    unfit.setType(null);

    for (HealthcareService wrong : List.of(given, moved, nowhere, unfit)) {
      Answer answer = service.put(wrong, read.header("ETag"));
      assertThat(answer.status()).as(answer.body()).isEqualTo(422);
      assertThat(answer.error()).isEqualTo("profile-violation");
    }
  }

  @Test
  void whoTakesPartInWhatACoordinatorCoordinatesIsListed() {
    for (String party : List.of("hospital-gr", "shelter-be", "coordinator-it", "statistics-eu")) {
      FhirClient reader = FhirClient.of(port, party);
      assertThat(members(reader, "primary-organization=coordinator-be&active=true"))
          .as(party)
          .contains("Organization/hospital-be", "Organization/shelter-be")
          .doesNotContain("Organization/shelter-gr");
    }
    FhirClient reader = FhirClient.of(port, "hospital-be");
    Answer greek =
        reader.get(
            "/fhir/OrganizationAffiliation?participating-organization=Organization/shelter-gr");
    assertThat(greek.entries(OrganizationAffiliation.class))
        .extracting(affiliation -> affiliation.getOrganization().getReference())
        .containsExactly("Organization/coordinator-gr");
    assertThat(members(reader, "role=member&primary-organization=coordinator-de")).isNotEmpty();
    assertThat(members(reader, "active=false")).isEmpty();
    assertThat(reader.get("/fhir/OrganizationAffiliation/nobody").error()).isEqualTo("not-found");
    assertThat(reader.get("/fhir/OrganizationAffiliation?date=2025").error())
        .isEqualTo("not-in-contract");
    OrganizationAffiliation own = greek.entries(OrganizationAffiliation.class).get(0);
    assertThat(FhirClient.of(port, "coordinator-gr").put(own, "W/\"1\"").error())
        .isEqualTo("not-in-contract");
  }

  private static List<String> members(FhirClient reader, String search) {
    Answer answer = reader.get("/fhir/OrganizationAffiliation?" + search);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.entries(OrganizationAffiliation.class).stream()
        .map(affiliation -> affiliation.getParticipatingOrganization().getReference())
        .toList();
  }

  @Test
  void aServiceThatTakesOnlineReferralsSaysWhereAndAConfidentialOneDoesNot() {
    FhirClient reader = FhirClient.of(port, "hospital-be");
    HealthcareService online = reader.get(OWN).as(HealthcareService.class);
    Answer address = reader.get("/fhir/" + online.getEndpointFirstRep().getReference());

    assertThat(address.status()).as(address.body()).isEqualTo(200);
    assertThat(address.as(Endpoint.class).getAddress()).startsWith("https://counselling-be.");
    assertThat(
            reader
                .get("/fhir/Endpoint?organization=Organization/counselling-be&status=active")
                .entries(Endpoint.class))
        .hasSize(1);
    assertThat(
            reader
                .get("/fhir/Endpoint?organization=Organization/shelter-be")
                .entries(Endpoint.class))
        .isEmpty();
    assertThat(reader.get("/fhir/Endpoint?connection-type=ihe-xds").entries(Endpoint.class))
        .isEmpty();
    assertThat(reader.get("/fhir/Endpoint?payload-type=any").error()).isEqualTo("not-in-contract");
    assertThat(reader.post("/fhir/Endpoint", new Endpoint()).error()).isEqualTo("not-in-contract");
    assertThat(FhirClient.of(port, "counselling-be").post("/fhir/Endpoint", new Endpoint()).error())
        .as("its own would have to say whose it is")
        .isEqualTo("profile-violation");
    FhirClient shelter = FhirClient.of(port, "shelter-be");
    Answer read = shelter.get("/fhir/HealthcareService/shelter-be-service");
    HealthcareService borrowed = read.as(HealthcareService.class);
    borrowed.addEndpoint(new Reference("Endpoint/counselling-be-online"));
    assertThat(shelter.put(borrowed, read.header("ETag")).error()).isEqualTo("profile-violation");
  }

  @Test
  void aServiceSaysOnWhatLegalConditionInCodesOnly() {
    FhirClient service = FhirClient.of(port, "counselling-be");
    Answer read = service.get(OWN);
    HealthcareService entry = read.as(HealthcareService.class);
    Coding condition = entry.getEligibilityFirstRep().getCode().getCodingFirstRep();
    assertThat(condition.getCode()).isEqualTo("no-condition");

    HealthcareService unknown = entry.copy();
    unknown.getEligibilityFirstRep().getCode().getCodingFirstRep().setCode("whoever-pays");
    assertThat(service.put(unknown, read.header("ETag")).error()).isEqualTo("profile-violation");
    HealthcareService own = entry.copy();
    own.getEligibilityFirstRep().getCode().getCodingFirstRep().setCode("reasonable-grounds");
    Answer changed = service.put(own, read.header("ETag"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(FhirClient.of(port, "hospital-gr").get(OWN).body()).contains("reasonable-grounds");
    assertThat(service.put(entry, changed.header("ETag")).status()).as("as it was").isEqualTo(200);
  }

  @Test
  void aServiceSaysWhetherItHasAPlaceAndIsFoundByThat() {
    FhirClient service = FhirClient.of(port, "health-be");
    String own = "/fhir/HealthcareService/health-be-service";

    Answer full = service.post(own + "/$capacity", parameters("capacity", "waitlist"));
    assertThat(full.status()).as(full.body()).isEqualTo(200);
    assertThat(service.get("/fhir/HealthcareService?capacity=waitlist&country=BE").body())
        .contains("health-be-service");
    assertThat(service.post(own + "/$capacity", parameters("capacity", "plenty")).error())
        .isEqualTo("profile-violation");
    service.post(own + "/$capacity", parameters("capacity", "has-capacity"));
    assertThat(service.get("/fhir/HealthcareService?capacity=waitlist&country=BE").body())
        .doesNotContain("health-be-service");
  }

  @Test
  void theDirectoryIsSearchedByEveryNeed() {
    FhirClient anyone = FhirClient.of(port, "hospital-gr");
    for (String search :
        List.of(
            "service-type=emergency-shelter&language=uk",
            "country=DE&served-age=0-11",
            "delivery-mode=hybrid&served-gender=female&organization=shelter-de",
            "eligibility=formal-decision")) {
      Answer found = anyone.get("/fhir/HealthcareService?" + search);
      assertThat(found.entries(HealthcareService.class))
          .as(search)
          .extracting(entry -> entry.getIdElement().getIdPart())
          .containsExactly("shelter-de-service");
    }
  }

  @Test
  void ofAConfidentialPlaceOnlyTheCountryIsTold() {
    String place = FhirClient.of(port, "hospital-be").get("/fhir/Location/shelter-be-place").body();

    assertThat(place).contains("\"country\":\"BE\"").doesNotContain("city", "postalCode", "line");
  }

  @Test
  void servicesAreRankedForANeedWithCodedReasons() {
    Answer answer =
        FhirClient.of(port, "hospital-be")
            .post(
                "/fhir/HealthcareService/$match",
                parameters(
                    "serviceType", "emergency-shelter",
                    "serviceType", "safe-accommodation",
                    "ageBand", "25-34",
                    "gender", "female",
                    "language", "fr"));

    assertThat(services(answer))
        .as("the house that serves no women is not among them")
        .containsExactly("shelter-be-service", "shelter-de-service", "shelter-gr-service");
    ParametersParameterComponent first = answer.as(Parameters.class).getParameterFirstRep();
    assertThat(codes(first, "reason"))
        .contains("emergency-shelter", "25-34", "female", "fr", "has-capacity");
    assertThat(codes(first, "against")).isEmpty();
    ParametersParameterComponent second = answer.as(Parameters.class).getParameter().get(1);
    assertThat(codes(second, "against")).containsExactly("language-unavailable");
  }

  @Test
  void servicesThatAreOpenOnNoneOfTheConditionsThatAreMetAreLeftOut() {
    String[] need = {
      "serviceType",
      "emergency-shelter",
      "ageBand",
      "25-34",
      "gender",
      "female",
      "eligibility",
      "residence-permit",
      "eligibility",
      "formal-decision"
    };
    FhirClient hospital = FhirClient.of(port, "hospital-be");

    Answer decided = hospital.post("/fhir/HealthcareService/$match", parameters(need));
    need[need.length - 1] = "reasonable-grounds";
    Answer presumed = hospital.post("/fhir/HealthcareService/$match", parameters(need));
    need[need.length - 1] = "whoever-pays";
    Answer refused = hospital.post("/fhir/HealthcareService/$match", parameters(need));

    assertThat(services(decided)).containsExactly("shelter-de-service");
    assertThat(codes(decided.as(Parameters.class).getParameterFirstRep(), "reason"))
        .contains("formal-decision")
        .doesNotContain("residence-permit", "reflection-period");
    assertThat(services(presumed))
        .contains("shelter-be-service")
        .doesNotContain("shelter-de-service");
    assertThat(refused.error()).isEqualTo("profile-violation");
  }

  @Test
  void aNeedIsToldInAllOfItsPartsAndAnAreaThatIsACountryServesItsRegions() {
    FhirClient service = FhirClient.of(port, "counselling-be");
    Answer read = service.get(OWN);
    HealthcareService entry = read.as(HealthcareService.class);
    Answer limited =
        service.put(
            entry.copy().addCoverageArea(new Reference("Location/counselling-be-place")),
            read.header("ETag"));
    assertThat(limited.status()).as(limited.body()).isEqualTo(200);
    try {
      Answer met = match("BE-VLG", "video");
      assertThat(services(met)).containsExactly("counselling-be-service");
      assertThat(codes(met.as(Parameters.class).getParameterFirstRep(), "reason"))
          .contains("legal-aid", "25-34", "female", "es", "BE", "BE-VLG", "video");
      assertThat(services(match("BE-VLG", "outreach"))).as("another mode").isEmpty();
      assertThat(services(match("DE-NW", "video"))).as("another country's region").isEmpty();
    } finally {
      service.put(entry, limited.header("ETag"));
    }
    assertThat(service.get(OWN).as(HealthcareService.class).hasCoverageArea()).isFalse();
  }

  private Answer match(String region, String mode) {
    return FhirClient.of(port, "hospital-be")
        .post(
            "/fhir/HealthcareService/$match",
            parameters(
                "serviceType", "legal-aid",
                "ageBand", "25-34",
                "gender", "female",
                "language", "es",
                "country", "BE",
                "region", region,
                "deliveryMode", mode,
                "urgency", "urgent"));
  }

  @Test
  void noAdultsServiceIsFoundForAMinorOrAnUncertainAge() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    String match = "/fhir/HealthcareService/$match";

    assertThat(services(hospital.post(match, parameters("ageBand", "0-11"))))
        .containsExactlyInAnyOrder("shelter-de-service", "health-be-service");
    assertThat(services(hospital.post(match, parameters("ageBand", "unknown"))))
        .containsExactlyInAnyOrder("shelter-de-service", "health-be-service");
    assertThat(services(hospital.post(match, new Parameters())))
        .containsExactlyInAnyOrder("shelter-de-service", "health-be-service");
    assertThat(services(hospital.post(match, parameters("ageBand", "adult-presumed")))).hasSize(6);
  }

  @Test
  void matchingKeepsNothingAndTakesNoIdentity() {
    FhirClient hospital = FhirClient.of(port, "hospital-be");
    StoredRows rows = new StoredRows(jdbc, new TransactionTemplate(transactions));
    List<Long> before = rows.counts();

    Answer refused =
        hospital.post("/fhir/HealthcareService/$match", parameters("name", "fictiva-erfunden"));
    hospital.post("/fhir/HealthcareService/$match", parameters("ageBand", "18-24"));

    assertThat(refused.error()).isEqualTo("profile-violation");
    assertThat(refused.body()).doesNotContain("fictiva-erfunden");
    assertThat(rows.counts()).isEqualTo(before);
    assertThat(
            FhirClient.of(port, "statistics-eu")
                .post("/fhir/HealthcareService/$match", parameters("ageBand", "18-24"))
                .error())
        .isEqualTo("not-in-contract");
  }

  @Test
  void afterARefusalTheRequesterIsShownWhereElseItCouldGo() {
    Case story =
        Case.submit(
            port,
            bundle -> {
              Referrals.one(bundle, ServiceRequest.class)
                  .getCode()
                  .getCodingFirstRep()
                  .setCode("psychosocial-counselling");
              return bundle;
            });
    assertThat(services(story.hospital().get("/fhir/Task/" + story.id("Task") + "/$next-services")))
        .containsExactly("counselling-be-service");
    Case asked = Case.submit(port);
    assertThat(services(asked.hospital().get("/fhir/Task/" + asked.id("Task") + "/$next-services")))
        .as("the one house in the country was asked already")
        .isEmpty();
    story.move(TaskStatus.REJECTED, "no-capacity");
    String next = "/fhir/Task/" + story.id("Task") + "/$next-services";

    assertThat(services(story.hospital().get(next))).containsExactly("counselling-be-service");
    assertThat(
            story
                .service()
                .get("/fhir/Task/" + story.task().getIdElement().getIdPart() + "/$next-services")
                .error())
        .isEqualTo("not-found");
    assertThat(FhirClient.of(port, "hospital-gr").get(next).error()).isEqualTo("not-found");
  }

  @Test
  void theDirectoryIsNotChangedInATransaction() {
    FhirClient service = FhirClient.of(port, "counselling-be");
    HealthcareService entry = service.get(OWN).as(HealthcareService.class);
    org.hl7.fhir.r4.model.Bundle bundle = new org.hl7.fhir.r4.model.Bundle();
    bundle.setType(org.hl7.fhir.r4.model.Bundle.BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(entry)
        .getRequest()
        .setMethod(org.hl7.fhir.r4.model.Bundle.HTTPVerb.PUT)
        .setUrl("HealthcareService/counselling-be-service")
        .setIfMatch("W/\"1\"");

    assertThat(service.post("/fhir", bundle).error()).isEqualTo("not-in-contract");
  }
}
