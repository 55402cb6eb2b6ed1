/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.interceptors.consent.evaluate;

import eu.amelie.interceptors.consent.ConsentDecision.LeftOut;
import eu.amelie.interceptors.consent.Decision;
import eu.amelie.interceptors.consent.Decision.Permit;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;

/** Writes a conclusion as the output of the operation. */
record Answer(Conclusion conclusion, Texts texts) {

  Parameters toParameters() {
    Parameters out = new Parameters();
    out.setLanguage(texts.language());
    Decision decision = conclusion.decision();
    out.addParameter("decision", new CodeType(decision instanceof Permit ? "permit" : "deny"));
    if (decision instanceof Permit permit) {
      permit.releasedLabels().forEach(label -> out.addParameter("releasedLabel", label.coding()));
    }
    decision.basis().forEach(basis -> out.addParameter("basis", new StringType(basis)));
    out.addParameter("reason", new CodeType(decision.reason().code()));
    out.addParameter("explanation", new StringType(new Explanation(conclusion, texts).text()));
    conclusion.byConsent().ignored().forEach(left -> add(out, left));
    return out;
  }

  private static void add(Parameters out, LeftOut left) {
    ParametersParameterComponent ignored = out.addParameter().setName("ignored");
    ignored.addPart().setName("consent").setValue(new StringType(left.consent()));
    ignored.addPart().setName("reason").setValue(new CodeType(left.reason().code()));
  }
}
