/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.store.StoreRows;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Endpoint.EndpointStatus;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Location.LocationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A service keeps its own places, technical addresses and services, and nobody else's. */
@ExchangeServer
class OwnPlacesTest {
  private static final String OWN = "health-be";
  private static final String STREET = "Verzonnenlaan 12";

  @LocalServerPort private int port;
  @Autowired private StoreRows rows;
  @Autowired private PlatformTransactionManager transactions;

  private final List<UUID> made = new ArrayList<>();

  @AfterEach
  void removeWhatWasMade() {
    new TransactionTemplate(transactions).executeWithoutResult(status -> rows.remove(made));
  }

  private static Location place(String organisation) {
    Location place = new Location();
    place.setStatus(LocationStatus.ACTIVE).setName("Demo Practice, first floor");
    place.getAddress().addLine(STREET).setCity("Verzonnenstad").setCountry("BE");
    place.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("+32 5550 0199");
    place.setManagingOrganization(new Reference("Organization/" + organisation));
    return place;
  }

  private static Location hidden(String country) {
    Location hidden = new Location();
    hidden.addExtension(ConfidentialPlaces.CONFIDENTIAL, new BooleanType(true));
    hidden.setStatus(LocationStatus.ACTIVE).setName("Demo House Vlier");
    hidden.getAddress().setCountry(country);
    hidden.setManagingOrganization(new Reference("Organization/" + OWN));
    return hidden;
  }

  private static Endpoint address(String organisation, String url) {
    Endpoint address = new Endpoint();
    address.setStatus(EndpointStatus.ACTIVE).setName("Demo Practice, online").setAddress(url);
    address.setConnectionType(
        new Coding(
            "http://terminology.hl7.org/CodeSystem/endpoint-connection-type",
            "hl7-fhir-rest",
            null));
    address.addPayloadType(
        new CodeableConcept(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/endpoint-payload-type", "any", null)));
    address.setManagingOrganization(new Reference("Organization/" + organisation));
    return address;
  }

  private FhirClient own() {
    return FhirClient.of(port, OWN);
  }

  /** Creates an entry of the service's own; the test removes it. */
  private <T extends Resource> T made(FhirClient service, Resource entry, Class<T> type) {
    Answer answer = service.post("/fhir/" + entry.fhirType(), entry);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    T shown = answer.as(type);
    made.add(UUID.fromString(shown.getIdElement().getIdPart()));
    assertThat(answer.header("Location"))
        .endsWith("/fhir/" + entry.fhirType() + "/" + shown.getIdElement().getIdPart());
    assertThat(answer.header("ETag")).isEqualTo("W/\"1\"");
    return shown;
  }

  private static String path(Resource entry) {
    return "/fhir/" + entry.fhirType() + "/" + entry.getIdElement().getIdPart();
  }

  @Test
  void whatIsPartOfAPlaceThatBecomesConfidentialIsNotToldEither() {
    FhirClient reader = FhirClient.of(port, "hospital-gr");
    Location house = made(own(), place(OWN), Location.class);
    Location floor = place(OWN);
    floor.setPartOf(new Reference("Location/" + house.getIdElement().getIdPart()));
    floor = made(own(), floor, Location.class);
    Location room = place(OWN);
    room.setPartOf(new Reference("Location/" + floor.getIdElement().getIdPart()));
    room = made(own(), room, Location.class);
    assertThat(reader.get(path(room)).body()).contains(STREET);

    Location closed = new Location();
    closed.setId(house.getIdElement().getIdPart());
    closed.setStatus(LocationStatus.ACTIVE).setName("Demo Practice");
    closed.getAddress().setCountry("BE");
    closed.setManagingOrganization(new Reference("Organization/" + OWN));
    closed.addExtension(ConfidentialPlaces.CONFIDENTIAL, new BooleanType(true));
    Answer marked = own().put(closed, "W/\"1\"");
    assertThat(marked.status()).as(marked.body()).isEqualTo(200);

    for (Location part : List.of(floor, room)) {
      assertThat(reader.get(path(part)).body())
          .contains("Demo Practice, first floor")
          .doesNotContain(STREET, "Verzonnenstad", "5550");
      assertThat(own().get(path(part)).body()).doesNotContain(STREET);
    }
    assertThat(reader.get("/fhir/Location?organization=Organization/" + OWN).body())
        .doesNotContain(STREET);

    Location apart = room.copy().setPartOf(null);
    Answer refused = own().put(apart, "W/\"1\"");
    assertThat(refused.error()).as(refused.body()).isEqualTo("profile-violation");
    assertThat(refused.body()).contains("Location.extension").doesNotContain(STREET);
    assertThat(reader.get(path(room)).body()).doesNotContain(STREET);
  }

  @Test
  void disclosureE7TheCountryOfAConfidentialPlaceIsACode() {
    Answer refused = own().post("/fhir/Location", hidden("BE, " + STREET));

    assertThat(refused.error()).as(refused.body()).isEqualTo("profile-violation");
    assertThat(refused.body()).doesNotContain(STREET);
  }

  @Test
  void aServiceKeepsItsOwnPlaceInTheOrderOfRefusals() {
    Location place = made(own(), place(OWN), Location.class);
    FhirClient reader = FhirClient.of(port, "hospital-gr");
    assertThat(reader.get(path(place)).body()).contains(STREET);

    place.setName("Demo Practice, ground floor");
    assertThat(own().put(place, null).error()).isEqualTo("version-required");
    assertThat(own().put(place, "W/\"9\"").error()).isEqualTo("version-conflict");
    Answer changed = own().put(place, "W/\"1\"");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(own().put(place, "W/\"1\"").status()).as("used up").isEqualTo(412);
    Answer patched =
        own()
            .patch(
                path(place),
                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"suspended\"}]",
                changed.header("ETag"));
    assertThat(patched.status()).as(patched.body()).isEqualTo(200);
    assertThat(reader.get(path(place)).body())
        .contains("suspended", "ground floor")
        .doesNotContain("first floor");
    Location absent = place.copy();
    absent.setId(UUID.randomUUID().toString());
    assertThat(own().put(absent, "W/\"1\"").error()).as("no id of its own").isEqualTo("not-found");
  }

  @Test
  void aServiceKeepsItsOwnTechnicalAddressAndPointsToIt() {
    Endpoint address =
        made(own(), address(OWN, "https://practice.example.org/fhir"), Endpoint.class);
    Location place =
        made(
            own(),
            place(OWN).addEndpoint(new Reference(path(address).substring(6))),
            Location.class);
    HealthcareService service =
        own().get("/fhir/HealthcareService/health-be-service").as(HealthcareService.class);
    service.setActive(false).setName("Demo Practice, second room").setLocation(null);
    service.addLocation(new Reference(path(place).substring(6)));
    service.addEndpoint(new Reference(path(address).substring(6)));
    HealthcareService added = made(own(), service, HealthcareService.class);

    FhirClient reader = FhirClient.of(port, "hospital-gr");
    assertThat(
            reader
                .get("/fhir/HealthcareService?location=" + path(place).substring(6))
                .entries(HealthcareService.class))
        .extracting(found -> found.getIdElement().getIdPart())
        .containsExactly(added.getIdElement().getIdPart());
    address.setStatus(EndpointStatus.OFF);
    assertThat(own().put(address, "W/\"1\"").status()).isEqualTo(200);
    assertThat(
            reader
                .get("/fhir/Endpoint?status=off&organization=Organization/" + OWN)
                .entries(Endpoint.class))
        .hasSize(1);
  }

  @Test
  void nobodyWritesAnothersPlaceOrAddress() {
    Location place = made(own(), place(OWN), Location.class);
    Location taken = place.copy().setName("Taken over");
    FhirClient other = FhirClient.of(port, "shelter-gr");
    assertThat(other.put(taken, "W/\"1\"").error()).isEqualTo("not-found");
    assertThat(other.put(taken, null).error()).isEqualTo("not-found");
    assertThat(other.patch(path(place), "[]", "W/\"1\"").error()).isEqualTo("not-found");
    Location absent = taken.copy();
    absent.setId(UUID.randomUUID().toString());
    assertThat(other.put(taken, "W/\"1\"").body().replace(path(taken), ""))
        .as("another's is as if it were not there")
        .isEqualTo(other.put(absent, "W/\"1\"").body().replace(path(absent), ""));
    Endpoint counselling = own().get("/fhir/Endpoint/counselling-be-online").as(Endpoint.class);
    assertThat(own().put(counselling, "W/\"1\"").error()).isEqualTo("not-found");

    assertThat(other.post("/fhir/Location", place(OWN)).error()).isEqualTo("profile-violation");
    assertThat(other.post("/fhir/Endpoint", address(OWN, "https://a.example.org")).error())
        .isEqualTo("profile-violation");
    Location given = place.copy();
    given.setManagingOrganization(new Reference("Organization/shelter-gr"));
    Location borrowing = place.copy();
    borrowing.addEndpoint(new Reference("Endpoint/counselling-be-online"));
    Location within = place.copy();
    within.setPartOf(new Reference("Location/counselling-be-place"));
    Location nowhere = place.copy();
    nowhere.setPartOf(new Reference("Location/no-such-place"));
    for (Location wrong : List.of(given, borrowing, within, nowhere)) {
      Answer answer = own().put(wrong, "W/\"1\"");
      assertThat(answer.error()).as(answer.body()).isEqualTo("profile-violation");
    }
    for (String party : List.of("hospital-be", "coordinator-be", "integrator")) {
      FhirClient client = FhirClient.of(port, party);
      assertThat(client.post("/fhir/Location", place(party)).error()).isEqualTo("not-in-contract");
      assertThat(client.put(taken, "W/\"1\"").error()).isEqualTo("not-in-contract");
      assertThat(client.post("/fhir/Endpoint", address(party, "https://a.example.org")).error())
          .isEqualTo("not-in-contract");
    }
    assertThat(own().get(path(place)).body()).doesNotContain("Taken over");
  }

  @Test
  void aPlaceIsWrittenInABatchAndNotInATransaction() {
    Bundle bundle = new Bundle().setType(BundleType.BATCH);
    bundle
        .addEntry()
        .setResource(place(OWN))
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Location");
    bundle
        .addEntry()
        .setResource(place("shelter-gr"))
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl("Location");
    List<Bundle.BundleEntryComponent> done =
        own().post("/fhir", bundle).as(Bundle.class).getEntry();
    assertThat(done.get(0).getResponse().getStatus()).isEqualTo("201");
    assertThat(done.get(0).getResponse().getLocation()).startsWith("Location/");
    made.add(UUID.fromString(done.get(0).getResponse().getLocation().substring(9)));
    assertThat(done.get(1).getResponse().getStatus()).as("another's").isEqualTo("422");
    assertThat(own().post("/fhir", bundle.setType(BundleType.TRANSACTION)).error())
        .isEqualTo("not-in-contract");
  }

  @Test
  void aTechnicalAddressIsNoVehicle() {
    Endpoint header = address(OWN, "https://a.example.org");
    header.addHeader("Authorization: geheim");
    Endpoint contact = address(OWN, "https://a.example.org");
    contact.addContact().setValue("geheim");
    Endpoint words = address(OWN, "https://a.example.org");
    words.getPayloadTypeFirstRep().setText("geheim");
    Endpoint extended = address(OWN, "https://a.example.org");
    extended.addExtension("urn:x", new org.hl7.fhir.r4.model.StringType("geheim"));
    Map<String, Endpoint> wrong =
        Map.of(
            "header",
            header,
            "contact",
            contact,
            "payloadType",
            words,
            "extension",
            extended,
            "address",
            address(OWN, "https://169.254.169.254/geheim"),
            "address ",
            address(OWN, "https://geheim:geheim@a.example.org/"),
            "address  ",
            address(OWN, "https://a.example.org/?geheim"),
            "address   ",
            address(OWN, "http://a.example.org/geheim"));
    wrong.forEach(
        (element, entry) -> {
          Answer answer = own().post("/fhir/Endpoint", entry);
          assertThat(answer.error()).as(element + answer.body()).isEqualTo("profile-violation");
          assertThat(answer.body())
              .contains("Endpoint." + element.strip())
              .doesNotContain("geheim");
        });
    Endpoint numbered = address("shelter-gr", "https://a.example.org");
    numbered.addIdentifier().setValue("geheim");
    Answer refused = FhirClient.of(port, "shelter-gr").post("/fhir/Endpoint", numbered);
    assertThat(refused.error()).as("a house in secret").isEqualTo("profile-violation");
    assertThat(refused.body()).contains("Endpoint.identifier").doesNotContain("geheim");
  }

  @Test
  void whatAServiceWritesInTheDirectoryIsOnRecordByItsName() {
    Location place = made(own(), place(OWN), Location.class);

    assertThat(
            FhirClient.of(port, "auditor-be")
                .get("/fhir/AuditEvent?_count=50")
                .entries(AuditEvent.class))
        .anySatisfy(
            event -> {
              assertThat(event.getAction().toCode()).isEqualTo("C");
              assertThat(event.getAgentFirstRep().getWho().getReference())
                  .isEqualTo("Organization/" + OWN);
              assertThat(event.getEntity())
                  .extracting(entity -> entity.getWhat().getReference())
                  .contains(path(place).substring(6));
            });
  }

  @Test
  void disclosureE7NoServiceCoversAConfidentialPlace() {
    Location place = made(own(), hidden("BE"), Location.class);
    FhirClient other = FhirClient.of(port, "counselling-be");
    Answer read = other.get("/fhir/HealthcareService/counselling-be-service");
    HealthcareService aiming = read.as(HealthcareService.class);
    aiming.addCoverageArea(new Reference("Location/" + place.getIdElement().getIdPart()));

    Answer refused = other.put(aiming, read.header("ETag"));

    assertThat(refused.error()).as(refused.body()).isEqualTo("profile-violation");
    assertThat(refused.body()).contains("HealthcareService.coverageArea");
  }

  @Test
  void aPlaceIsOpenedByWordsOnly() {
    Location place = made(own(), hidden("BE"), Location.class);

    Location forgotten = place.copy();
    forgotten.setExtension(null);
    forgotten.getAddress().setCity("Verzonnenstad");
    Answer refused = own().put(forgotten, "W/\"1\"");
    assertThat(refused.error()).as(refused.body()).isEqualTo("profile-violation");
    assertThat(refused.body()).contains("Location.extension").doesNotContain("Verzonnenstad");
    Location opened = forgotten.copy();
    opened.addExtension(ConfidentialPlaces.CONFIDENTIAL, new BooleanType(false));
    assertThat(own().put(opened, "W/\"1\"").status()).isEqualTo(200);
    assertThat(FhirClient.of(port, "hospital-gr").get(path(place)).body())
        .contains("Verzonnenstad");
  }
}
