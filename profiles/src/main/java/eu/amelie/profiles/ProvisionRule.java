/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;

/**
 * A Consent decides by codes that are known, by references that name a type and an id, and by
 * nothing else. All other ways to say something cannot stay in the record, and a provision without
 * it would permit more, or deny less, than the person said.
 */
final class ProvisionRule implements ElementRule {
  private static final String PROVISION = "Consent.provision.";
  private static final Set<String> CONCEPTS = Set.of("action", "code", "role");

  private final KnownCodes known;

  ProvisionRule(KnownCodes known) {
    this.known = known;
  }

  @Override
  public Optional<Finding> check(Base element, Property property, String path, String expression) {
    int extension = path.indexOf(".extension");
    boolean decides =
        path.startsWith(PROVISION) && (extension < 0 || path.indexOf('.', extension + 1) < 0);
    return decides ? decisive(element, property, expression) : Optional.empty();
  }

  private Optional<Finding> decisive(Base element, Property property, String expression) {
    if (element instanceof Extension) {
      return property.getName().equals("extension")
          ? finding(expression, "consent-extension", "A provision is said without extensions.")
          : Optional.empty();
    }
    if (element instanceof Coding coding) {
      return known.contains(coding.getSystem(), coding.getCode())
          ? Optional.empty()
          : finding(
              expression,
              "consent-code",
              "A provision names codes of systems that the exchange knows.");
    }
    if (element instanceof CodeableConcept concept) {
      return concept.hasCoding() || !CONCEPTS.contains(property.getName())
          ? Optional.empty()
          : finding(expression, "consent-code", "A provision says in codes what it is about.");
    }
    return element instanceof Reference reference && !names(reference)
        ? finding(
            expression,
            "consent-reference",
            "A provision names parties and data by references of the form type/id.")
        : Optional.empty();
  }

  private static boolean names(Reference reference) {
    String literal = reference.getReference();
    return literal != null
        && (literal.startsWith("urn:uuid:")
            || (!literal.startsWith("#") && !new IdType(literal).isAbsolute()));
  }

  private static Optional<Finding> finding(String expression, String code, String message) {
    return Optional.of(Finding.error(expression, code, message));
  }
}
