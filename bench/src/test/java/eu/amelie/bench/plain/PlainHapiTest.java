/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.packages.PackageInstallOutcomeJson;
import ca.uhn.fhir.jpa.packages.PackageInstallationSpec;
import ca.uhn.fhir.jpa.packages.PackageInstallationSpec.InstallModeEnum;
import eu.amelie.profiles.ProfileCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The package as the build has made it, installed into a HAPI server that knows nothing else of the
 * exchange: it finds what is in it and validates by it. Run by {@code -Pplain-hapi}.
 */
class PlainHapiTest {
  private static final String ROOT = "https://fhir.example.org/supportive-care/";
  private static final String PACKAGE = "/eu.amelie.supportive-care-0.1.0.tgz";
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final ProfileCatalog CATALOG = ProfileCatalog.load(CONTEXT);

  private static PlainHapiServer server;
  private static PackageInstallOutcomeJson outcome;

  @BeforeAll
  static void install() throws Exception {
    server = PlainHapiServer.start();
    outcome =
        server.install(
            new PackageInstallationSpec()
                .setName("eu.amelie.supportive-care")
                .setVersion("0.1.0")
                .setPackageContents(bytes(PACKAGE))
                .setInstallMode(InstallModeEnum.STORE_AND_INSTALL)
                .addInstallResourceTypes(
                    "CodeSystem",
                    "ValueSet",
                    "ConceptMap",
                    "StructureDefinition",
                    "SearchParameter",
                    "OperationDefinition",
                    "Questionnaire",
                    "Measure"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everythingInThePackageIsInstalled() {
    Map<String, Integer> published =
        CATALOG.resources().stream()
            .collect(Collectors.toMap(Resource::fhirType, one -> 1, Integer::sum));

    assertThat(outcome.getResourcesInstalled()).isEqualTo(published);
  }

  @Test
  void profilesAndValueSetsAreFoundBySearch() throws Exception {
    for (String canonical :
        List.of(
            "StructureDefinition/sc-referral-bundle",
            "StructureDefinition/sc-consent",
            "ValueSet/sc-service",
            "OperationDefinition/sc-withdraw")) {
      String type = canonical.substring(0, canonical.indexOf('/'));
      Bundle found = server.search(type + "?url=" + PlainHapiServer.encoded(ROOT + canonical));

      assertThat(found.getEntry())
          .singleElement()
          .extracting(entry -> ((MetadataResource) entry.getResource()).getUrl())
          .isEqualTo(ROOT + canonical);
    }
    assertThat(server.search("StructureDefinition?_summary=count").getTotal())
        .isEqualTo(
            (int)
                CATALOG.resources().stream().filter(StructureDefinition.class::isInstance).count());
  }

  @Test
  void theReferralThatIsShippedFitsAsAWhole() throws Exception {
    assertThat(errors(server.validate(referral(), ROOT + "StructureDefinition/sc-referral-bundle")))
        .isEmpty();
  }

  @Test
  void theSameReferralWithoutItsPlacerDoesNot() throws Exception {
    Bundle broken = referral();
    broken.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .filter(ServiceRequest.class::isInstance)
        .map(ServiceRequest.class::cast)
        .forEach(request -> request.getIdentifier().clear());

    assertThat(errors(server.validate(broken, ROOT + "StructureDefinition/sc-referral-bundle")))
        .singleElement()
        .asString()
        .contains("sc-bun-6");
  }

  /** Said of the Consent where it is, so that the exception of all other tests hides nothing. */
  @Test
  void theLabelOfIdentityIsAllThatSuchAServerDoesNotKnow() throws Exception {
    Consent consent =
        referral().getEntry().stream()
            .map(BundleEntryComponent::getResource)
            .filter(Consent.class::isInstance)
            .map(Consent.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(all(server.validate(consent, ROOT + "StructureDefinition/sc-consent")))
        .isNotEmpty()
        .allMatch(PlainHapiTest::isYounger);
    consent
        .getProvision()
        .getProvision()
        .forEach(
            provision ->
                provision.getSecurityLabel().removeIf(label -> label.getCode().equals("IDS")));
    assertThat(all(server.validate(consent, ROOT + "StructureDefinition/sc-consent"))).isEmpty();
  }

  @Test
  void everyResourceOfTheReferralFitsItsProfile() throws Exception {
    int held = 0;
    for (BundleEntryComponent entry : referral().getEntry()) {
      Resource resource = entry.getResource();
      String profile = CATALOG.profileFor(resource).orElse(null);
      if (profile != null) {
        held++;
        assertThat(errors(server.validate(resource, profile))).as(profile).isEmpty();
      }
    }
    assertThat(held).isGreaterThan(8);
  }

  @Test
  void aCodeThatTheValueSetDoesNotHaveIsFound() throws Exception {
    Patient patient =
        referral().getEntry().stream()
            .map(BundleEntryComponent::getResource)
            .filter(Patient.class::isInstance)
            .map(Patient.class::cast)
            .findFirst()
            .orElseThrow();
    patient.getExtension().stream()
        .filter(one -> one.getUrl().endsWith("/sc-safe-contact"))
        .forEach(
            one ->
                one.castToCodeableConcept(one.getValue()).getCodingFirstRep().setCode("invented"));

    assertThat(errors(server.validate(patient, ROOT + "StructureDefinition/sc-patient")))
        .isNotEmpty()
        .anyMatch(message -> message.contains("sc-contact"));
  }

  @Test
  void theSearchParametersServe() throws Exception {
    HealthcareService service =
        CONTEXT
            .newJsonParser()
            .parseResource(
                HealthcareService.class,
                new String(
                    bytes("/examples/sc-service/pass/active-shelter.json"),
                    StandardCharsets.UTF_8));
    service.setProvidedBy(null).setLocation(null).setEndpoint(null);
    service.setId((String) null);
    server.create(service);

    assertThat(server.search("HealthcareService?country=BE").getEntry()).hasSize(1);
    assertThat(server.search("HealthcareService?country=GR").getEntry()).isEmpty();
  }

  /**
   * The one code that the referral uses and FHIR R4's own terminology does not have, being younger.
   */
  private static final String YOUNGER =
      "Unknown code 'http://terminology.hl7.org/CodeSystem/v3-ActCode#IDS'";

  private static boolean isYounger(String message) {
    return message.startsWith(YOUNGER);
  }

  private static List<String> errors(OperationOutcome outcome) {
    return all(outcome).stream().filter(message -> !isYounger(message)).toList();
  }

  private static List<String> all(OperationOutcome outcome) {
    return outcome.getIssue().stream()
        .filter(
            issue ->
                issue.getSeverity() == IssueSeverity.ERROR
                    || issue.getSeverity() == IssueSeverity.FATAL)
        .map(OperationOutcomeIssueComponent::getDiagnostics)
        .toList();
  }

  private static Bundle referral() throws IOException {
    try (InputStream in =
        PlainHapiTest.class.getResourceAsStream("/sandbox/referral-bundle.json")) {
      return CONTEXT.newJsonParser().parseResource(Bundle.class, in);
    }
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = PlainHapiTest.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }
}
