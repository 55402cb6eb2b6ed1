/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.IValidationContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.elementmodel.JsonParser;
import org.hl7.fhir.r5.elementmodel.ParserBase.ValidationPolicy;
import org.hl7.fhir.r5.elementmodel.ValidatedFragment;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * HAPI's module with one inner validator and one parser for all the resources of a pass, one
 * Bundle's, where the module builds both for each: they read all structure definitions, and work
 * out anew what the parts of an element are. They keep what they have seen, so that none outlives
 * its pass or serves two threads.
 *
 * <p>Not for input that is not JSON, and not for profiles that the input claims.
 */
final class PassValidator extends FhirInstanceValidator {
  private final CanonicalDefinitions definitions;

  private record Pass(InstanceValidator validator, JsonParser parser) {}

  PassValidator(IValidationSupport definitions) {
    super(definitions);
    this.definitions = new CanonicalDefinitions(definitions);
  }

  /** What {@link ca.uhn.fhir.validation.ValidationOptions#setAppContext} of a pass is. */
  Object begin() {
    InstanceValidator inner =
        new InstanceValidator(
            definitions,
            new NullEvaluationContext(),
            new XVerExtensionManagerOld(definitions),
            new ValidatorSession(),
            new ValidatorSettings());
    inner.setAnyExtensionsAllowed(true);
    inner.setErrorForUnknownProfiles(true);
    inner.setNoExtensibleWarnings(true);
    inner.setAllowExamples(true);
    inner.setAssumeValidRestReferences(true);
    inner.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    inner.setResourceIdRule(IdStatus.OPTIONAL);
    inner.setUnknownCodeSystemsCauseErrors(true);
    inner.setPolicyAdvisor(new EntriesApart());
    JsonParser parser =
        new JsonParser(
            definitions, new ProfileUtilities(definitions, null, null, inner.getFHIRPathEngine()));
    parser.setupValidation(ValidationPolicy.EVERYTHING);
    return new Pass(inner, parser);
  }

  @Override
  protected WorkerContextValidationSupportAdapter provideWorkerContext() {
    return definitions;
  }

  @Override
  protected List<ValidationMessage> validate(IValidationContext<?> input) {
    Pass pass = (Pass) input.getOptions().getAppContext();
    List<StructureDefinition> profiles =
        input.getOptions().getProfiles().stream().map(this::profile).toList();
    List<ValidationMessage> messages = new ArrayList<>();
    for (ValidatedFragment fragment : parsed(pass.parser(), input.getResourceAsString())) {
      if (fragment.getElement() != null) {
        pass.validator()
            .validate(
                null, fragment.getErrors(), null, fragment.getElement(), new ArrayList<>(profiles));
      }
      messages.addAll(fragment.getErrors());
    }
    return messages;
  }

  private static List<ValidatedFragment> parsed(JsonParser parser, String json) {
    try {
      return parser.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** They are this package's own, so that one that is missing is a fault of the build. */
  private StructureDefinition profile(String url) {
    StructureDefinition profile = definitions.fetchResource(StructureDefinition.class, url);
    if (profile == null) {
      throw new IllegalStateException("There is no profile " + url);
    }
    return profile;
  }
}
