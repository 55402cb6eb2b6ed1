/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import static eu.amelie.terminology.assess.Assessments.ENOUGH;
import static eu.amelie.terminology.assess.Assessments.NOW;
import static eu.amelie.terminology.assess.Assessments.assess;
import static eu.amelie.terminology.assess.Assessments.dimensions;
import static eu.amelie.terminology.assess.Assessments.extension;
import static eu.amelie.terminology.assess.Assessments.notes;
import static eu.amelie.terminology.assess.Assessments.present;
import static eu.amelie.terminology.assess.Assessments.sign;
import static eu.amelie.terminology.assess.Assessments.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operation from Parameters to the Observation. */
class AssessOperationTest {

  @Test
  void suggestsAnAssessmentWhereTheSignsAreEnough() {
    Observation answer = assess("adult", "forced-labour", present(ENOUGH));

    assertThat(value(answer)).isEqualTo("further-assessment-suggested");
    assertThat(dimensions(answer))
        .containsExactly(
            Map.entry("deceptive-recruitment", "positive"),
            Map.entry("coercive-recruitment", "insufficient"),
            Map.entry("abuse-vulnerability-recruitment", "insufficient"),
            Map.entry("exploitation", "positive"),
            Map.entry("coercion-destination", "positive"),
            Map.entry("abuse-vulnerability-destination", "insufficient"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspected", "unknown", "declined", "not-asked", "absent"})
  void onlyPresentCounts(String answer) {
    List<Observation> signs = new ArrayList<>(present(ENOUGH.subList(0, 5)));
    signs.add(sign("cd-documents-held", answer));
    Observation assessed = assess("adult", "forced-labour", signs);

    assertThat(value(assessed)).isEqualTo("no-suggestion");
    assertThat(dimensions(assessed)).containsEntry("coercion-destination", "insufficient");
  }

  @Test
  void whatIsSuspectedIsReportedBesideTheResult() {
    Observation answer =
        assess("adult", "forced-labour", List.of(sign("cd-violence", "suspected")));

    assertThat(extension(answer, "sc-suspected")).containsExactly("cd-violence");
    assertThat(answer.getComponent()).hasSize(6);
    assertThat(notes(answer)).contains("suspected");
    assertThat(extension(assess("adult", "forced-labour", present(ENOUGH)), "sc-suspected"))
        .isEmpty();
  }

  @Test
  void whatIsPresentButHasNoWeightIsShown() {
    Observation answer =
        assess("adult", "forced-labour", present(List.of("ls-still-in-situation", "cd-violence")));

    assertThat(extension(answer, "sc-shown")).containsExactly("ls-still-in-situation");
  }

  @Test
  void saysByWhichRuleAndProfileAndThatItProvesNothing() {
    Observation answer = assess("adult", "forced-labour", present(ENOUGH));

    assertThat(answer.getMethod().getCodingFirstRep().getCode()).isEqualTo("adult-labour");
    assertThat(answer.getMethod().getExtensionFirstRep().getValue()).hasToString("1.1.0");
    assertThat(answer.getMeta().getProfile().get(0).getValue())
        .isEqualTo("https://fhir.example.org/supportive-care/StructureDefinition/sc-assessment");
    assertThat(notes(answer)).contains("neither their presence nor their absence is conclusive");
    assertThat(notes(answer)).doesNotContain("experimental", "no weights");
    assertThat(notes(assess("adult", "sexual", present(ENOUGH)))).contains("experimental");
    assertThat(notes(assess("child", "sexual", present(ENOUGH)))).contains("no weights");
  }

  @Test
  void withoutWeightsEveryDimensionIsInsufficient() {
    Observation answer = assess("child", "sexual", present(ENOUGH));

    assertThat(value(answer)).isEqualTo("no-suggestion");
    assertThat(dimensions(answer).values()).containsOnly("insufficient").hasSize(6);
    assertThat(answer.getMethod().getCodingFirstRep().getCode()).isEqualTo("no-profile");
  }

  @Test
  void namesThePersonTheSourcesAndTheTime() {
    Observation one = sign("cd-violence", "present");
    one.setId("a");
    one.setSubject(new Reference("Patient/p"));
    Observation answer =
        assess("adult", "forced-labour", List.of(one, sign("cd-documents-held", "present")));

    assertThat(answer.getSubject().getReference()).isEqualTo("Patient/p");
    assertThat(answer.getDerivedFrom())
        .extracting(Reference::getReference)
        .containsExactly("Observation/a");
    assertThat(answer.getEffectiveDateTimeType().getValueAsString())
        .isEqualTo("2026-11-24T12:00:00Z");
    assertThat(answer.getIssued()).isEqualTo(NOW);
    assertThat(answer.hasId()).isFalse();
  }
}
