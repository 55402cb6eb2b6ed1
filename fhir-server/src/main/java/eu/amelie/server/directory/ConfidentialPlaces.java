/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;

/**
 * What of a place may be told. Guaranteed: of a confidential one what it is called, whose it is,
 * whether it is open and its country, and nothing else, whatever the entry holds; the profile that
 * forbids more is not relied on, because an entry may have come another way. Not guaranteed: that
 * what it is called says nothing of where it is.
 */
final class ConfidentialPlaces {
  static final String CONFIDENTIAL =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-confidential-address";

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private ConfidentialPlaces() {}

  static boolean isConfidential(Location place) {
    return place.getExtensionsByUrl(CONFIDENTIAL).stream()
        .anyMatch(mark -> !(mark.getValue() instanceof BooleanType told) || told.booleanValue());
  }

  /** Whether an entry says in so many words that its place may be known. */
  static boolean isSaidToBeOpen(Location place) {
    return place.hasExtension(CONFIDENTIAL) && !isConfidential(place);
  }

  /** Another one, which has of the confidential place what may be told. */
  static Location reduced(Location place) {
    Location told = new Location();
    told.setId(place.getIdElement());
    told.addExtension(CONFIDENTIAL, new BooleanType(true));
    told.setStatus(place.getStatus());
    told.setName(place.getName());
    told.setMode(place.getMode());
    if (place.getManagingOrganization().hasReference()) {
      told.setManagingOrganization(new Reference(place.getManagingOrganization().getReference()));
    }
    Address country = countryOf(place.getAddress());
    if (!country.isEmpty()) {
      told.setAddress(country);
    }
    return told;
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
        organization.getAddress().stream()
            .map(ConfidentialPlaces::countryOf)
            .filter(address -> !address.isEmpty())
            .toList();
    organization.setAddress(countries.isEmpty() ? null : countries);
    organization.getContact().forEach(contact -> contact.setAddress(null));
    organization.setText(null);
  }

  /** Where that is not a code of two letters there may be more in it than a country. */
  private static Address countryOf(Address address) {
    return address.hasCountry() && COUNTRIES.contains(address.getCountry())
        ? new Address().setCountry(address.getCountry())
        : new Address();
  }
}
