/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/**
 * The regions that a person's address may tell beside its country, where the operator has listed
 * them. Immutable and thread-safe.
 *
 * <p>Guaranteed: a region ({@code Address.state}) stays in the record only where it is, to the
 * letter, one of those listed for the country of the same address; anything else in its place is
 * what a sender wrote itself, and a place. Not guaranteed: that a listed region is large enough to
 * hide in.
 */
public final class Regions {
  /** Countries only: the default. */
  public static final Regions NONE = new Regions(Map.of());

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2,3}");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} '’.()/-]{0,58}\\S)?");

  private final Map<String, Set<String>> byCountry;

  /**
   * @param byCountry code of two or three letters, in any case; regions as hospitals write them
   * @throws IllegalArgumentException where a code or a name cannot be one
   */
  public Regions(Map<String, Set<String>> byCountry) {
    Map<String, Set<String>> all = new HashMap<>();
    byCountry.forEach(
        (country, names) -> {
          String code = country.toUpperCase(Locale.ROOT);
          if (!COUNTRY.matcher(code).matches()) {
            throw new IllegalArgumentException("Not the code of a country: " + country);
          }
          names.stream()
              .filter(name -> !NAME.matcher(name).matches())
              .forEach(
                  name -> {
                    throw new IllegalArgumentException("Not the name of a region: " + name);
                  });
          all.put(code, Set.copyOf(names));
        });
    this.byCountry = Map.copyOf(all);
  }

  /** Whether this address may tell its region. */
  boolean keep(Address address) {
    return address.getState() != null
        && byCountry
            .getOrDefault(String.valueOf(address.getCountry()), Set.of())
            .contains(address.getState());
  }

  /**
   * Takes out of a person what the record kept when more was listed than today. For whom places are
   * released it is not to be asked.
   */
  public void hideOthers(Resource person) {
    addresses(person).stream()
        .filter(address -> !keep(address))
        .forEach(address -> address.setStateElement(null));
  }

  private static List<Address> addresses(Resource resource) {
    if (resource instanceof Patient patient) {
      return patient.getAddress();
    }
    return resource instanceof RelatedPerson person ? person.getAddress() : List.of();
  }
}
