/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.r5.elementmodel.Element.SpecialElement;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.IResourceValidator;
import org.hl7.fhir.r5.utils.validation.constants.ContainedReferenceValidationPolicy;

/**
 * Leaves a Bundle's entries out when the Bundle is validated: each is validated by itself, against
 * the profile that the server chooses for it.
 */
final class EntriesApart extends FhirDefaultPolicyAdvisor {
  @Override
  public ContainedReferenceValidationPolicy policyForContained(
      IResourceValidator validator,
      Object appContext,
      StructureDefinition structure,
      ElementDefinition element,
      String containerType,
      String containerId,
      SpecialElement containingResourceType,
      String path,
      String url) {
    return containingResourceType == SpecialElement.BUNDLE_ENTRY
        ? ContainedReferenceValidationPolicy.IGNORE
        : ContainedReferenceValidationPolicy.CHECK_VALID;
  }
}
