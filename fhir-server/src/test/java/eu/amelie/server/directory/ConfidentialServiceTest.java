/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import eu.amelie.server.cases.RecordStore;
import eu.amelie.server.testing.ExchangeServer;
import eu.amelie.server.testing.FhirClient;
import eu.amelie.server.testing.FhirClient.Answer;
import java.util.Map;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.HealthcareService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A service at a confidential place: its entry does not give the place away. */
@ExchangeServer
class ConfidentialServiceTest {
  private static final String OWN = "/fhir/HealthcareService/shelter-de-service";
  private static final String OPEN = "/fhir/HealthcareService/counselling-be-service";
  private static final String STREET = "Geheimstrasse 5";

  @LocalServerPort private int port;
  @Autowired private RecordStore records;
  @Autowired private PlatformTransactionManager transactions;

  private static String adding(String path, String value) {
    return "[{\"op\":\"add\",\"path\":\"%s\",\"value\":%s}]".formatted(path, value);
  }

  @Test
  void whatGivesAConfidentialPlaceAwayIsRefusedByTheNameOfItsElement() {
    FhirClient shelter = FhirClient.of(port, "shelter-de");
    Answer read = shelter.get(OWN);
    Map<String, String> wrong =
        Map.of(
            "/comment", "\"" + STREET + "\"",
            "/extraDetails", "\"" + STREET + "\"",
            "/location/0/display", "\"" + STREET + "\"",
            "/telecom", "[{\"system\":\"phone\",\"value\":\"+00 5\"}]",
            "/identifier", "[{\"value\":\"" + STREET + "\"}]",
            "/category", "[{\"text\":\"" + STREET + "\"}]",
            "/notAvailable", "[{\"description\":\"" + STREET + "\"}]",
            "/eligibility/0/comment", "\"" + STREET + "\"",
            "/extension/-", "{\"url\":\"urn:x\",\"valueAddress\":{\"text\":\"" + STREET + "\"}}");

    wrong.forEach(
        (path, value) -> {
          Answer answer = shelter.patch(OWN, adding(path, value), read.header("ETag"));
          assertThat(answer.error()).as(path + answer.body()).isEqualTo("profile-violation");
          assertThat(answer.body())
              .contains("HealthcareService." + path.split("/")[1])
              .doesNotContain(STREET);
        });
    Answer hidden =
        shelter.patch(
            OWN,
            "[{\"op\":\"remove\",\"path\":\"/location\"},"
                + adding("/comment", "\"" + STREET + "\"").substring(1),
            read.header("ETag"));
    assertThat(hidden.error()).as("a place that is left out").isEqualTo("profile-violation");
    assertThat(shelter.get(OWN).header("ETag")).isEqualTo(read.header("ETag"));
    Answer same = shelter.put(read.as(HealthcareService.class), read.header("ETag"));
    assertThat(same.status()).as(same.body()).isEqualTo(200);
  }

  @Test
  void aServiceAtAnOpenPlaceSaysHowItIsReachedButNotInExtensionsOfItsOwn() {
    FhirClient service = FhirClient.of(port, "counselling-be");
    Answer read = service.get(OPEN);
    Answer changed =
        service.patch(OPEN, adding("/extraDetails", "\"First floor.\""), read.header("ETag"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(FhirClient.of(port, "hospital-gr").get(OPEN).body()).contains("First floor.");
    Answer extended =
        service.patch(
            OPEN,
            adding("/extension/-", "{\"url\":\"urn:x\",\"valueString\":\"x\"}"),
            changed.header("ETag"));
    assertThat(extended.error()).isEqualTo("profile-violation");
    Answer back =
        service.patch(
            OPEN, "[{\"op\":\"remove\",\"path\":\"/extraDetails\"}]", changed.header("ETag"));
    assertThat(back.status()).as(back.body()).isEqualTo(200);
  }

  @Test
  void whatAnEntryHoldsAllTheSameIsNotToldAndCapacityCanStillBeSaid() {
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    HealthcareService stored =
        transaction.execute(
            status -> (HealthcareService) records.entry("HealthcareService", "shelter-it-service"));
    HealthcareService before = stored.copy();
    HealthcareService telling = stored.copy();
    telling.setComment(STREET);
    telling.addExtension("urn:x", new Address().setText(STREET));
    telling.getLocationFirstRep().setDisplay(STREET);
    transaction.executeWithoutResult(status -> records.replaceEntry(telling));
    try {
      FhirClient reader = FhirClient.of(port, "hospital-gr");
      Answer read = reader.get("/fhir/HealthcareService/shelter-it-service");
      assertThat(read.body()).contains("Demo House").doesNotContain(STREET);
      assertThat(reader.get("/fhir/HealthcareService?country=IT").body())
          .contains("shelter-it-service")
          .doesNotContain(STREET);
      Answer full =
          FhirClient.of(port, "shelter-it")
              .post(
                  "/fhir/HealthcareService/shelter-it-service/$capacity",
                  "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"capacity\","
                      + "\"valueCode\":\"has-capacity\"}]}",
                  "application/fhir+json");
      assertThat(full.status()).as(full.body()).isEqualTo(200);
    } finally {
      transaction.executeWithoutResult(status -> records.replaceEntry(before));
    }
  }
}
