/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileValidatorTest {
  private final ProfileValidator validator = Fixtures.VALIDATOR;

  private static Bundle demo() {
    return (Bundle) Fixtures.parse("/sandbox/referral-bundle.json");
  }

  @Test
  void findingOfAnEntryStandsAtItsPlaceInTheBundle() {
    Bundle bundle = demo();
    ((Observation) bundle.getEntry().get(5).getResource())
        .getCode()
        .getCodingFirstRep()
        .setCode("x");
    ((Consent) bundle.getEntry().get(1).getResource())
        .getProvision()
        .getProvision()
        .get(1)
        .setPurpose(null);

    assertThat(validator.validate(bundle))
        .extracting(Finding::expression)
        .containsExactly(
            "Bundle.entry[1].resource.provision.provision[1]", "Bundle.entry[5].resource.code");
  }

  /** What is missing has no place of its own: its parent has. */
  @ParameterizedTest
  @MethodSource("eu.amelie.profiles.Example#failing")
  void expressionPointsIntoTheResource(Example example) {
    Resource resource = Fixtures.parse(example.path());
    IFhirPath fhirPath = Fixtures.CONTEXT.newFhirPath();

    for (Finding finding : validator.validate(resource)) {
      String place = finding.expression();
      String there =
          finding.code().equals("required") ? place.substring(0, place.lastIndexOf('.')) : place;
      assertThat(fhirPath.evaluate(resource, there, IBase.class)).as(place).isNotEmpty();
    }
  }

  @Test
  void profilesThatTheSenderClaimsPlayNoPart() {
    Patient patient = new Patient().setActive(true);
    patient.getMeta().addProfile("https://evil.example.org/StructureDefinition/anything");
    patient.getMeta().addProfile("http://hl7.org/fhir/StructureDefinition/Observation");
    Consent consent = new Consent();
    consent.getMeta().addProfile("http://hl7.org/fhir/StructureDefinition/Consent");

    assertThat(validator.validate(patient)).isEmpty();
    assertThat(validator.validate(inBundle(patient))).isEmpty();
    assertThat(validator.validate(consent)).extracting(Finding::code).contains("required");
  }

  @Test
  void inputStaysAsItWas() {
    Bundle bundle = demo();
    bundle.getEntry().forEach(entry -> entry.getResource().getMeta().addProfile("urn:claimed"));
    Bundle before = bundle.copy();

    validator.validate(bundle);

    assertThat(bundle.equalsDeep(before)).isTrue();
  }

  @Test
  void manyAtOnceFindWhatOneFinds() {
    List<Resource> resources =
        Example.failing().stream().map(Example::path).map(Fixtures::parse).toList();
    List<List<Finding>> one = resources.stream().map(validator::validate).toList();

    Stream<List<Finding>> atOnce = resources.parallelStream().map(validator::validate);

    assertThat(atOnce).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient/fictional-1",
        "Patient/fictional-1/_history/2",
        "https://exchange.example.org/fhir/Patient/fictional-1",
      })
  void referenceToThePersonMayTakeAnyForm(String reference) {
    assertThat(validator.validate(conditionOf(reference))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Practitioner/fictional-1",
        "https://exchange.example.org/fhir/Organization/fictional-1",
        "Patient?identifier=fictional",
        "fictional-1",
        "https://exchange.example.org/somewhere",
        "#not-contained",
        "urn:uuid:5c0000aa-0000-4000-8000-000000000001",
        "Person/fictional-1",
        "patient/fictional-1",
      })
  void referenceElsewhereIsRefusedWhereItStands(String reference) {
    assertThat(validator.validate(conditionOf(reference)))
        .singleElement()
        .returns("Condition.subject.reference", Finding::expression);
  }

  @Test
  void containedResourceIsATargetOfItsOwnType() {
    Condition condition = conditionOf("#person");
    condition.addContained(new Patient().setId("person"));
    Condition other = conditionOf("#group");
    other.addContained(new org.hl7.fhir.r4.model.Location().setId("group"));

    assertThat(validator.validate(condition)).isEmpty();
    assertThat(validator.validate(other))
        .extracting(Finding::code)
        .containsExactly("reference-target");
  }

  @Test
  void referenceInAnExtensionIsHeldAgainstItsDefinition() {
    Consent consent = (Consent) demo().getEntry().get(1).getResource();
    consent.getPatient().setReference("Patient/fictional-1");
    Reference captured =
        (Reference) consent.getExtension().get(0).getExtensionByUrl("capturedBy").getValue();

    assertThat(validator.validate(consent)).isEmpty();
    captured.setReference("Location/fictional-1");
    assertThat(validator.validate(consent))
        .singleElement()
        .returns("reference", Finding::code)
        .returns("Consent.extension[0].extension[3].value.ofType(Reference)", Finding::expression);
  }

  @Test
  void onlyR4IsTaken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> validator.validate(new org.hl7.fhir.dstu3.model.Patient()));
  }

  private static Condition conditionOf(String reference) {
    return new Condition().setSubject(new Reference(reference));
  }

  private static Bundle inBundle(Resource resource) {
    Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
    bundle.addEntry(
        new BundleEntryComponent()
            .setFullUrl("urn:uuid:5c0000aa-0000-4000-8000-000000000001")
            .setResource(resource));
    return bundle;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//", "///", "Patient//x", "http://[", "http://x/", "http://x//"})
  void aReferenceOfNoFormIsFoundAndStopsNothing(String literal) {
    Observation sign = new Observation();
    sign.setSubject(new Reference(literal));

    assertThat(validator.validate(sign))
        .extracting(Finding::expression)
        .containsExactly("Observation.subject.reference");
    assertThat(validator.validate(inBundle(sign)))
        .extracting(Finding::expression)
        .contains("Bundle.entry[0].resource.subject.reference");
  }
}
