/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import org.hl7.fhir.common.hapi.validation.support.BaseValidationSupportWrapper;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Lets through what an up-to-date sender may write and the definitions of 2019 do not know: a later
 * code of HL7's terminology (IDS of v3-ActCode is one), a display in other words, a code of another
 * system beside one that is bound.
 *
 * <p>Not weakened: a required binding, and every code system of the exchange itself and of the base
 * specification.
 */
final class LaterCodes extends BaseValidationSupportWrapper {
  private static final String GROWING = "http://terminology.hl7.org/CodeSystem/";

  LaterCodes(FhirContext context, IValidationSupport definitions) {
    super(context, definitions);
  }

  @Override
  public boolean isCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid() {
    return true;
  }

  @Override
  public CodeValidationResult validateCode(
      ValidationSupportContext context,
      ConceptValidationOptions options,
      String system,
      String code,
      String display,
      String valueSet) {
    CodeValidationResult result =
        super.validateCode(context, options, system, code, null, valueSet);
    boolean grows = valueSet == null && system != null && system.startsWith(GROWING);
    return result == null || result.isOk() || !grows
        ? result
        : new CodeValidationResult().setCode(code);
  }

  @Override
  public CodeValidationResult validateCodeInValueSet(
      ValidationSupportContext context,
      ConceptValidationOptions options,
      String system,
      String code,
      String display,
      IBaseResource valueSet) {
    return super.validateCodeInValueSet(context, options, system, code, null, valueSet);
  }
}
