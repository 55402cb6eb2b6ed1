/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.disclosure;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;

/** Builds the only OperationOutcomes that leave the server. */
public final class Outcomes {
  private Outcomes() {}

  /**
   * Equal refusals give equal outcomes, whatever was asked for. The outcome has no id, no text and
   * no meta; it belongs to the caller, who may change it.
   */
  public static OperationOutcome of(ExchangeException refusal) {
    OperationOutcome outcome = new OperationOutcome();
    for (ExchangeException.Issue issue : refusal.issues()) {
      var component =
          outcome
              .addIssue()
              .setSeverity(IssueSeverity.ERROR)
              .setCode(refusal.code().issueType())
              .setDiagnostics(issue.message());
      component.getDetails().addCoding().setSystem(ErrorCode.SYSTEM).setCode(refusal.code().code());
      if (issue.expression() != null) {
        component.addExpression(issue.expression());
      }
    }
    return outcome;
  }
}
