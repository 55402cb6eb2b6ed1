/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.referral;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;

/**
 * What is recorded that speaks for or against another way of support, beside the Task itself.
 *
 * @param contact codes of {@code sc-contact} recorded for the person
 * @param switching what the referral says of switching: codes of {@code sc-mode}
 */
public record ModeRules(Set<String> contact, Set<String> switching) {
  private static final String DELIVERY =
      "https://fhir.example.org/supportive-care/StructureDefinition/sc-delivery-mode";
  private static final String NOT_SAFE = "switch-not-safe";

  public ModeRules {
    contact = Set.copyOf(contact);
    switching = Set.copyOf(switching);
  }

  /**
   * @param contact codes of {@code sc-contact} recorded for the person
   * @param referral whose delivery mode says whether it may be switched
   */
  public static ModeRules of(Set<String> contact, DomainResource referral) {
    return new ModeRules(contact, switching(referral));
  }

  /** Whether the referral, or this Task of it, calls switching not safe. */
  boolean forbidSwitching(DomainResource task) {
    return switching.contains(NOT_SAFE) || switching(task).contains(NOT_SAFE);
  }

  private static Set<String> switching(DomainResource resource) {
    return resource.getExtensionsByUrl(DELIVERY).stream()
        .flatMap(delivery -> delivery.getExtensionsByUrl("switch").stream())
        .map(Extension::getValue)
        .flatMap(value -> value instanceof CodeableConcept concept ? codes(concept) : Stream.of())
        .collect(Collectors.toSet());
  }

  private static Stream<String> codes(CodeableConcept concept) {
    return concept.getCoding().stream().filter(Coding::hasCode).map(Coding::getCode);
  }
}
