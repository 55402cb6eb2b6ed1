/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.ImplementationGuide.ImplementationGuideDefinitionResourceComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;

/** The package as the build has put it on the class path. */
class PackageArchiveTest {
  private static final String FILE = "/eu.amelie.supportive-care-0.1.0.tgz";
  private static final FhirContext CONTEXT = Fixtures.CONTEXT;

  private static byte[] built() throws IOException {
    try (InputStream in = PackageArchiveTest.class.getResourceAsStream(FILE)) {
      return in.readAllBytes();
    }
  }

  @Test
  void buildHasWrittenWhatTheSourcesSayToTheByte() throws IOException {
    ByteArrayOutputStream again = new ByteArrayOutputStream();

    PackageArchive.of(CONTEXT, ProfileCatalog.load(CONTEXT)).writeTo(again);

    assertThat(again.toByteArray()).isEqualTo(built());
  }

  @Test
  void manifestNamesWhatItIsAndWhatItRestsOn() throws IOException {
    try (InputStream in = PackageArchiveTest.class.getResourceAsStream(FILE)) {
      NpmPackage npm = NpmPackage.fromPackage(in);

      assertThat(npm.name()).isEqualTo("eu.amelie.supportive-care");
      assertThat(npm.version()).isEqualTo("0.1.0");
      assertThat(npm.canonical()).isEqualTo("https://fhir.example.org/supportive-care");
      assertThat(npm.fhirVersion()).isEqualTo("4.0.1");
      assertThat(npm.dependencies())
          .containsExactlyInAnyOrder("hl7.fhir.r4.core#4.0.1", "hl7.terminology.r4#6.3.0");
    }
  }

  @Test
  void everyConformanceResourceIsListedUnderItsType() throws IOException {
    try (InputStream in = PackageArchiveTest.class.getResourceAsStream(FILE)) {
      NpmPackage npm = NpmPackage.fromPackage(in);
      List<String> names =
          Fixtures.CATALOG.resources().stream()
              .map(resource -> resource.fhirType() + "-" + resource.getIdPart() + ".json")
              .toList();

      assertThat(
              npm.listResources(
                  "StructureDefinition",
                  "CodeSystem",
                  "ValueSet",
                  "ConceptMap",
                  "OperationDefinition",
                  "Questionnaire",
                  "SearchParameter",
                  "Measure"))
          .hasSizeGreaterThan(120)
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void itsGuideNamesAllThatItHoldsAndWhatItRestsOn() throws IOException {
    try (InputStream in = PackageArchiveTest.class.getResourceAsStream(FILE)) {
      NpmPackage npm = NpmPackage.fromPackage(in);
      assertThat(npm.listResources("ImplementationGuide")).hasSize(1);
      ImplementationGuide guide =
          CONTEXT
              .newJsonParser()
              .parseResource(
                  ImplementationGuide.class,
                  npm.load("package", npm.listResources("ImplementationGuide").get(0)));

      assertThat(guide.getPackageId()).isEqualTo(npm.name());
      assertThat(guide.getVersion()).isEqualTo(npm.version());
      assertThat(guide.getDependsOn())
          .extracting(one -> one.getPackageId() + "#" + one.getVersion())
          .allMatch(npm.dependencies()::contains)
          .hasSize(1);
      assertThat(guide.getDefinition().getResource())
          .allMatch(ImplementationGuideDefinitionResourceComponent::hasName)
          .extracting(one -> one.getReference().getReference())
          .containsExactlyInAnyOrderElementsOf(
              Fixtures.CATALOG.resources().stream()
                  .map(resource -> resource.fhirType() + "/" + resource.getIdPart())
                  .toList());
      assertThat(Fixtures.VALIDATOR.validate(guide)).isEmpty();
    }
  }

  @Test
  void everyConformanceResourceIsOfTheVersionOfThePackage() {
    assertThat(Fixtures.CATALOG.resources())
        .extracting(MetadataResource::getVersion)
        .containsOnly("0.1.0");
  }

  @Test
  void anyHapiValidatorCanUseIt() throws IOException {
    FhirValidator validator = stockValidator();

    assertThat(errors(validator, "pass/several-rules-for-contact")).isEmpty();
    assertThat(errors(validator, "fail/sc-pat-1--contact-forbidden-and-allowed"))
        .singleElement()
        .asString()
        .contains("sc-pat-1");
  }

  /** Nothing of ours but the package. */
  private static FhirValidator stockValidator() throws IOException {
    NpmPackageValidationSupport ours = new NpmPackageValidationSupport(CONTEXT);
    ours.loadPackageFromClasspath("classpath:" + FILE);
    FhirInstanceValidator module =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                ours,
                new DefaultProfileValidationSupport(CONTEXT),
                new InMemoryTerminologyServerValidationSupport(CONTEXT),
                new CommonCodeSystemsTerminologyService(CONTEXT)));
    module.setAllowExamples(true);
    return CONTEXT.newValidator().registerValidatorModule(module);
  }

  private static List<String> errors(FhirValidator validator, String patient) {
    Resource resource = Fixtures.parse("/examples/sc-patient/" + patient + ".json");
    ValidationOptions options = new ValidationOptions();
    options.addProfile(Fixtures.CATALOG.profileFor(resource).orElseThrow());
    return validator.validateWithResult(resource, options).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(SingleValidationMessage::getMessage)
        .toList();
  }
}
