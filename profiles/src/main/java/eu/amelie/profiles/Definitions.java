/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;

/** Where the validator looks definitions up: this package, the base specification, nothing else. */
final class Definitions {
  private Definitions() {}

  /**
   * A chain that caches what it found and never fetches. Codes of systems that nobody here knows
   * (SNOMED CT, ICD) are let through.
   */
  static IValidationSupport of(FhirContext context, ProfileCatalog catalog) {
    PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
    for (MetadataResource resource : catalog.resources()) {
      // The validator would hold responses against them once more, at a cost and in its own words.
      if (!(resource instanceof Questionnaire)) {
        ours.addResource(resource);
      }
    }
    UnknownCodeSystemWarningValidationSupport unknown =
        new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(IssueSeverity.INFORMATION);
    ValidationSupportChain chain =
        new ValidationSupportChain(
            ValidationSupportChain.CacheConfiguration.defaultValues(),
            ours,
            new DefaultProfileValidationSupport(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            unknown);
    return new LaterCodes(context, new FoundDefinitions(context, chain));
  }
}
