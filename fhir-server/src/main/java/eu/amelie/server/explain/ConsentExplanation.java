/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.explain;

import eu.amelie.interceptors.access.Interaction;
import eu.amelie.interceptors.consent.evaluate.EvaluateConsent;
import eu.amelie.server.audit.AuditTrail;
import eu.amelie.server.audit.Recorded;
import eu.amelie.server.call.Call;
import eu.amelie.server.call.Reply;
import eu.amelie.server.facts.CaseFacts;
import eu.amelie.server.handling.CallHandler;
import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.springframework.stereotype.Component;

/** {@code $evaluate-consent}: what the decision says to what was sent, and why. Stores nothing. */
@Component
class ConsentExplanation implements CallHandler {
  private final CaseFacts facts;
  private final AuditTrail trail;

  ConsentExplanation(CaseFacts facts, AuditTrail trail) {
    this.facts = facts;
    this.trail = trail;
  }

  @Override
  public boolean handles(Interaction interaction) {
    return interaction instanceof Interaction.Operation operation
        && operation.name().equals("evaluate-consent");
  }

  @Override
  public Recorded answer(Call call) {
    Parameters answer =
        EvaluateConsent.answer(
            call.content().resource(Parameters.class),
            facts.now(),
            call.language().toLanguageTag());
    return trail.apart(call, Reply.of(answer, List.of()));
  }
}
