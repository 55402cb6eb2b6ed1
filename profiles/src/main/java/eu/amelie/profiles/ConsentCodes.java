/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Property;

/**
 * A Consent decides by known codes only. Others cannot stay in the record, and a provision without
 * its code would permit more, or deny less, than the person said.
 */
final class ConsentCodes implements ElementRule {
  private static final String PROVISION = "Consent.provision.";

  private final KnownCodes known;

  ConsentCodes(KnownCodes known) {
    this.known = known;
  }

  @Override
  public Optional<Finding> check(Base element, Property property, String path, String expression) {
    boolean refused =
        path.startsWith(PROVISION)
            && !path.contains(".extension")
            && element instanceof Coding coding
            && !known.contains(coding.getSystem(), coding.getCode());
    return refused
        ? Optional.of(
            Finding.error(
                expression,
                "consent-code",
                "A provision names codes of systems that the exchange knows."))
        : Optional.empty();
  }
}
