/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Disclosure E7: a confidential place that a house keeps itself is told on no path. */
@ExchangeServer
class ConfidentialPlaceTest {
  private static final String ID = "shelter-it-place";
  private static final String OWN = "/fhir/Location/" + ID;
  private static final String STREET = "Via Inventata 5";

  @LocalServerPort private int port;
  @Autowired private RecordStore records;
  @Autowired private PlatformTransactionManager transactions;

  private static String adding(String path, String value) {
    return "[{\"op\":\"add\",\"path\":\"%s\",\"value\":%s}]".formatted(path, value);
  }

  @Test
  void whatGivesItAwayIsRefusedByTheNameOfItsElement() {
    FhirClient house = FhirClient.of(port, "shelter-it");
    Answer read = house.get(OWN);
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("/address/line", "[\"" + STREET + "\"]"),
            Map.entry("/address/city", "\"" + STREET + "\""),
            Map.entry("/address/state", "\"" + STREET + "\""),
            Map.entry("/address/text", "\"" + STREET + "\""),
            Map.entry("/address/period", "{\"start\":\"2020-01-01\"}"),
            Map.entry("/address/extension", "[{\"url\":\"urn:x\",\"valueString\":\"Via\"}]"),
            Map.entry("/position", "{\"longitude\":12.4924,\"latitude\":41.8902}"),
            Map.entry("/telecom", "[{\"system\":\"phone\",\"value\":\"+39 5550 0155\"}]"),
            Map.entry("/description", "\"" + STREET + "\""),
            Map.entry("/alias", "[\"" + STREET + "\"]"),
            Map.entry("/identifier", "[{\"value\":\"" + STREET + "\"}]"),
            Map.entry("/type", "[{\"text\":\"" + STREET + "\"}]"),
            Map.entry("/physicalType", "{\"text\":\"" + STREET + "\"}"),
            Map.entry("/availabilityExceptions", "\"" + STREET + "\""),
            Map.entry("/managingOrganization/display", "\"" + STREET + "\""),
            Map.entry("/partOf", "{\"reference\":\"Location/" + ID + "\"}"),
            Map.entry("/extension/-", "{\"url\":\"urn:x\",\"valueString\":\"" + STREET + "\"}"));

    wrong.forEach(
        (path, value) -> {
          Answer answer =
              house.send(
                  "PATCH",
                  OWN,
                  adding(path, value),
                  "application/json-patch+json",
                  "If-Match",
                  read.header("ETag"),
                  "Prefer",
                  "return=representation");
          assertThat(answer.error()).as(path + answer.body()).isEqualTo("profile-violation");
          assertThat(answer.body()).doesNotContain(STREET, "12.49", "5550", "urn:x", "2020-01-01");
        });
    assertThat(house.get(OWN).header("ETag")).as("as it was").isEqualTo(read.header("ETag"));
    Answer same = house.put(read.as(Location.class), read.header("ETag"));
    assertThat(same.status()).as(same.body()).isEqualTo(200);
  }

  @Test
  void anOpenPlaceIsNoPartOfAConfidentialOneAndNoEntryPointsThere() {
    FhirClient house = FhirClient.of(port, "shelter-it");
    Location open = new Location();
    open.setStatus(Location.LocationStatus.ACTIVE).setName("Demo House, office");
    open.getAddress().addLine(STREET).setCountry("IT");
    open.setManagingOrganization(new Reference("Organization/shelter-it"));
    open.setPartOf(new Reference("Location/" + ID));
    Answer answer = house.post("/fhir/Location", open);
    assertThat(answer.error()).as(answer.body()).isEqualTo("profile-violation");
    assertThat(answer.body()).contains("Location.partOf").doesNotContain(STREET);
  }

  @Test
  void whatAnEntryHoldsAllTheSameIsToldOnNoPath() {
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    Location before =
        transaction.execute(status -> ((Location) records.entry("Location", ID)).copy());
    Location telling = before.copy();
    telling.getAddress().addLine(STREET).setCity("Inventata");
    telling.setDescription(STREET);
    telling.addTelecom().setValue(STREET);
    telling.getPosition().setLongitude(12.4924).setLatitude(41.8902);
    transaction.executeWithoutResult(status -> records.replaceEntry(telling));
    try {
      for (String party : List.of("hospital-be", "shelter-it", "coordinator-it", "statistics-eu")) {
        FhirClient reader = FhirClient.of(port, party);
        for (String path :
            List.of(
                OWN,
                OWN + "?_elements=address,position,telecom,description",
                OWN + "?_summary=data",
                "/fhir/Location?_elements=address,position",
                "/fhir/Location?_summary=false&_count=200",
                "/fhir/Location?_sort=-_lastUpdated&_count=5")) {
          Answer answer = reader.get(path);
          assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
          assertThat(answer.body())
              .as(party + path)
              .contains(ID)
              .doesNotContain("Inventata", "12.49");
        }
        for (String path :
            List.of(
                OWN + "/_history",
                OWN + "/_history/1",
                "/fhir/Location/_history",
                "/fhir/Location?address=Inventata",
                "/fhir/Location?address-city=Inventata",
                "/fhir/Location?near=41.9",
                "/fhir/HealthcareService?location.address=Inventata",
                "/fhir/HealthcareService?_include=HealthcareService:location")) {
          Answer answer = reader.get(path);
          assertThat(answer.error()).as(path).isEqualTo("not-in-contract");
          assertThat(answer.body()).doesNotContain(STREET);
        }
      }
      FhirClient house = FhirClient.of(port, "shelter-it");
      String etag = house.get(OWN).header("ETag");
      Answer tested =
          house.patch(
              OWN, "[{\"op\":\"test\",\"path\":\"/address/city\",\"value\":\"Inventata\"}]", etag);
      assertThat(tested.status()).as("a patch is of what is told").isEqualTo(422);
      Answer shown =
          house.send(
              "PATCH",
              OWN,
              "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"active\"}]",
              "application/json-patch+json",
              "If-Match",
              etag,
              "Prefer",
              "return=representation");
      assertThat(shown.status()).as(shown.body()).isEqualTo(200);
      assertThat(shown.body()).contains("\"IT\"").doesNotContain("Inventata", "12.49");
      Location stored =
          transaction.execute(status -> ((Location) records.entry("Location", ID)).copy());
      assertThat(stored.hasDescription() || stored.hasPosition())
          .as("and by that is gone from the store's current version")
          .isFalse();
    } finally {
      transaction.executeWithoutResult(status -> records.replaceEntry(before));
    }
  }
}
