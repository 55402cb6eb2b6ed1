/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.HealthcareService.HealthcareServiceEligibilityComponent;
import org.hl7.fhir.r4.model.Type;

/**
 * What a service says it offers, as codes.
 *
 * @param id of the HealthcareService
 * @param regions ISO 3166-2, or ISO 3166-1 alpha-2 for the whole of a country; empty for the whole
 *     of all its countries
 * @param conditions codes of {@code sc-eligibility}: for whom it is open, one of them being enough;
 *     empty where it does not say
 * @param capacity code of {@code sc-capacity}; empty where it does not say
 */
public record Offer(
    String id,
    boolean active,
    Set<String> services,
    Set<String> ages,
    Set<String> genders,
    Set<String> languages,
    Set<String> countries,
    Set<String> regions,
    Set<String> modes,
    Set<String> conditions,
    Optional<String> capacity) {
  private static final String ROOT =
      "https://fhir.example.org/supportive-care/StructureDefinition/";

  /** Where a service says whether it can take someone on. */
  public static final String CAPACITY = ROOT + "sc-capacity";

  public Offer {
    services = Set.copyOf(services);
    ages = Set.copyOf(ages);
    genders = Set.copyOf(genders);
    languages = Set.copyOf(languages);
    countries = Set.copyOf(countries);
    regions = Set.copyOf(regions);
    modes = Set.copyOf(modes);
    conditions = Set.copyOf(conditions);
  }

  /**
   * @param regions of the places that it names as its coverage area
   */
  public static Offer of(HealthcareService service, Set<String> regions) {
    return new Offer(
        service.getIdElement().getIdPart(),
        service.getActive(),
        codes(service.getType()),
        values(service.getExtension(), "sc-served-age"),
        values(service.getExtension(), "sc-served-gender"),
        codes(service.getCommunication()),
        values(service.getExtension(), "sc-served-country"),
        regions,
        modes(service),
        codes(
            service.getEligibility().stream()
                .map(HealthcareServiceEligibilityComponent::getCode)
                .toList()),
        values(service.getExtension(), "sc-capacity").stream().findFirst());
  }

  private static Set<String> modes(HealthcareService service) {
    Set<String> modes = new HashSet<>();
    for (Extension delivery : service.getExtensionsByUrl(ROOT + "sc-delivery-mode")) {
      delivery.getExtensionsByUrl("mode").forEach(mode -> modes.addAll(codes(mode.getValue())));
    }
    return modes;
  }

  private static Set<String> values(List<Extension> extensions, String id) {
    return extensions.stream()
        .filter(extension -> (ROOT + id).equals(extension.getUrl()))
        .flatMap(extension -> codes(extension.getValue()).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> codes(Type value) {
    if (value instanceof CodeableConcept concept) {
      return codes(List.of(concept));
    }
    return value != null && value.isPrimitive() && value.primitiveValue() != null
        ? Set.of(value.primitiveValue())
        : Set.of();
  }

  private static Set<String> codes(List<CodeableConcept> concepts) {
    return concepts.stream()
        .flatMap(concept -> concept.getCoding().stream())
        .filter(Coding::hasCode)
        .map(Coding::getCode)
        .collect(Collectors.toSet());
  }
}
