/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.profiles.ProfileCatalog;
import eu.amelie.profiles.ProfileValidator;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Endpoint.EndpointStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Disclosure E7: what a technical address says, and where it leads. */
class TechnicalAddressesTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private static final TechnicalAddresses ADDRESSES =
      new TechnicalAddresses(
          ProfileValidator.create(CONTEXT, ProfileCatalog.load(CONTEXT)).knownCodes());
  private static final String CONNECTIONS =
      "http://terminology.hl7.org/CodeSystem/endpoint-connection-type";
  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/endpoint-payload-type";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://counselling-be.example.org/fhir",
        "https://example.org",
        "https://example.org/",
        "https://a.example.org:8443/fhir/R4/v1.2",
        "https://xn--bcher-kva.example/a_b~c/"
      })
  void aPublicNameAndAPlainPathAreFit(String url) {
    assertThat(TechnicalAddresses.isFit(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/fhir",
        "ftp://example.org/",
        "https://user:word@example.org/fhir",
        "https://user@example.org/fhir",
        "https://example.org/fhir?to=x",
        "https://example.org/fhir#x",
        "https://example.org?x",
        "https://example.org/Secret%20Street%205",
        "https://example.org/Secret Street 5",
        "https://example.org/../admin",
        "https://example.org//x",
        "https://example.org/a@b",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://localhost/fhir",
        "https://database:5432/",
        "https://db.internal/",
        "https://printer.LOCAL:443/",
        "https://a.lan",
        "https://1.168.192.in-addr.arpa/",
        "https://-a.example.org/",
        "https://a..example.org/",
        "https://example.org.\n/",
        "urn:uuid:5c0fffff-0000-4000-8000-000000000009",
        ""
      })
  void nothingElseIs(String url) {
    assertThat(TechnicalAddresses.isFit(url)).isFalse();
    assertThat(TechnicalAddresses.isFit(null)).isFalse();
  }

  private static Endpoint plain() {
    Endpoint entry = new Endpoint();
    entry.setStatus(EndpointStatus.ACTIVE);
    entry.setConnectionType(new Coding(CONNECTIONS, "hl7-fhir-rest", null));
    entry.setName("Demo House, online");
    entry.setManagingOrganization(new Reference("Organization/shelter"));
    entry.addPayloadType(new CodeableConcept(new Coding(TYPES, "any", null)));
    entry.addPayloadMimeType("application/fhir+json");
    entry.setAddress("https://house.example.org/fhir");
    return entry;
  }

  private static Endpoint filled() {
    Endpoint entry = plain();
    entry.addHeader("Authorization: secret");
    entry.addContact().setValue("+00 secret");
    entry.addIdentifier().setValue("secret-line");
    entry.getPeriod().getStartElement().setValueAsString("2026-01-01");
    entry.getPeriod().addExtension("urn:secret", new StringType("secret"));
    entry.getConnectionType().setDisplay("secret");
    entry.getManagingOrganization().setDisplay("Secret Foundation");
    entry.getPayloadTypeFirstRep().setText("secret").getCodingFirstRep().setDisplay("secret");
    entry.getPayloadTypeFirstRep().addCoding().setSystem("urn:secret").setCode("secret");
    entry.getPayloadTypeFirstRep().addCoding().setSystem(TYPES + "/secret").setCode("any");
    entry.getPayloadTypeFirstRep().addCoding().setSystem(TYPES).setCode("secret-5");
    entry.addPayloadMimeType("secret street 5");
    entry.addExtension("urn:secret", new StringType("secret"));
    entry.addModifierExtension().setUrl("urn:secret").setValue(new StringType("secret"));
    return entry;
  }

  private static String json(Endpoint entry) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(entry);
  }

  @Test
  void e7WhereAPlaceIsKeptConfidentialOnlyCodesANameAndAnAddressAreTold() {
    assertThat(json(ADDRESSES.told(filled(), true))).isEqualTo(json(plain()));
    assertThat(json(ADDRESSES.told(plain(), true))).isEqualTo(json(plain()));
  }

  @Test
  void e7WhereAPlaceIsKeptConfidentialAConnectionTypeIsToldIfItsCodeIsKnown() {
    for (Coding type :
        List.of(
            new Coding("urn:secret", "hl7-fhir-rest", null),
            new Coding(CONNECTIONS, "secret-street-5", null))) {
      Endpoint entry = plain().setConnectionType(type);
      assertThat(ADDRESSES.told(entry, true).hasConnectionType()).isFalse();
      assertThat(ADDRESSES.told(entry, false).hasConnectionType()).isTrue();
    }
    assertThat(ADDRESSES.told(plain(), true).getConnectionType().getCode())
        .isEqualTo("hl7-fhir-rest");
  }

  @Test
  void elsewhereItsIdentifierIsToldAndNeverACredentialOrAPerson() {
    assertThat(json(ADDRESSES.told(filled(), false)))
        .contains("secret-line")
        .doesNotContain("Authorization", "+00 secret", "Foundation", "street");
  }

  @Test
  void anAddressThatIsNotFitIsNotToldWhateverIsStored() {
    Endpoint stored = plain().setAddress("https://user:secret@example.org/");

    assertThat(json(ADDRESSES.told(stored, false))).doesNotContain("secret");
  }
}
