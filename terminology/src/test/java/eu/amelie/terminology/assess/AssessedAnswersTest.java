/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.terminology.assess;

import static eu.amelie.terminology.assess.Assessments.ENOUGH;
import static eu.amelie.terminology.assess.Assessments.NOW;
import static eu.amelie.terminology.assess.Assessments.OPERATION;
import static eu.amelie.terminology.assess.Assessments.asked;
import static eu.amelie.terminology.assess.Assessments.assess;
import static eu.amelie.terminology.assess.Assessments.dimensions;
import static eu.amelie.terminology.assess.Assessments.present;
import static eu.amelie.terminology.assess.Assessments.sign;
import static eu.amelie.terminology.assess.Assessments.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which Observations answer a sign, and which of several answers holds. */
class AssessedAnswersTest {

  @ParameterizedTest
  @EnumSource(
      value = ObservationStatus.class,
      names = {"PRELIMINARY", "FINAL", "AMENDED", "CORRECTED"})
  void whatStandsCounts(ObservationStatus status) {
    assertThat(value(assess("adult", "forced-labour", lastWith(status))))
        .isEqualTo("further-assessment-suggested");
  }

  @ParameterizedTest
  @EnumSource(
      value = ObservationStatus.class,
      names = {"ENTEREDINERROR", "CANCELLED", "REGISTERED", "UNKNOWN"})
  void whatWasWithdrawnOrIsNotThereYetDoesNot(ObservationStatus status) {
    assertThat(value(assess("adult", "forced-labour", lastWith(status))))
        .isEqualTo("no-suggestion");
  }

  @Test
  void whatCarriesAModifierAnswersNothing() {
    List<Observation> signs = present(ENOUGH);
    signs.get(5).addModifierExtension().setUrl("https://example.org/x");

    assertThat(value(assess("adult", "forced-labour", signs))).isEqualTo("no-suggestion");
  }

  @Test
  void ofSeveralAnswersToOneSignPresentHolds() {
    List<Observation> signs = new ArrayList<>(present(ENOUGH));
    signs.add(sign("cd-violence", "absent"));
    signs.add(0, sign("cd-documents-held", "declined"));

    assertThat(value(assess("adult", "forced-labour", signs)))
        .isEqualTo("further-assessment-suggested");
  }

  @Test
  void anAnswerThatIsMissingForAReasonLeavesTheSignOpen() {
    Observation sign = sign("cd-violence", "absent");
    sign.setValue(null);
    sign.setDataAbsentReason(new CodeableConcept().setText("asked-declined"));

    assertThat(dimensions(assess("adult", "forced-labour", List.of(sign))))
        .containsEntry("coercion-destination", "insufficient");
  }

  @Test
  void ofWhatTheCallerSeesItPassesOverWhatIsNoAnswerToASign() {
    List<Observation> seen = new ArrayList<>(present(ENOUGH));
    seen.add(new Observation());
    seen.add(sign("cd-isolation", "present").setStatus(null));
    seen.add(sign("no-such-sign", "present"));
    seen.add(sign("cd-forced-crime", "perhaps"));
    Observation answer = OPERATION.answer(asked("adult", "forced-labour"), seen, NOW);

    assertThat(value(answer)).isEqualTo("further-assessment-suggested");
    assertThat(value(OPERATION.answer(asked("adult", "forced-labour"), List.of(), NOW)))
        .isEqualTo("no-suggestion");
  }

  @Test
  void observationsAreNoInputWhereTheyComeFromThePatient() {
    Parameters in = asked("adult", "forced-labour");
    in.addParameter().setName("observation").setResource(sign("cd-violence", "present"));

    AssessInputException refusal =
        catchThrowableOfType(
            () -> OPERATION.answer(in, List.of(), NOW), AssessInputException.class);

    assertThat(refusal.issues())
        .extracting(AssessInputException.Issue::expression)
        .containsExactly("Parameters.parameter[2]");
  }

  private static List<Observation> lastWith(ObservationStatus status) {
    List<Observation> signs = present(ENOUGH);
    signs.get(5).setStatus(status);
    return signs;
  }
}
