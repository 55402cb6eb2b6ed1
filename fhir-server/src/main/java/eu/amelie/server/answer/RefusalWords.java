/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.answer;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.interceptors.disclosure.Outcomes;
import eu.amelie.terminology.Language;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;

/**
 * Says in {@code issue.details.text} what a refusal means, in the language that is asked for.
 *
 * <p>Guaranteed: the words follow from the code and the language and from nothing else, so that
 * answers that were equal stay equal in every language; codes, {@code diagnostics} and {@code
 * expression} stay as they are. Not guaranteed: that {@code diagnostics} is in that language; it is
 * English.
 */
public final class RefusalWords {
  public static final String HEADER = "Content-Language";

  private RefusalWords() {}

  /** A new outcome, in words. */
  public static OperationOutcome of(ExchangeException refusal, Language language) {
    OperationOutcome outcome = Outcomes.of(refusal);
    add(outcome, language);
    return outcome;
  }

  /**
   * Adds the words to an answer: to a refusal, and to the refused entries of a batch.
   *
   * @return whether the answer as a whole is a refusal, and so in that language
   */
  public static boolean add(Resource answer, Language language) {
    if (answer instanceof OperationOutcome outcome) {
      return addTo(outcome, language);
    }
    if (answer instanceof Bundle bundle && bundle.getType() == Bundle.BundleType.BATCHRESPONSE) {
      for (BundleEntryComponent entry : bundle.getEntry()) {
        if (entry.getResponse().getOutcome() instanceof OperationOutcome outcome) {
          addTo(outcome, language);
        }
      }
    }
    return false;
  }

  private static boolean addTo(OperationOutcome outcome, Language language) {
    boolean told = false;
    for (OperationOutcomeIssueComponent issue : outcome.getIssue()) {
      CodeableConcept details = issue.getDetails();
      for (Coding coding : details.getCoding()) {
        if (ErrorCode.SYSTEM.equals(coding.getSystem())) {
          details.setText(ErrorTexts.in(language).of(coding.getCode()).what());
          told = true;
        }
      }
    }
    return told;
  }
}
