/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Location;
import org.junit.jupiter.api.Test;

/** Which region a place in a service's coverage area stands for. */
class CoverageAreaTest {

  private static Location in(Address address) {
    return new Location().setAddress(address);
  }

  @Test
  void aPlaceStandsForItsRegionOrElseForItsCountry() {
    assertThat(MatchingServices.region(in(new Address().setState("BE-VLG").setCountry("BE"))))
        .contains("BE-VLG");
    assertThat(MatchingServices.region(in(new Address().setCountry("BE")))).contains("BE");
  }

  @Test
  void disclosureE7OfAConfidentialPlaceNoMoreThanItsCountryIsMatched() {
    Location place = in(new Address().setState("BE-VLG").setCountry("BE"));
    place.addExtension(
        "https://fhir.example.org/supportive-care/StructureDefinition/sc-confidential-address",
        new BooleanType(true));

    assertThat(MatchingServices.region(place)).contains("BE");
  }

  @Test
  void aPlaceThatDoesNotSayWhereItIsStandsForNone() {
    assertThat(MatchingServices.region(new Location())).isEmpty();
    assertThat(MatchingServices.region(in(new Address().setCity("Fictiestad")))).isEmpty();
  }
}
