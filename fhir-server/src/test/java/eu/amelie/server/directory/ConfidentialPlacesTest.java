/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** Disclosure E7: what an entry holds of a confidential place, however it came there. */
class ConfidentialPlacesTest {
  private static final String MARK =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-confidential-address";

  private static Address address() {
    return new Address()
        .addLine("Secret Street 7")
        .setCity("Secretville")
        .setPostalCode("9999")
        .setText("Secret Street 7, Secretville")
        .setCountry("BE");
  }

  private static Location place() {
    Location place = new Location().setAddress(address()).setDescription("Behind Secret Church");
    place.addTelecom().setValue("+00 secret");
    place.getPosition().setLatitude(1.2345).setLongitude(2.3456);
    return place;
  }

  private static String json(org.hl7.fhir.r4.model.Resource resource) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
  }

  @Test
  void e7OfAConfidentialPlaceTheCountryIsLeft() {
    Location place = place();
    ConfidentialPlaces.reduce(place);

    assertThat(json(place)).contains("BE").doesNotContainIgnoringCase("secret", "9999", "1.2345");
  }

  @Test
  void ofItsOrganisationToo() {
    Organization organization = new Organization().addAddress(address());
    organization.addContact().setAddress(address());
    assertThat(ConfidentialPlaces.tellsMore(organization)).isTrue();
    ConfidentialPlaces.reduce(organization);

    assertThat(json(organization)).contains("BE").doesNotContainIgnoringCase("secret", "9999");
    assertThat(ConfidentialPlaces.tellsMore(organization)).isFalse();
  }

  @Test
  void aPlaceIsConfidentialWhereItSaysSoOrSaysSomethingUnreadable() {
    Location open = place();
    open.addExtension(MARK, new BooleanType(false));
    Location confidential = place();
    confidential.addExtension(MARK, new BooleanType(true));
    Location unreadable = place();
    unreadable.addExtension(MARK, new StringType("perhaps"));

    assertThat(ConfidentialPlaces.isConfidential(place())).isFalse();
    assertThat(ConfidentialPlaces.isConfidential(open)).isFalse();
    assertThat(ConfidentialPlaces.isConfidential(confidential)).isTrue();
    assertThat(ConfidentialPlaces.isConfidential(unreadable)).isTrue();
  }
}
