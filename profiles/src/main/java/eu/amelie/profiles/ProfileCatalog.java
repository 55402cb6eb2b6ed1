/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.terminology.LocalSystem;
import eu.amelie.terminology.TerminologyCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * The conformance package, and which of its profiles the server holds a resource against. The
 * sender's {@code meta.profile} plays no part in that.
 *
 * <p>Guaranteed: no input or output after {@link #load}; safe to share between threads as long as
 * nobody changes the resources it hands out.
 */
public final class ProfileCatalog {
  private static final String PROFILE_ROOT = LocalSystem.CANONICAL_ROOT + "/StructureDefinition/";

  /** By resource type; Observation, Procedure and Bundle depend on what they hold. */
  private static final Map<String, String> BY_TYPE =
      Map.ofEntries(
          Map.entry("Patient", profile("sc-patient")),
          Map.entry("Consent", profile("sc-consent")),
          Map.entry("ServiceRequest", profile("sc-referral")),
          Map.entry("Task", profile("sc-referral-task")),
          Map.entry("Organization", profile("sc-organization")),
          Map.entry("HealthcareService", profile("sc-service")),
          Map.entry("Location", profile("sc-location")),
          Map.entry("Endpoint", profile("sc-endpoint")),
          Map.entry("OrganizationAffiliation", profile("sc-affiliation")),
          Map.entry("Communication", profile("sc-communication")),
          Map.entry("AuditEvent", profile("sc-auditevent")),
          Map.entry("Provenance", profile("sc-provenance")));

  private static final String INDICATOR = profile("sc-indicator");
  private static final String ASSESSMENT = profile("sc-assessment");
  private static final String SCREENING_SCORE = profile("sc-screening-score");
  private static final String PROVISION = profile("sc-provision");
  private static final String REFERRAL_BUNDLE = profile("sc-referral-bundle");
  private static final String NOTIFICATION = profile("sc-notification");

  private final TerminologyCatalog terminology;
  private final List<MetadataResource> resources;
  private final Map<String, StructureDefinition> structures;

  private ProfileCatalog(TerminologyCatalog terminology, List<MetadataResource> resources) {
    this.terminology = terminology;
    this.resources = resources;
    this.structures =
        resources.stream()
            .filter(StructureDefinition.class::isInstance)
            .map(StructureDefinition.class::cast)
            .collect(Collectors.toMap(StructureDefinition::getUrl, Function.identity()));
  }

  /** Reads the package that ships with this module and the terminology's. */
  public static ProfileCatalog load(FhirContext context) {
    TerminologyCatalog terminology = TerminologyCatalog.load();
    return new ProfileCatalog(terminology, ConformancePackage.all(context, terminology));
  }

  private static String profile(String id) {
    return PROFILE_ROOT + id;
  }

  /** Everything that is published, each with an id, a url and a version. */
  public List<MetadataResource> resources() {
    return resources;
  }

  public List<Questionnaire> questionnaires() {
    return resources.stream()
        .filter(Questionnaire.class::isInstance)
        .map(Questionnaire.class::cast)
        .toList();
  }

  public TerminologyCatalog terminology() {
    return terminology;
  }

  public Optional<StructureDefinition> structure(String url) {
    return Optional.ofNullable(structures.get(url));
  }

  /**
   * The canonical of the profile that every resource of the type is held against. Empty where there
   * is none, and for Observation, Procedure and Bundle, where it depends on the resource: see
   * {@link #profileFor(Resource)}.
   */
  public Optional<String> profileFor(String resourceType) {
    return Optional.ofNullable(BY_TYPE.get(resourceType));
  }

  /**
   * The canonical of the profile that this resource is held against; empty means the base
   * specification only. An Observation is an indicator when any of its codes is of the system
   * sc-indicators, known or not, and an assessment or a score by its code of sc-assessment; a
   * Procedure is a provision when any of its codes is of sc-service; a Bundle is a referral when it
   * is a transaction that posts a ServiceRequest, and a notification when it is a history.
   */
  public Optional<String> profileFor(Resource resource) {
    if (resource instanceof Observation observation) {
      return observed(observation.getCode());
    }
    if (resource instanceof Procedure procedure) {
      return isOf(procedure.getCode(), LocalSystem.SERVICE)
          ? Optional.of(PROVISION)
          : Optional.empty();
    }
    if (resource instanceof Bundle bundle) {
      return bundled(bundle);
    }
    return profileFor(resource.fhirType());
  }

  private static Optional<String> observed(CodeableConcept code) {
    if (isOf(code, LocalSystem.INDICATORS)) {
      return Optional.of(INDICATOR);
    }
    if (!isOf(code, LocalSystem.ASSESSMENT)) {
      return Optional.empty();
    }
    boolean score =
        code.getCoding().stream().anyMatch(coding -> "screening-score".equals(coding.getCode()));
    return Optional.of(score ? SCREENING_SCORE : ASSESSMENT);
  }

  private static Optional<String> bundled(Bundle bundle) {
    if (bundle.getType() == Bundle.BundleType.HISTORY) {
      return Optional.of(NOTIFICATION);
    }
    return isReferral(bundle) ? Optional.of(REFERRAL_BUNDLE) : Optional.empty();
  }

  private static boolean isOf(CodeableConcept code, LocalSystem system) {
    return code.getCoding().stream().anyMatch(coding -> system.url().equals(coding.getSystem()));
  }

  private static boolean isReferral(Bundle bundle) {
    return bundle.getType() == Bundle.BundleType.TRANSACTION
        && bundle.getEntry().stream()
            .filter(entry -> entry.getRequest().getMethod() == HTTPVerb.POST)
            .anyMatch(
                entry ->
                    entry.hasResource() && entry.getResource().fhirType().equals("ServiceRequest"));
  }
}
