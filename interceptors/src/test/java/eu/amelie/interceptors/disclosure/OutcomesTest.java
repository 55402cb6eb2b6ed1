/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {

  @Test
  void aRefusalSaysItsCodeItsPlaceAndWhatToDo() {
    OperationOutcome outcome =
        Outcomes.of(
            ExchangeException.at(
                ErrorCode.REASON_REQUIRED, "Task.statusReason", "Name a coded reason."));

    assertThat(outcome.getIssue()).hasSize(1);
    var issue = outcome.getIssueFirstRep();
    assertThat(issue.getSeverity()).isEqualTo(IssueSeverity.ERROR);
    assertThat(issue.getCode()).isEqualTo(IssueType.REQUIRED);
    assertThat(issue.getDetails().getCodingFirstRep().getSystem())
        .isEqualTo("https://fhir.example.org/supportive-care/CodeSystem/sc-error");
    assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo("reason-required");
    assertThat(issue.getDiagnostics()).isEqualTo("Name a coded reason.");
    assertThat(issue.getExpression()).hasSize(1);
    assertThat(issue.getExpression().get(0).getValue()).isEqualTo("Task.statusReason");
  }

  @Test
  void everyProblemHasAnIssueOfItsOwn() {
    OperationOutcome outcome =
        Outcomes.of(
            ExchangeException.of(
                ErrorCode.PROFILE_VIOLATION,
                List.of(
                    new ExchangeException.Issue("Task.status", "One."),
                    new ExchangeException.Issue("Task.intent", "Two."))));

    assertThat(outcome.getIssue()).hasSize(2);
  }

  @Test
  void e10NotFoundIsTheSameInEveryWordWhateverItWasRaisedWith() {
    OperationOutcome plain = Outcomes.of(ExchangeException.notFound());
    OperationOutcome told =
        Outcomes.of(ExchangeException.at(ErrorCode.NOT_FOUND, "Patient.name", "It is hidden."));
    OperationOutcome caused =
        Outcomes.of(
            ExchangeException.of(ErrorCode.NOT_FOUND, new IllegalStateException("Patient/1")));

    assertThat(told.equalsDeep(plain)).isTrue();
    assertThat(caused.equalsDeep(plain)).isTrue();
    assertThat(plain.getIdElement().isEmpty()).isTrue();
  }

  @Test
  void c8ACauseLeavesNoWordInTheOutcome() {
    ExchangeException refusal =
        ExchangeException.of(ErrorCode.UNAVAILABLE, new IllegalStateException("SELECT secret"));

    assertThat(Outcomes.of(refusal).getIssueFirstRep().getDiagnostics()).doesNotContain("SELECT");
    assertThat(refusal.getMessage()).isEqualTo("unavailable");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "Patient.name[0].given[1], Patient.name[0].given[1]",
        "Observation.value.ofType(Quantity), Observation.value.ofType(Quantity)",
        "Bundle.entry[0].resource/*Patient/8d1f*/.birthDate, Bundle.entry[0].resource.birthDate",
        "Patient.extension('http://x.example/Ada-Example').value, Patient.extension",
        "Patient.name.where(family='Example'), Patient.name.where",
        "(line 3 col 4), null",
        "null, null"
      })
  void e10AnExpressionIsAPlaceAndHoldsNothingOfTheInput(String location, String place) {
    ExchangeException.Issue issue = new ExchangeException.Issue(location, "Wrong.");

    assertThat(issue.expression()).isEqualTo(place);
  }

  @Test
  void whatPassesByItselfSaysWhenToTryAgain() {
    assertThat(ExchangeException.of(ErrorCode.UNAVAILABLE)).isInstanceOf(RetryLaterException.class);
    assertThat(RetryLaterException.throttled(Duration.ofMillis(1200)).retryAfterSeconds())
        .isEqualTo(2);
    assertThat(RetryLaterException.throttled(Duration.ZERO).retryAfterSeconds()).isEqualTo(1);
  }

  @Test
  void whatDoesNotPassByItselfDoesNotSaySo() {
    assertThat(ExchangeException.of(ErrorCode.MALFORMED)).isInstanceOf(RefusedException.class);
  }
}
