/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationOptions;
import eu.amelie.profiles.questionnaires.ResponseCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Holds R4 resources against the profile the server chose for them and against the rules no profile
 * can state: types of reference targets, modifier extensions, attachments, active narrative; a
 * response also against its questionnaire, where that is one of ours or was brought in.
 *
 * <p>Guaranteed: {@code meta.profile} of the input plays no part; the input is not changed; nothing
 * is fetched; findings hold no value of the input; safe to share between threads. Not guaranteed:
 * that a reference points to something that exists outside the input; that a code of an unknown
 * code system exists; anything about identity, consent or sizes.
 */
public final class ProfileValidator {
  private static final String DEMO = "/sandbox/referral-bundle.json";

  private final FhirContext context;
  private final ProfileCatalog catalog;
  private final ValidatorMessages messages;
  private final PassValidator module;
  private final FhirValidator validator;
  private final KnownCodes knownCodes;
  private final ResponseCheck responses;
  private final Map<String, ReferenceTargets> targets = new ConcurrentHashMap<>();

  private ProfileValidator(
      FhirContext context,
      ProfileCatalog catalog,
      Function<String, Optional<Questionnaire>> imported) {
    this.context = context;
    this.catalog = catalog;
    this.messages = new ValidatorMessages(catalog);
    this.responses = ResponseCheck.of(catalog.questionnaires(), catalog.terminology(), imported);
    IValidationSupport definitions = Definitions.of(context, catalog);
    this.knownCodes = new KnownCodes(definitions);
    this.module = new PassValidator(definitions);
    this.validator = context.newValidator().registerValidatorModule(module);
  }

  /** Built once and shared; definitions are read at the first validation, see {@link #warmUp()}. */
  public static ProfileValidator create(FhirContext context, ProfileCatalog catalog) {
    return create(context, catalog, canonical -> Optional.empty());
  }

  /**
   * @param imported a questionnaire of others by its canonical with its version; asked each time
   */
  public static ProfileValidator create(
      FhirContext context,
      ProfileCatalog catalog,
      Function<String, Optional<Questionnaire>> imported) {
    return new ProfileValidator(context, catalog, imported);
  }

  /** The codes that mean something here, by the definitions that resources are held against. */
  public KnownCodes knownCodes() {
    return knownCodes;
  }

  /** Loads all that the first validation would otherwise wait for: seconds, once. */
  public void warmUp() {
    try (InputStream in = ProfileValidator.class.getResourceAsStream(DEMO);
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      validate(context.newJsonParser().parseResource(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What does not fit, in the order found; empty means it fits. A Bundle's entries are each held
   * against their own profile.
   *
   * @throws IllegalArgumentException for a resource that is not R4
   */
  public List<Finding> validate(IBaseResource input) {
    if (!(input instanceof Resource resource)) {
      throw new IllegalArgumentException("Only R4 resources are validated here.");
    }
    Object pass = module.begin();
    if (!(resource instanceof Bundle bundle)) {
      return validate(resource, Map.of(), pass);
    }
    Map<String, String> entryTypes = entryTypes(bundle);
    List<Finding> findings = new ArrayList<>(definitions(BundleShell.of(bundle), pass));
    findings.addAll(ElementWalk.check(bundle, ContentRules.ALL));
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      BundleEntryComponent entry = bundle.getEntry().get(i);
      if (entry.hasResource()) {
        String place = "Bundle.entry[%d].resource".formatted(i);
        validate(entry.getResource(), entryTypes, pass).stream()
            .map(finding -> finding.within(place))
            .forEach(findings::add);
      }
    }
    return List.copyOf(findings);
  }

  private static Map<String, String> entryTypes(Bundle bundle) {
    Map<String, String> types = new HashMap<>();
    for (BundleEntryComponent entry : bundle.getEntry()) {
      if (entry.hasFullUrl() && entry.hasResource()) {
        types.put(entry.getFullUrl(), entry.getResource().fhirType());
      }
    }
    return types;
  }

  private List<Finding> validate(Resource resource, Map<String, String> entryTypes, Object pass) {
    List<Finding> malformed = ElementWalk.check(resource, List.of(ProfileValidator::malformed));
    if (!malformed.isEmpty()) {
      // HAPI's validator does not get beyond these.
      return malformed;
    }
    List<Finding> findings = new ArrayList<>(definitions(resource, pass));
    List<ElementRule> rules = new ArrayList<>(ContentRules.ALL);
    rules.add(new ProvisionRule(knownCodes));
    rules.add(new ReferenceRule(targets(resource), entryTypes, resource));
    findings.addAll(ElementWalk.check(resource, rules));
    if (resource instanceof QuestionnaireResponse response) {
      findings.addAll(responses.check(response));
    }
    return Consequences.without(findings);
  }

  private static Optional<Finding> malformed(
      Base element, Property property, String path, String expression) {
    return element instanceof Reference reference
            && reference.hasReference()
            && ReferenceRule.isMalformed(reference.getReference())
        ? ReferenceRule.malformed(expression)
        : Optional.empty();
  }

  private ReferenceTargets targets(Resource resource) {
    return catalog
        .profileFor(resource)
        .flatMap(catalog::structure)
        .map(
            profile ->
                targets.computeIfAbsent(
                    profile.getUrl(), url -> ReferenceTargets.of(profile, catalog)))
        .orElseGet(ReferenceTargets::ofBase);
  }

  private List<Finding> definitions(Resource resource, Object pass) {
    ValidationOptions options = new ValidationOptions().setAppContext(pass);
    catalog.profileFor(resource).ifPresent(options::addProfile);
    try {
      return validator.validateWithResult(withoutClaims(resource), options).getMessages().stream()
          .filter(ValidatorMessages::count)
          .map(messages::toFinding)
          .distinct()
          .toList();
    } catch (DataFormatException e) {
      return List.of(
          Finding.error(resource.fhirType(), "structure", "The resource is not well formed."));
    }
  }

  /** A copy without the profiles that the sender claims. */
  private static Resource withoutClaims(Resource resource) {
    Resource copy = resource.copy();
    strip(copy);
    if (copy instanceof Bundle bundle) {
      bundle.getEntry().stream()
          .filter(BundleEntryComponent::hasResource)
          .forEach(entry -> strip(entry.getResource()));
    } else if (copy.getId() != null && copy.getId().startsWith("urn:")) {
      copy.setId((String) null);
    }
    return copy;
  }

  private static void strip(Resource resource) {
    if (resource.hasMeta()) {
      resource.getMeta().setProfile(null);
    }
    if (resource instanceof DomainResource domain) {
      domain.getContained().forEach(ProfileValidator::strip);
    }
  }
}
