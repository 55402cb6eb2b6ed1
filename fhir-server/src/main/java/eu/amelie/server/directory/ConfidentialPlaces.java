/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;

/**
 * What of a place may be told. Guaranteed: of a confidential one its country and nothing else,
 * whatever the entry holds; the profile that forbids more is not relied on, because an entry may
 * have come another way.
 */
final class ConfidentialPlaces {
  private static final String CONFIDENTIAL =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-confidential-address";

  private ConfidentialPlaces() {}

  static boolean isConfidential(Location place) {
    return place.getExtensionsByUrl(CONFIDENTIAL).stream()
        .anyMatch(mark -> !(mark.getValue() instanceof BooleanType told) || told.booleanValue());
  }

  /** Changes the place. */
  static void reduce(Location place) {
    place.setAddress(place.hasAddress() ? countryOf(place.getAddress()) : null);
    place.setPosition(null);
    place.setDescription(null);
    place.setTelecom(null);
    place.setAlias(null);
    place.setPartOf(null);
    place.setText(null);
    place.setContained(null);
  }

  /** Whether something is told that a confidential place would give away. */
  static boolean tellsMore(Organization organization) {
    return organization.getAddress().stream()
            .anyMatch(address -> !address.equalsDeep(countryOf(address)))
        || organization.getContact().stream().anyMatch(contact -> contact.hasAddress());
  }

  /** Changes the organisation. */
  static void reduce(Organization organization) {
    List<Address> countries =
        organization.getAddress().stream().map(ConfidentialPlaces::countryOf).toList();
    organization.setAddress(countries.isEmpty() ? null : countries);
    organization.getContact().forEach(contact -> contact.setAddress(null));
    organization.setText(null);
  }

  private static Address countryOf(Address address) {
    return new Address().setCountry(address.getCountry());
  }
}
