/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.emergency;

import eu.amelie.interceptors.disclosure.ErrorCode;
import eu.amelie.interceptors.disclosure.ExchangeException;
import eu.amelie.server.call.CodedReason;
import eu.amelie.server.call.Content;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;

/**
 * Why somebody needs access at once.
 *
 * @param reason of {@code CodeSystem/sc-emergency-reason}
 * @param justification in words, for the auditor alone
 */
record EmergencyRequest(String reason, String justification) {
  private static final Set<String> REASONS =
      Set.of(
          "immediate-danger-to-life", "missing-minor", "acute-clinical-emergency", "court-order");
  private static final int LONGEST = 4000;

  static EmergencyRequest of(Content content) {
    String reason = CodedReason.of(content, REASONS);
    boolean given =
        content.resource(Parameters.class).getParameterValue("justification")
                instanceof StringType text
            && !text.getValueNotNull().isBlank()
            && text.getValue().length() <= LONGEST;
    if (!given) {
      throw ExchangeException.at(
          ErrorCode.REASON_REQUIRED,
          "Parameters.parameter",
          "The parameter justification says in words why, in at most 4000 characters.");
    }
    StringType words =
        (StringType) content.resource(Parameters.class).getParameterValue("justification");
    return new EmergencyRequest(reason, words.getValue());
  }

  @Override
  public String toString() {
    return "EmergencyRequest[" + reason + "]";
  }
}
