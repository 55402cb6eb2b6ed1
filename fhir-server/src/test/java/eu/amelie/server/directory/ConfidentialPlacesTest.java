/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Location.LocationMode;
import org.hl7.fhir.r4.model.Location.LocationStatus;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
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

  /** Every element that a Location has, each with something that would give the place away. */
  private static Location filled() {
    Location place = place();
    place.setId("Location/shelter-place");
    place.setImplicitRules("urn:secret").setLanguage("secret");
    place.getText().setDivAsString("<div>Secret Street</div>");
    place.addContained(new Organization().setName("Secret landlord").setId("#secret"));
    place.addExtension(MARK, new BooleanType(true));
    place.addExtension("https://shelter.example.org/entrance", new StringType("secret door"));
    place.addModifierExtension().setUrl("urn:secret").setValue(new StringType("secret"));
    place.addIdentifier().setSystem("urn:secret").setValue("secret-cadastre");
    place.setStatus(LocationStatus.ACTIVE);
    place.getStatusElement().addExtension("urn:secret", new StringType("secret"));
    place.setOperationalStatus(new Coding("urn:secret", "secret", "secret"));
    place.setName("Demo House Kastanje");
    place.getNameElement().addExtension("urn:secret", new StringType("secret"));
    place.addAlias("The secret house");
    place.setMode(LocationMode.INSTANCE);
    place.addType().setText("secret");
    place.setPhysicalType(new CodeableConcept().setText("secret"));
    place
        .getManagingOrganization()
        .setReference("Organization/shelter-be")
        .setDisplay("Secret Foundation")
        .getIdentifier()
        .setValue("secret");
    place.getAddress().setState("Secretland").setDistrict("Secret").setId("secret");
    place.getAddress().addExtension("urn:secret", new StringType("secret"));
    place.getAddress().getPeriod().setId("secret");
    place.setPartOf(new Reference("Location/secret"));
    place.addHoursOfOperation().setOpeningTime("21:09:07").setId("secret");
    place.setAvailabilityExceptions("secret on market days");
    place.addEndpoint(new Reference("Endpoint/secret"));
    return place;
  }

  @Test
  void e7OfAConfidentialPlaceWhatItIsCalledWhoseItIsAndItsCountryAreLeft() {
    assertThat(json(ConfidentialPlaces.reduced(filled())))
        .isEqualTo(
            "{\"resourceType\":\"Location\",\"id\":\"shelter-place\",\"extension\":[{\"url\":\""
                + MARK
                + "\",\"valueBoolean\":true}],\"status\":\"active\",\"name\":\"Demo House Kastanje\","
                + "\"mode\":\"instance\",\"address\":{\"country\":\"BE\"},"
                + "\"managingOrganization\":{\"reference\":\"Organization/shelter-be\"}}");
  }

  @Test
  void theExampleHoldsEveryElementThatAPlaceCanHave() {
    assertThat(filled().children())
        .filteredOn(child -> !child.hasValues())
        .extracting(Property::getName)
        .containsExactly("meta");
    assertThat(json(filled())).containsIgnoringCase("secret");
  }

  @Test
  void whatIsNotSaidOfAConfidentialPlaceIsNotMadeUp() {
    Location bare = new Location();

    assertThat(json(ConfidentialPlaces.reduced(bare)))
        .isEqualTo(
            "{\"resourceType\":\"Location\",\"extension\":[{\"url\":\""
                + MARK
                + "\",\"valueBoolean\":true}]}");
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
