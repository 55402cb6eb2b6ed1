/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.pseudonym.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import eu.amelie.interceptors.consent.IdentityLabel;
import eu.amelie.interceptors.pseudonym.ids.CaseTypes;
import java.util.List;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class RecordShapesTest {
  private static final String OURS =
      "https://fhir.example.org/supportive-care/StructureDefinition/";
  private static final RecordShapes SHAPES =
      RecordShapes.load(FhirContext.forR4Cached(), RecordShapesTest::knows);

  private static boolean knows(String system, String code) {
    return "urn:s".equals(system) && List.of("email-safe", "masked", "h").contains(code);
  }

  @Test
  void whenAPatientIsSplitThenEachKindOfIdentityBearsItsLabel() {
    Split split = SHAPES.split(patient());

    assertThat(split.identity())
        .extracting(IdentityElement::path, IdentityElement::label)
        .containsExactlyInAnyOrder(
            tuple("text", IdentityLabel.TEXT),
            tuple("identifier[0^0]", IdentityLabel.IDS),
            tuple("name[0^0]", IdentityLabel.IDS),
            tuple("telecom[0^0]", IdentityLabel.DEMO),
            tuple("birthDate", IdentityLabel.IDS),
            tuple("address[0^0].city", IdentityLabel.LOCIS),
            tuple("address[1:0].line[0^0]", IdentityLabel.LOCIS),
            tuple("contact[0^0]", IdentityLabel.DEMO),
            tuple("managingOrganization.display", IdentityLabel.TEXT));
  }

  @Test
  void e7WhenAPatientIsSplitThenYearCountryAndGenderStay() {
    Patient record = (Patient) SHAPES.split(patient()).record();

    assertThat(record.getBirthDateElement().getValueAsString()).isEqualTo("1990");
    assertThat(record.getAddress()).hasSize(1);
    assertThat(record.getAddressFirstRep().getCountry()).isEqualTo("BE");
    assertThat(record.getGender().toCode()).isEqualTo("female");
    assertThat(record.getManagingOrganization().getReference())
        .isEqualTo("Organization/hospital-be");
  }

  @Test
  void whenOnlyContactDetailsAreReleasedThenNoNameAppears() {
    Split split = SHAPES.split(patient());
    List<IdentityElement> released =
        split.identity().stream().filter(each -> each.label() == IdentityLabel.DEMO).toList();

    Patient joined = (Patient) SHAPES.join(split.record(), released);

    assertThat(joined.getTelecomFirstRep().getValue()).isEqualTo("+32 000 00 00");
    assertThat(joined.getName()).isEmpty();
    assertThat(joined.getBirthDateElement().getValueAsString()).isEqualTo("1990");
  }

  @Test
  void whenPlacesAreReleasedThenAddressesStandInTheirOldOrder() {
    Split split = SHAPES.split(patient());
    List<IdentityElement> released =
        split.identity().stream().filter(each -> each.label() == IdentityLabel.LOCIS).toList();

    Patient joined = (Patient) SHAPES.join(split.record(), released);

    assertThat(joined.getAddress().get(0).getCity()).isEqualTo("Nowhere");
    assertThat(joined.getAddress().get(1).getLine().get(0).getValue()).isEqualTo("1 Plain Street");
  }

  @Test
  void whenAConsentIsSplitThenItsTimesStayToTheSecondButItsSourceGoes() {
    Consent consent = new Consent();
    consent.setDateTimeElement(new DateTimeType("2026-11-20T10:11:12+01:00"));
    consent.setSource(new Reference("DocumentReference/1"));
    consent
        .getProvision()
        .addProvision()
        .getPeriod()
        .setEndElement(new DateTimeType("2027-01-01T08:09:10Z"));

    Consent record = (Consent) SHAPES.split(consent).record();

    assertThat(record.getDateTimeElement().getValueAsString())
        .isEqualTo("2026-11-20T10:11:12+01:00");
    assertThat(
            record
                .getProvision()
                .getProvisionFirstRep()
                .getPeriod()
                .getEndElement()
                .getValueAsString())
        .isEqualTo("2027-01-01T08:09:10Z");
    assertThat(record.hasSource()).isFalse();
  }

  @Test
  void e5WhenAConsentBearsAModifierThenTheRecordStillShowsThatThereIsOne() {
    Consent consent = new Consent();
    consent
        .addModifierExtension()
        .setUrl("https://elsewhere.example.org/only-if")
        .setValue(new StringType("Nadia agrees"));

    Consent record = (Consent) SHAPES.split(consent).record();

    assertThat(record.getModifierExtension())
        .extracting(extension -> extension.getUrl())
        .containsExactly(OURS + "sc-withheld-modifier");
  }

  @Test
  void e5WhenAnExtensionOfOursIsCodedThenItStaysAndItsTextGoes() {
    Patient patient = new Patient();
    patient.addExtension(
        OURS + "sc-safe-contact",
        new CodeableConcept()
            .setText("ring the neighbour")
            .addCoding(new Coding("urn:s", "email-safe", null)));
    patient.addExtension(OURS + "sc-safe-contact", new StringType("ring the neighbour"));
    patient.addExtension(OURS + "sc-safe-contact", coded("ring-the-neighbour"));
    patient.addExtension(OURS + "sc-nadia-example", new BooleanType(true));
    patient.addExtension(OURS + "sc-stage", coded("email-safe"));
    patient.getBirthDateElement().addExtension(OURS + "sc-safe-contact", coded("email-safe"));
    patient.addExtension("https://elsewhere.example.org/x", new BooleanType(true));

    Patient record = (Patient) SHAPES.split(patient).record();

    assertThat(record.getExtension()).hasSize(1);
    CodeableConcept kept = (CodeableConcept) record.getExtension().get(0).getValue();
    assertThat(kept.getCodingFirstRep().getCode()).isEqualTo("email-safe");
    assertThat(kept.hasText()).isFalse();
  }

  private static CodeableConcept coded(String code) {
    return new CodeableConcept(new Coding("urn:s", code, null));
  }

  @Test
  void e3WhenACodeIsNotKnownThenItGoesWithItsSystem() {
    Observation observation = new Observation();
    observation
        .getCode()
        .addCoding(new Coding("urn:s", "email-safe", null))
        .addCoding(new Coding("urn:s", "Nadia Example", null))
        .addCoding(new Coding("urn:nadia-example", "email-safe", null));

    Split split = SHAPES.split(observation);

    assertThat(((Observation) split.record()).getCode().getCoding())
        .extracting(Coding::getSystem, Coding::getCode)
        .containsExactly(tuple("urn:s", "email-safe"));
    assertThat(split.identity())
        .extracting(IdentityElement::path, IdentityElement::label)
        .contains(
            tuple("code.coding[1^1].code", IdentityLabel.TEXT),
            tuple("code.coding[2^1].system", IdentityLabel.TEXT));
  }

  @Test
  void whenAUnitIsNotKnownThenItsNumberDoesNotStayAlone() {
    Observation known = new Observation();
    known.setValue(new Quantity().setValue(4).setUnit("hours").setSystem("urn:s").setCode("h"));
    Observation unknown = new Observation();
    unknown.setValue(new Quantity().setValue(4).setUnit("nights at Nadia's"));

    Quantity kept = ((Observation) SHAPES.split(known).record()).getValueQuantity();

    assertThat(kept.getValue()).isEqualTo("4");
    assertThat(kept.getCode()).isEqualTo("h");
    assertThat(kept.hasUnit()).isFalse();
    assertThat(((Observation) SHAPES.split(unknown).record()).hasValue()).isFalse();
  }

  @Test
  void whenQuestionsAreAnsweredThenTheirNamesGoAndTheAnswersStay() {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire("https://hospital.example.org/nadia-example");
    response
        .addItem()
        .setLinkId("where-nadia-sleeps")
        .setDefinition("https://hospital.example.org/nadia-example#1")
        .addAnswer()
        .setValue(new BooleanType(true));

    QuestionnaireResponse record = (QuestionnaireResponse) SHAPES.split(response).record();

    assertThat(record.hasQuestionnaire()).isFalse();
    assertThat(record.getItemFirstRep().hasLinkId()).isFalse();
    assertThat(record.getItemFirstRep().hasDefinition()).isFalse();
    assertThat(record.getItemFirstRep().getAnswerFirstRep().getValueBooleanType().booleanValue())
        .isTrue();
  }

  @Test
  void whenCaptureHasNestedPartsThenCodedOnesStayAndTextsGo() {
    Consent consent = new Consent();
    var capture = consent.addExtension();
    capture.setUrl(OURS + "sc-consent-capture");
    capture.addExtension("method", coded("email-safe"));
    capture.addExtension("textVersion", new CodeType("nadia"));
    capture.addExtension("nadia", new BooleanType(true));
    capture.addExtension("capturedBy", new Reference("Organization/hospital-be"));
    capture.addExtension("check", new StringType("Nurse Plainly"));

    Consent record = (Consent) SHAPES.split(consent).record();

    assertThat(record.getExtension().get(0).getExtension())
        .extracting(part -> part.getUrl())
        .containsExactly("method", "capturedBy");
  }

  @Test
  void e2WhenAContainedPersonIsSplitThenNothingStaysAndLabelsAreThoseOfItsType() {
    Observation observation = new Observation();
    Patient contained = patient();
    contained.setId("#p");
    observation.addContained(contained);

    Split split = SHAPES.split(observation);

    assertThat(((Observation) split.record()).getContained()).isEmpty();
    assertThat(split.identity())
        .extracting(IdentityElement::path, IdentityElement::label)
        .contains(
            tuple("contained[0^0|Patient].telecom[0^0]", IdentityLabel.DEMO),
            tuple("contained[0^0|Patient].birthDate", IdentityLabel.IDS),
            tuple("contained[0^0|Patient].name[0^0]", IdentityLabel.IDS));
  }

  @Test
  void e1WhenAReferenceCouldCarryTextThenItGoesAndALiteralOneStays() {
    Observation observation = new Observation();
    observation.setSubject(new Reference("#nadia-example"));
    observation.setEncounter(new Reference("Encounter/4d3c0b6e-27cf-4a4c-9d62-3f7f3a9c6f11"));

    Observation record = (Observation) SHAPES.split(observation).record();

    assertThat(record.hasSubject()).isFalse();
    assertThat(record.getEncounter().getReference()).startsWith("Encounter/");
  }

  @Test
  void whenATypeHasNoListThenItIsRefused() {
    assertThatThrownBy(() -> SHAPES.split(new Binary()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(SHAPES.types()).containsExactlyInAnyOrderElementsOf(CaseTypes.all());
  }

  @Test
  void whenAListNamesAnUnknownElementThenItDoesNotCompile() {
    Model model = new Model(FhirContext.forR4Cached());
    ShapeCompiler compiler = new ShapeCompiler(model, AllowList.read("datatypes.allow"));

    assertThatThrownBy(() -> compiler.compile("Flag", AllowList.parse("Flag", "statsu keep")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(compiler.compile("Flag", AllowList.parse("Flag", "status keep"))).isNotNull();
  }

  @Test
  void whenAnElementDoesNotFitTheRecordThenNothingIsJoined() {
    IdentityElement misplaced = new IdentityElement("name[3:2].family", IdentityLabel.IDS, "\"X\"");

    assertThatThrownBy(() -> SHAPES.join(new Patient(), List.of(misplaced)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void whenAnElementIsPrintedThenItsValueIsNotShown() {
    assertThat(SHAPES.split(patient()).identity().toString()).doesNotContain("Example");
  }

  @Test
  void whenSomethingIsWithheldThenTheResourceIsMarkedOnceAndElseNot() {
    Patient patient = new Patient();
    Masking.mark(patient, false);
    assertThat(patient.getMeta().getSecurity()).isEmpty();

    Masking.mark(patient, true);
    Masking.mark(patient, true);
    assertThat(patient.getMeta().getSecurity())
        .extracting(each -> each.getCode())
        .containsExactly("PSEUDED");
  }

  private static Patient patient() {
    Patient patient = new Patient();
    patient.getText().setDivAsString("<div>Nadia Example</div>");
    patient.addIdentifier().setSystem("urn:national").setValue("00-000");
    patient.addName().setFamily("Example").addGiven("Nadia");
    patient.addTelecom().setValue("+32 000 00 00");
    patient.setGender(org.hl7.fhir.r4.model.Enumerations.AdministrativeGender.FEMALE);
    patient.setBirthDateElement(new DateType("1990-03-04"));
    patient.addAddress().setCity("Nowhere");
    patient.addAddress().setCountry("BE").addLine("1 Plain Street");
    patient.addContact().getName().setText("Aunt Example");
    patient.setManagingOrganization(new Reference("Organization/hospital-be").setDisplay("Ward 7"));
    return patient;
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }
}
