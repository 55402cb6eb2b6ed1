/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/**
 * How a Consent was given, and by which guardians.
 *
 * @param methods codes of {@code sc-capture-method}
 * @param guardians references of the RelatedPersons who agreed ({@code Consent.performer})
 */
public record Capture(Set<String> methods, Set<String> guardians) {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  static final String EXTENSION = ROOT + "StructureDefinition/sc-consent-capture";
  private static final String METHOD = ROOT + "CodeSystem/sc-capture-method";
  private static final String RELATED_PERSON = "RelatedPerson/";

  public Capture {
    methods = Set.copyOf(methods);
    guardians = Set.copyOf(guardians);
  }

  public static Capture of(Consent consent) {
    Set<String> methods = new HashSet<>();
    for (Extension capture : consent.getExtensionsByUrl(EXTENSION)) {
      capture.getExtensionsByUrl("method").stream()
          .map(Extension::getValue)
          .filter(CodeableConcept.class::isInstance)
          .flatMap(value -> ((CodeableConcept) value).getCoding().stream())
          .filter(coding -> METHOD.equals(coding.getSystem()))
          .map(Coding::getCode)
          .filter(Objects::nonNull)
          .forEach(methods::add);
    }
    Set<String> guardians = new HashSet<>();
    for (Reference performer : consent.getPerformer()) {
      String reference = References.normal(performer);
      if (reference.startsWith(RELATED_PERSON)) {
        guardians.add(reference);
      }
    }
    return new Capture(methods, guardians);
  }

  public boolean byGuardian() {
    return methods.contains("guardian");
  }

  public boolean inBestInterest() {
    return methods.contains("best-interest");
  }

  /** In one of the ways that are there for persons under 18 only. */
  public boolean isForMinor() {
    return byGuardian() || inBestInterest() || methods.contains("assent-minor");
  }
}
