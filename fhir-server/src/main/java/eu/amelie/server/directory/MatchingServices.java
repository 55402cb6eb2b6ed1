/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.directory;

import eu.amelie.interceptors.referral.Match;
import eu.amelie.interceptors.referral.Match.Coded;
import eu.amelie.interceptors.referral.Need;
import eu.amelie.interceptors.referral.Offer;
import eu.amelie.interceptors.referral.ServiceMatching;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.springframework.stereotype.Component;

/** The directory held against a need. Call in a transaction. */
@Component
class MatchingServices {
  private final DirectoryEntries entries;
  private final Directory directory;
  private final StoredDirectory stored;

  MatchingServices(DirectoryEntries entries, Directory directory, StoredDirectory stored) {
    this.entries = entries;
    this.directory = directory;
    this.stored = stored;
  }

  /**
   * One parameter for each service, the best first; none of an organisation that has closed.
   *
   * @param without ids of organisations whose services are left out
   */
  Parameters ranked(Need need, Set<String> without) {
    List<HealthcareService> active = entries.activeServices();
    Set<String> open =
        active.stream()
            .map(MatchingServices::provider)
            .distinct()
            .filter(directory::isActive)
            .collect(Collectors.toSet());
    Map<String, HealthcareService> services =
        active.stream()
            .filter(service -> open.contains(provider(service)))
            .filter(service -> !without.contains(provider(service)))
            .collect(
                Collectors.toMap(
                    service -> service.getIdElement().getIdPart(), Function.identity()));
    DirectoryState state = new RememberedDirectory(stored);
    List<Offer> offers =
        services.values().stream().map(service -> offer(need, service, state)).toList();
    Parameters answer = new Parameters();
    int rank = 0;
    for (Match match : ServiceMatching.match(need, offers)) {
      add(answer, ++rank, match, services.get(match.offer().id()));
    }
    return answer;
  }

  private static String provider(HealthcareService service) {
    return new IdType(service.getProvidedBy().getReference()).getIdPart();
  }

  private static Offer offer(Need need, HealthcareService service, DirectoryState state) {
    return Offer.of(service, need.region().isPresent() ? regions(service, state) : Set.of());
  }

  /** A place that does not say where it is limits nothing. */
  private static Set<String> regions(HealthcareService service, DirectoryState state) {
    return service.getCoverageArea().stream()
        .map(area -> new IdType(area.getReference()))
        .filter(area -> "Location".equals(area.getResourceType()))
        .flatMap(area -> state.find("Location", area.getIdPart()).stream())
        .flatMap(place -> region((Location) place, state).stream())
        .collect(Collectors.toSet());
  }

  /** Of a country, where no more is said or may be told. */
  static Optional<String> region(Location place, DirectoryState state) {
    Address address =
        state.isConfidential(place)
            ? ConfidentialPlaces.reduced(place).getAddress()
            : place.getAddress();
    return Optional.ofNullable(address.hasState() ? address.getState() : address.getCountry());
  }

  private void add(Parameters answer, int rank, Match match, HealthcareService service) {
    ParametersParameterComponent found = answer.addParameter().setName("match");
    found.addPart().setName("rank").setValue(new PositiveIntType(rank));
    found
        .addPart()
        .setName("score")
        .setValue(new DecimalType(BigDecimal.valueOf(match.score(), 2)));
    match.reasons().forEach(reason -> found.addPart(part("reason", reason)));
    match.against().forEach(reason -> found.addPart(part("against", reason)));
    found.addPart().setName("service").setResource(entries.shown(service));
  }

  private static ParametersParameterComponent part(String name, Coded coded) {
    return new ParametersParameterComponent()
        .setName(name)
        .setValue(new Coding(coded.system(), coded.code(), null));
  }
}
