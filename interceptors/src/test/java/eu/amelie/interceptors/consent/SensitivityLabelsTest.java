/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensitivityLabelsTest {
  private static final String ICD = "http://hl7.org/fhir/sid/icd-10";

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  @ParameterizedTest
  @CsvSource({
    "T74.2, SDV",
    "T76.51, SDV",
    "Z91.42, SDV",
    "B24, HIV",
    "Z21, HIV",
    "A54.9, STD",
    "A60.0, STD",
    "F10.2, SUD",
    "F43.1, PSY",
    "F32, PSY",
    "O26.9, PREGNANT",
    "Z34.9, PREGNANT"
  })
  void aDiagnosisBearsTheLabelOfItsBlock(String code, String label) {
    for (String system : new String[] {ICD, ICD + "-cm"}) {
      assertThat(SensitivityLabels.of(new Condition().setCode(coded(system, code))))
          .as(code)
          .extracting(Coding::getCode)
          .containsExactly(label);
    }
  }

  @ParameterizedTest
  @CsvSource({"R53", "B18", "A15.0", "Z20", "S72.0", "T75", "Y08"})
  void anyOtherBearsNone(String code) {
    assertThat(SensitivityLabels.of(new Condition().setCode(coded(ICD, code)))).isEmpty();
  }

  @Test
  void theSameLettersInAnotherSystemBearNone() {
    assertThat(
            SensitivityLabels.of(
                new Condition().setCode(coded("https://hospital-be.example.org/codes", "B24"))))
        .isEmpty();
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
  void whatHasNoCodesOfItsOwnBearsNone() {
    assertThat(SensitivityLabels.of(new Encounter())).isEmpty();
  }
}
