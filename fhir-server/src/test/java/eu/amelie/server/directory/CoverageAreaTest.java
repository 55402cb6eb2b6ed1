/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Which region a place in a service's coverage area stands for. */
class CoverageAreaTest {

  private static final Location HOUSE = house();

  /** Holds one confidential house and nothing else. */
  private static final DirectoryState DIRECTORY =
      new DirectoryState() {
        @Override
        public Optional<Resource> find(String type, String id) {
          return type.equals("Location") && id.equals("house")
              ? Optional.of(HOUSE)
              : Optional.empty();
        }

        @Override
        public List<Resource> keptBy(String type, String organisation) {
          return List.of();
        }
      };

  private static Location house() {
    Location house = new Location();
    house.addExtension(ConfidentialPlaces.CONFIDENTIAL, new BooleanType(true));
    return house;
  }

  private static Optional<String> region(Location place) {
    return MatchingServices.region(place, DIRECTORY);
  }

  private static Location in(Address address) {
    return new Location().setAddress(address);
  }

  @Test
  void aPlaceStandsForItsRegionOrElseForItsCountry() {
    assertThat(region(in(new Address().setState("BE-VLG").setCountry("BE")))).contains("BE-VLG");
    assertThat(region(in(new Address().setCountry("BE")))).contains("BE");
  }

  @Test
  void disclosureE7OfAConfidentialPlaceNoMoreThanItsCountryIsMatched() {
    Location place = in(new Address().setState("BE-VLG").setCountry("BE"));
    place.addExtension(ConfidentialPlaces.CONFIDENTIAL, new BooleanType(true));

    assertThat(region(place)).contains("BE");
  }

  @Test
  void disclosureE7NorOfARoomInAConfidentialHouse() {
    Location room = in(new Address().setState("BE-VLG").setCountry("BE"));
    room.setPartOf(new Reference("Location/house"));

    assertThat(region(room)).contains("BE");
  }

  @Test
  void disclosureE7NoCountryIsToldWhereMoreIsSaidInItsPlace() {
    Location place = in(new Address().setCountry("BE, Fictielaan 1"));
    place.addExtension(ConfidentialPlaces.CONFIDENTIAL, new BooleanType(true));

    assertThat(region(place)).isEmpty();
  }

  @Test
  void aPlaceThatDoesNotSayWhereItIsStandsForNone() {
    assertThat(region(new Location())).isEmpty();
    assertThat(region(in(new Address().setCity("Fictiestad")))).isEmpty();
  }
}
