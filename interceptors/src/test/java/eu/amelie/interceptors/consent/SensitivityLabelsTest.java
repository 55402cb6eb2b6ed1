/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitivityLabelsTest {
  private static final String ICD = "http://hl7.org/fhir/sid/icd-10";
  private static final String LOCAL = "https://fhir.example.org/supportive-care/CodeSystem/";
  private static final String[] ALL = {"HIV", "PREGNANT", "PSY", "SDV", "STD", "SUD"};
  private static final List<String> EDITIONS =
      List.of(
          ICD,
          ICD + "-cm",
          ICD + "-de",
          ICD + "-nl",
          ICD + "-fr",
          ICD + "-it",
          ICD + "-gr",
          "http://fhir.de/CodeSystem/bfarm/icd-10-gm");

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  private static List<String> labels(Resource record) {
    return SensitivityLabels.of(record).stream().map(Coding::getCode).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "T74.2, SDV",
    "T76.51, SDV",
    "Y05, SDV",
    "Z04.4, SDV",
    "Z04.81, SDV",
    "Z91.42, SDV",
    "B24, HIV",
    "Z20.6, HIV",
    "Z21, HIV",
    "A50, STD",
    "A54.9, STD",
    "A60.0, STD",
    "A64, STD",
    "Z20.2, STD",
    "F10.2, SUD",
    "T40.1, SUD",
    "X70, PSY",
    "F43.1, PSY",
    "F32, PSY",
    "O26.9, PREGNANT",
    "Z32.1, PREGNANT",
    "Z34.9, PREGNANT"
  })
  void aDiagnosisBearsTheLabelOfItsBlock(String code, String label) {
    for (String system : EDITIONS) {
      assertThat(labels(new Condition().setCode(coded(system, code))))
          .as(system + " " + code)
          .containsExactly(label);
    }
  }

  /** Syphilis and HIV are told of a pregnancy by codes of its own block. */
  @ParameterizedTest
  @CsvSource({
    "O98.7, HIV, PREGNANT",
    "O98.1, PREGNANT, STD",
    "O99.32, PREGNANT, SUD",
    "O99.34, PREGNANT, PSY",
    "O9A.4, PREGNANT, SDV",
    "F55.0, PSY, SUD"
  })
  void whatBelongsToTwoBearsBoth(String code, String one, String other) {
    assertThat(labels(new Condition().setCode(coded(ICD, code)))).containsExactly(one, other);
  }

  /** A49 and A65 lie on either side of the sexually transmitted diseases, A50 to A64. */
  @ParameterizedTest
  @CsvSource({
    "A49.9", "A65", "A68.0", "A69.2", "R53", "B18", "A15.0", "Z20", "Z20.5", "S72.0", "T75", "Y08",
    "X59", "X85", "Z04.8", "Z04.89", "Z31", "Z38"
  })
  void anyOtherBearsNone(String code) {
    assertThat(labels(new Condition().setCode(coded(ICD, code)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://id.who.int/icd/release/11/mms, 1C62.Z, HIV",
    "http://id.who.int/icd/release/11/mms, 1A94, STD",
    "http://id.who.int/icd/release/11/mms, 6C40.2, SUD",
    "http://id.who.int/icd/release/11/mms, 6B40, PSY",
    "http://id.who.int/icd/release/11/mms, JA00, PREGNANT",
    "http://id.who.int/icd/release/11/mms, PJ21, SDV",
    "http://hl7.org/fhir/sid/icpc-2, B90, HIV",
    "http://hl7.org/fhir/sid/icpc-2, X70, STD",
    "http://hl7.org/fhir/sid/icpc-2, P15, SUD",
    "http://hl7.org/fhir/sid/icpc-2, P76, PSY",
    "http://hl7.org/fhir/sid/icpc-2, W78, PREGNANT",
    "http://hl7.org/fhir/sid/icpc-2, Z25, SDV"
  })
  void otherVocabulariesThatStayInTheRecordAreKnownToo(String system, String code, String label) {
    assertThat(labels(new Condition().setCode(coded(system, code)))).containsExactly(label);
  }

  @ParameterizedTest
  @CsvSource({
    "http://id.who.int/icd/release/11/mms, 1C44",
    "http://id.who.int/icd/release/11/mms, 1E51",
    "http://id.who.int/icd/release/11/mms, CA40",
    "http://hl7.org/fhir/sid/icpc-2, A04",
    "http://hl7.org/fhir/sid/icpc-2, X72",
    "http://hl7.org/fhir/sid/icpc-2, W11"
  })
  void andWhatIsNotSensitiveThereBearsNone(String system, String code) {
    assertThat(labels(new Condition().setCode(coded(system, code)))).isEmpty();
  }

  /** A deny by label is not to be weakened by a code that nobody here can read. */
  @ParameterizedTest
  @CsvSource({
    "http://snomed.info/sct, 86406008",
    "http://loinc.org, 75622-1",
    "http://www.whocc.no/atc, J05AF",
    "http://hl7.org/fhir/sid/icd-10,",
    "http://hl7.org/fhir/sid/icd-10, b20",
    "http://hl7.org/fhir/sid/icd-10/, B20",
    "http://hl7.org/fhir/sid/icd-9-cm, 042",
    "http://fhir.de/CodeSystem/dimdi/icd-10-gm, B20",
    "urn:oid:2.16.840.1.113883.6.90, B20",
    "https://hospital-be.example.org/codes, hiv-test"
  })
  void aClinicalCodeThatIsNotUnderstoodBearsAll(String system, String code) {
    CodeableConcept unclear = coded(system, code);
    assertThat(labels(new Observation().setCode(unclear))).containsExactly(ALL);
    assertThat(labels(new Encounter().addReasonCode(unclear))).containsExactly(ALL);
    assertThat(labels(new Condition().setCode(unclear))).containsExactly(ALL);

    unclear.addCoding(new Coding(ICD, "S72.0", null));
    assertThat(labels(new Observation().setCode(unclear))).as("told beside it").isEmpty();
    unclear.addCoding(new Coding(ICD, "B24", null));
    assertThat(labels(new Condition().setCode(unclear))).containsExactly("HIV");
  }

  @ParameterizedTest
  @ValueSource(strings = {"B20†", "B20-", "B20+", "B20 (Fictional)"})
  void aCodeThatHasNotTheFormOfItsSystemsBearsAll(String code) {
    assertThat(labels(new Observation().setCode(coded(ICD, code)))).containsExactly(ALL);
  }

  @Test
  void whatIsOnlyNamedInWordsBearsAll() {
    CodeableConcept words = new CodeableConcept().setText("A test that nobody here can read");
    assertThat(labels(new Condition())).containsExactly(ALL);
    assertThat(labels(new Condition().setCode(words))).containsExactly(ALL);
    assertThat(labels(new Observation().setCode(words))).containsExactly(ALL);
    assertThat(labels(new Procedure().setCode(words))).containsExactly(ALL);
    assertThat(labels(new DocumentReference().setType(words))).containsExactly(ALL);
  }

  @Test
  void whatHasACodeThatTellsNothingOfHealthOrSaysNothingBearsNone() {
    CodeableConcept vital = coded("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB");
    assertThat(labels(new Observation().setCode(vital))).isEmpty();
    assertThat(labels(new Observation().setCode(new CodeableConcept()))).isEmpty();
    assertThat(labels(new Observation().setValue(coded("http://unitsofmeasure.org", "kg"))))
        .isEmpty();
    assertThat(labels(new Procedure())).isEmpty();
  }

  /** A language in a hospital's own code hides nobody altogether. */
  @Test
  void aHospitalsOwnCodeAboutThePersonHerselfBearsNone() {
    CodeableConcept own = coded("https://hospital-be.example.org/codes", "x");
    assertThat(labels(new Patient().setMaritalStatus(own))).isEmpty();
    assertThat(labels(new RelatedPerson().addRelationship(own))).isEmpty();
    assertThat(labels(new Encounter().addType(own))).containsExactly(ALL);
  }

  @Test
  void whatIsAskedInAFormCountsLikeWhatStandsInTheAnswers() {
    QuestionnaireResponse answered = new QuestionnaireResponse();
    Coding sign = new Coding(LOCAL + "sc-indicators", "any", null);
    assertThat(ItemSense.of(answered, List.of(sign)).labels()).containsExactly("SDV");
    assertThat(ItemSense.of(answered, List.of(new Coding())).labels())
        .containsExactlyInAnyOrder(ALL);
    assertThat(ItemSense.of(answered).labels()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sc-indicators", "sc-form", "sc-dimension", "sc-assessment", "sc-identification"})
  void everyCodeAboutTheSituationBearsOne(String system) {
    assertThat(labels(new Observation().setValue(coded(LOCAL + system, "any"))))
        .containsExactly("SDV");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sc-answer", "sc-service", "sc-reason", "sc-stage", "sc-contact"})
  void whatIsSaidOfSupportBearsNone(String system) {
    assertThat(labels(new Observation().setValue(coded(LOCAL + system, "any")))).isEmpty();
  }

  /** Wherever a code stands, it tells the same. */
  static Stream<Arguments> elsewhere() {
    CodeableConcept code = coded(ICD, "B24");
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.addItem().addAnswer().setValue(code.getCodingFirstRep());
    Observation component = new Observation();
    component.addComponent().setValue(code);
    Observation extended = new Observation();
    extended.addExtension("https://fhir.example.org/supportive-care/StructureDefinition/x", code);
    Task output = new Task();
    output.addOutput().setValue(code);
    return Stream.of(
            new Encounter().addReasonCode(code),
            new ServiceRequest().addReasonCode(code),
            new Appointment().addReasonCode(code),
            new DocumentReference().addCategory(code),
            new Procedure().addComplication(code),
            output,
            response,
            component,
            extended)
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void aCodeCountsWhereverItStands(Resource record) {
    assertThat(labels(record)).as(record.fhirType()).containsExactly("HIV");
  }

  @Test
  void whatASenderLabelsCountsForNothing() {
    Condition condition = new Condition().setCode(coded(ICD, "S72.0"));
    condition.getMeta().addSecurity(new Coding(ICD, "B24", null));

    assertThat(labels(condition)).isEmpty();
  }

  /** It says what may be told, and to whom; nothing of that is about her health. */
  @Test
  void aConsentBearsNoneWhateverCodesItSpeaksOf() {
    Consent consent = new Consent();
    consent.getProvision().addCode(coded(ICD, "B24"));

    assertThat(labels(consent)).isEmpty();
  }

  @Test
  void allCodesCountAndEachLabelOnce() {
    CodeableConcept both = coded(ICD, "F10.2").addCoding(new Coding(ICD, "B24", null));
    both.addCoding(new Coding(ICD, "F11", null));
    Procedure procedure = new Procedure().setCode(both).addReasonCode(coded(ICD, "T74"));

    assertThat(SensitivityLabels.of(procedure))
        .extracting(Coding::getCode)
        .containsExactlyInAnyOrder("HIV", "SDV", "SUD");
    assertThat(SensitivityLabels.of(new Observation().setValue(coded(ICD, "B24"))))
        .extracting(Coding::getCode)
        .containsExactly("HIV");
  }

  @Test
  void whatHasNoCodesBearsNone() {
    assertThat(SensitivityLabels.of(new Encounter())).isEmpty();
  }
}
